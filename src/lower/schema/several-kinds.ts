import type { JsonObject } from "../../spec/json.js";
import type { Node } from "../node.js";
import { withChecks } from "./base.js";
import type { SchemaRule } from "./context.js";
import { hasAny, keywordsOfType, without } from "./rest.js";
import { typesOf } from "./types-of.js";

/** No `type`, and keywords of objects beside those of lists, say. Each speaks of its own kind of values only. */
export const severalKindsRule: SchemaRule = {
  name: "several kinds",
  because: "before the single types, each of which knows its own keywords only",
  matches: (node) => typesOf(node).length === 0 && kindsOf(node).length > 1,
  lower: (node, context) => {
    // The author will have meant the first of them: its type is what the others only add conditions to.
    const [, ...others] = kindsOf(node);
    const schema = context.lower(without(node, others.flat()));
    const checks = others.map((keywords) => ({
      kind: "matches" as const,
      schema: context.lower({ value: only(node, keywords), pointer: node.pointer }),
    }));
    return withChecks(schema, checks);
  },
};

function kindsOf(node: Node<JsonObject>): readonly (readonly string[])[] {
  return Object.values(keywordsOfType).filter((keywords) => hasAny(node, keywords));
}

function only(node: Node<JsonObject>, keywords: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(node.value).filter(([key]) => keywords.includes(key)));
}
