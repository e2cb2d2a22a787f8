import type { Check, JsonValue, SchemaBase } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import { lowerAnnotations } from "../extensions/annotations.js";
import { defaultOf } from "../extensions/client-default.js";
import { lowerMutability } from "../extensions/mutability.js";
import { child, flagAt, type Lowering, type Node, originOf, stringAt, valuesAt } from "../node.js";
import { checksOf } from "./checks.js";
import type { SchemaContext } from "./context.js";
import { typesOf } from "./types-of.js";

/** What every schema has: annotations, place, `null`, checks. */
export function schemaBase(node: Node<JsonObject>, context: SchemaContext): SchemaBase {
  const checks = checksOf(node, context);
  return {
    origin: originOf(context, node),
    nullable: typesOf(node).includes("null"),
    access: access(node) ?? lowerMutability(node, context) ?? "both",
    title: stringAt(node, "title"),
    ...lowerAnnotations(node, stringAt(node, "description"), context),
    default: defaultOf(node),
    examples: examples(node),
    ...(checks && { checks }),
  };
}

/** The schema with more to check. */
export function withChecks<Base extends SchemaBase>(schema: Base, checks: readonly (Check | undefined)[]): Base {
  const found = checks.filter((check) => check !== undefined);
  return found.length === 0 ? schema : { ...schema, checks: [...(schema.checks ?? []), ...found] };
}

/** For a place where the document has no object to describe: `true`, `false`, or nonsense. */
export function bareBase(node: Node, lowering: Lowering): SchemaBase {
  return { origin: originOf(lowering, node), nullable: false, access: "both", deprecated: false, examples: [] };
}

function access(node: Node<JsonObject>): SchemaBase["access"] | undefined {
  const read = flagAt(node, "readOnly") ?? false;
  const write = flagAt(node, "writeOnly") ?? false;
  if (read === write) return undefined;
  return read ? "read" : "write";
}

function examples(node: Node<JsonObject>): readonly JsonValue[] {
  // `x-example` is how documents of Swagger 2.0 say it where the standard has no keyword for it.
  const example = child(node, "example") ?? child(node, "x-example");
  return [...(example ? [example.value] : []), ...valuesAt(node, "examples")];
}

/**
 * A composition of one schema is that schema, with the annotations of both; the outer ones win. It is how OpenAPI 3.0
 * writes annotations beside a `$ref`.
 */
export function outerAnnotations(outer: SchemaBase, inner: SchemaBase): Omit<SchemaBase, "nullable"> {
  const checks = [...(inner.checks ?? []), ...(outer.checks ?? [])];
  return {
    origin: outer.origin,
    access: outer.access === "both" ? inner.access : outer.access,
    title: outer.title ?? inner.title,
    description: outer.description ?? inner.description,
    deprecated: outer.deprecated || inner.deprecated,
    deprecation: outer.deprecation ?? inner.deprecation,
    default: outer.default ?? inner.default,
    examples: outer.examples.length > 0 ? outer.examples : inner.examples,
    ...(checks.length > 0 && { checks }),
  };
}
