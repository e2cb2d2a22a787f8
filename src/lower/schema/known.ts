/** JSON Schema 2020-12 core, 11: what a schema and those that it is composed of have looked at. */
import type { KnownItems, KnownProperties, KnownWhen, Schema } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import { asObject, child, entriesOf, itemsAt, type Node, objectAt } from "../node.js";
import type { SchemaContext } from "./context.js";
import { withTypeOf } from "./inherit-type.js";
import { compiledPattern } from "./pattern.js";
import { hasAny } from "./rest.js";
import { targetOf } from "./target.js";

/** What is looked for: of objects or of lists. */
interface Keywords<Known> {
  readonly nothing: Known;
  readonly everything: Known;
  /** What the schema's own keywords look at. */
  own(node: Node<JsonObject>, context: SchemaContext): Known;
  merge(parts: readonly Known[]): Known;
  isNothing(known: Known): boolean;
}

/** The properties that the schema looks at, its `unevaluatedProperties` apart. */
export function knownProperties(node: Node<JsonObject>, context: SchemaContext): KnownProperties {
  return known(node, { keywords: propertyKeywords, context, seen: new Set(), isOutermost: true });
}

/** The items that the schema looks at, its `unevaluatedItems` apart. */
export function knownItems(node: Node<JsonObject>, context: SchemaContext): KnownItems {
  return known(node, { keywords: itemKeywords, context, seen: new Set(), isOutermost: true });
}

interface Walk<Known> {
  readonly keywords: Keywords<Known>;
  readonly context: SchemaContext;
  /** The places on the way here: a reference that leads back says nothing new. */
  readonly seen: ReadonlySet<string>;
  readonly isOutermost: boolean;
}

function known<Known extends { readonly when: readonly KnownWhen<Known>[] }>(node: Node, walk: Walk<Known>): Known {
  const { keywords, context } = walk;
  const object = asObject(node);
  if (!object || walk.seen.has(node.pointer)) return keywords.nothing;
  const inner = { ...walk, seen: new Set([...walk.seen, node.pointer]), isOutermost: false };
  const own = keywords.own(walk.isOutermost ? outermost(object) : object, context);
  const target = targetOf(object, context);
  // Nobody knows what an unclear reference looks at: nothing may be refused then.
  if (!target && hasAny(object, ["$dynamicRef", "$recursiveRef"])) return keywords.everything;
  const parts = [...(target ? [target] : []), ...itemsAt(object, "allOf")].map((part) => known(part, inner));
  const when = conditions(object, inner).filter(
    ({ whenTrue, whenFalse }) => !isEmpty(whenTrue, keywords) || !isEmpty(whenFalse, keywords),
  );
  return keywords.merge([own, ...parts, { ...keywords.nothing, when }]);
}

function outermost(node: Node<JsonObject>): Node<JsonObject> {
  const { unevaluatedProperties: _properties, unevaluatedItems: _items, ...value } = node.value;
  return { value, pointer: node.pointer };
}

function isEmpty<Known>(part: Known | undefined, keywords: Keywords<Known>): boolean {
  return part === undefined || keywords.isNothing(part);
}

/** What is looked at only where a branch holds. */
function conditions<Known extends { readonly when: readonly KnownWhen<Known>[] }>(
  node: Node<JsonObject>,
  walk: Walk<Known>,
): readonly KnownWhen<Known>[] {
  const { keywords, context } = walk;
  const branches = ["anyOf", "oneOf"].flatMap((keyword) => itemsAt(node, keyword));
  const condition = child(node, "if");
  const [whenTrue, whenFalse] = ["then", "else"].map((keyword) => {
    const branch = child(node, keyword);
    return branch && known(branch, walk);
  });
  return [
    ...branches.map((branch) => ({ if: context.lower(withTypeOf(node, branch)), whenTrue: known(branch, walk) })),
    ...(condition
      ? [
          {
            if: context.lower(withTypeOf(node, condition)),
            whenTrue: keywords.merge([known(condition, walk), ...(whenTrue ? [whenTrue] : [])]),
            whenFalse,
          },
        ]
      : []),
    ...entriesOf(objectAt(node, "dependentSchemas")).map(([property, schema]) => ({
      if: property,
      whenTrue: known(schema, walk),
    })),
  ];
}

const propertyKeywords: Keywords<KnownProperties> = {
  nothing: { names: [], patterns: [], all: false, when: [] },
  everything: { names: [], patterns: [], all: true, when: [] },
  own: (node, context) => ({
    names: entriesOf(objectAt(node, "properties")).map(([name]) => name),
    patterns: entriesOf(objectAt(node, "patternProperties")).flatMap(
      ([source, schema]) => compiledPattern(source, schema, context) ?? [],
    ),
    all: ["additionalProperties", "unevaluatedProperties"].some((keyword) => child(node, keyword) !== undefined),
    when: [],
  }),
  merge: (parts) => ({
    names: [...new Set(parts.flatMap(({ names }) => names))],
    patterns: parts.flatMap(({ patterns }) => patterns),
    all: parts.some(({ all }) => all),
    when: parts.flatMap(({ when }) => when),
  }),
  isNothing: ({ names, patterns, all, when }) => !all && names.length + patterns.length + when.length === 0,
};

const itemKeywords: Keywords<KnownItems> = {
  nothing: { count: 0, contains: [], when: [] },
  everything: { count: "all", contains: [], when: [] },
  own: (node, context) => ({
    count: ["items", "unevaluatedItems"].some((keyword) => child(node, keyword) !== undefined)
      ? "all"
      : itemsAt(node, "prefixItems").length,
    contains: fitting(node, context),
    when: [],
  }),
  merge: (parts) => ({
    count: parts.some(({ count }) => count === "all")
      ? "all"
      : Math.max(0, ...parts.map(({ count }) => (count === "all" ? 0 : count))),
    contains: parts.flatMap(({ contains }) => contains),
    when: parts.flatMap(({ when }) => when),
  }),
  isNothing: ({ count, contains, when }) => count === 0 && contains.length + when.length === 0,
};

function fitting(node: Node<JsonObject>, context: SchemaContext): readonly Schema[] {
  const contains = child(node, "contains");
  return contains ? [context.lower(contains)] : [];
}
