import { type Code, code, literal, objectCode } from "../code/code.js";
import type { FunctionDecl } from "../code/declaration.js";
import { Identifier } from "../code/identifier.js";
import type { Api } from "../model/api.js";
import type { RequestMedia, ResponseMedia } from "../model/operation.js";
import type { JsonValue, NamedSchema, Schema, SchemaId } from "../model/schema.js";
import type { ClientPlan } from "../plan/client-plan.js";
import { exampleSize, fittingExample } from "./fitting-example.js";

/** Examples of a schema, and characters of JSON of each: the next step where all together are more than `maxAll`. */
const steps = [
  // The second example is for where the first is at odds with its schema.
  { count: 2, limit: 2_000 },
  { count: 1, limit: 1_000 },
  { count: 1, limit: 500 },
  { count: 1, limit: 250 },
  { count: 1, limit: 120 },
  { count: 1, limit: 60 },
];
const maxAll = 160_000;

/**
 * What the document shows as values of its schemas, for fixtures: at run time each is checked by its schema, since documents
 * contradict themselves. Undefined where nothing is shown.
 */
export function examplesFunction({
  api,
  plan,
}: {
  readonly api: Api;
  readonly plan: ClientPlan;
}): FunctionDecl | undefined {
  const entries = limited(shownExamples(api)).map(({ id, values }): readonly [string, Code] => [
    plan.zodOf(id).name.text,
    literal(values),
  ]);
  if (entries.length === 0) return undefined;
  return {
    kind: "function",
    name: new Identifier("examples"),
    exported: false,
    doc: { text: "What the document shows as examples; fixtures are made of what of them is valid." },
    parameters: [],
    returns: code`${plan.runtime.FixtureExamples}`,
    body: [code`return ${objectCode(entries)};`],
  };
}

interface Shown {
  readonly id: SchemaId;
  readonly values: readonly JsonValue[];
}

function shownExamples(api: Api): readonly Shown[] {
  const ofMedia = mediaExamples(api);
  return [...api.schemas.values()].flatMap((named) => {
    const values = ownExamples(named, ofMedia.get(named.id) ?? []);
    return values.length === 0 ? [] : [{ id: named.id, values }];
  });
}

/** Of the schema, of bodies that are just it, or put together of those of its properties. */
function ownExamples({ schema }: NamedSchema, ofMedia: readonly JsonValue[]): readonly JsonValue[] {
  // An `example:` in YAML with nothing behind it is null.
  const given = [...schema.examples, ...ofMedia].filter((value) => value !== null);
  if (given.length === 1) return given;
  const whole = new Map(given.map((value) => [JSON.stringify(value), value]));
  if (whole.size > 0) return [...whole.values()];
  const composed = composedExample(schema);
  return composed === undefined ? [] : [composed];
}

function mediaExamples({ operations }: Api): ReadonlyMap<SchemaId, readonly JsonValue[]> {
  const found = new Map<SchemaId, readonly JsonValue[]>();
  for (const { body, responses } of operations) {
    const all: readonly (RequestMedia | ResponseMedia)[] = [
      ...(body?.media ?? []),
      ...responses.flatMap(({ media }) => media),
    ];
    for (const { schema, examples = [] } of all) {
      if (schema?.kind === "reference") found.set(schema.target, [...(found.get(schema.target) ?? []), ...examples]);
    }
  }
  return found;
}

/** A reference has its own examples at most: those of its target are found under the target's name. */
function composedExample(schema: Schema): JsonValue | undefined {
  const [own] = schema.examples;
  if (own !== undefined) return own;
  if (schema.kind === "intersection") return joined(schema.members.map(composedExample));
  if (schema.kind === "array") {
    const item = composedExample(schema.items);
    return item === undefined ? undefined : [item];
  }
  if (schema.kind !== "object") return undefined;
  return objectOf(
    schema.properties.flatMap(({ wireName, required, schema: inner }): readonly Entry[] => {
      const value = inner.deprecated && !required ? undefined : composedExample(inner);
      return value === undefined ? [] : [[wireName, value]];
    }),
  );
}

type Entry = readonly [name: string, value: JsonValue];

function joined(values: readonly (JsonValue | undefined)[]): JsonValue | undefined {
  return objectOf(
    values.flatMap((value): readonly Entry[] =>
      typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [],
    ),
  );
}

function objectOf(entries: readonly Entry[]): JsonValue | undefined {
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** What is left where all together are within bounds: large documents show less of each. */
function limited(all: readonly Shown[]): readonly Shown[] {
  let fitting: readonly Shown[] = [];
  for (const step of steps) {
    // Far too much, even where the examples are only a quarter of what they may be: not worth a try.
    if (all.length * step.limit > 4 * maxAll && step !== steps.at(-1)) continue;
    const { shown, isWhole } = shownWithin(all, step);
    fitting = shown;
    if (isWhole) break;
  }
  return fitting.filter(({ values }) => values.length > 0);
}

/** As many as there is room for; the rest is not even looked at. */
function shownWithin(
  all: readonly Shown[],
  { count, limit }: (typeof steps)[number],
): { readonly shown: readonly Shown[]; readonly isWhole: boolean } {
  const shown: Shown[] = [];
  let size = 0;
  for (const { id, values } of all) {
    const fitting = values.slice(0, count).flatMap((value) => fittingExample(value, limit));
    size += exampleSize(fitting);
    if (size > maxAll) return { shown, isWhole: false };
    shown.push({ id, values: fitting });
  }
  return { shown, isWhole: true };
}
