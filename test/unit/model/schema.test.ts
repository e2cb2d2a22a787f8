import { expect, test } from "vitest";
import { rootPointer } from "../../../src/diagnostics/origin.js";
import { mapSchema } from "../../../src/model/map.js";
import { matchSchema, type SchemaHandlers } from "../../../src/model/match.js";
import { defaultKind, essence, isJson, isText } from "../../../src/model/media-type.js";
import type { Schema, SchemaBase, SchemaId, SchemaKind } from "../../../src/model/schema.js";
import { childSchemas, walkSchema } from "../../../src/model/walk.js";

const base: SchemaBase = {
  origin: { source: "a.yaml", pointer: rootPointer },
  nullable: false,
  access: "both",
  deprecated: false,
  examples: [],
};
const text: Schema = { kind: "text", ...base };
const flag: Schema = { kind: "boolean", ...base };
const nothing: Schema = { kind: "never", ...base };

/** One of each kind. */
const samples: { readonly [Kind in SchemaKind]: Extract<Schema, { kind: Kind }> } = {
  unknown: { kind: "unknown", ...base },
  never: { kind: "never", ...base },
  null: { kind: "null", ...base },
  boolean: { kind: "boolean", ...base },
  text: { kind: "text", ...base },
  numeric: { kind: "numeric", ...base, integer: true },
  binary: { kind: "binary", ...base },
  const: { kind: "const", ...base, value: 1 },
  enum: { kind: "enum", ...base, values: [1, 2] },
  array: { kind: "array", ...base, items: text, uniqueItems: false },
  tuple: { kind: "tuple", ...base, items: [text, flag], rest: nothing, required: 1 },
  object: {
    kind: "object",
    ...base,
    properties: [{ wireName: "a", required: true, schema: text }],
    additional: flag,
  },
  union: { kind: "union", ...base, variants: [text, flag] },
  intersection: { kind: "intersection", ...base, members: [text, flag] },
  // A pointer of this document.
  reference: { kind: "reference", ...base, target: "/components/schemas/Pet" as SchemaId },
};
const all = Object.values(samples);

test("each kind is given to its own handler, with what the caller gives besides", () => {
  const entries: object = Object.fromEntries(
    all.map(({ kind }) => [kind, (schema: Schema, context: string) => `${kind} ${schema.kind} ${context}`]),
  );
  // One for each sample, and there is a sample of each kind.
  const handlers = entries as SchemaHandlers<string, string>;
  expect(all.map((schema) => matchSchema(schema, handlers, "here"))).toEqual(
    all.map(({ kind }) => `${kind} ${kind} here`),
  );
});

test.each([
  ["array", [text]],
  ["tuple", [text, flag, nothing]],
  ["object", [text, flag]],
  ["union", [text, flag]],
  ["intersection", [text, flag]],
  ["reference", []],
  ["const", []],
] as const)("the schemas directly inside a schema: %s", (kind, want) => {
  expect(childSchemas(samples[kind])).toEqual(want);
});

test("an open object has no schema for its other keys", () => {
  expect(childSchemas({ ...samples.object, additional: "open" })).toEqual([text]);
  expect(childSchemas({ ...samples.object, additional: "closed" })).toEqual([text]);
});

test("a change reaches exactly the schemas directly inside", () => {
  for (const schema of all) {
    const seen: Schema[] = [];
    const changed = mapSchema(schema, (inner) => {
      seen.push(inner);
      return { ...inner, description: "changed" };
    });
    expect(seen).toEqual(childSchemas(schema));
    expect(childSchemas(changed).every(({ description }) => description === "changed")).toBe(true);
    expect(childSchemas(schema).every(({ description }) => description === undefined)).toBe(true);
    expect({ ...changed, ...structure(schema) }).toEqual(schema);
  }
});

/** The members that hold other schemas. */
function structure(schema: Schema): object {
  const holders = ["items", "rest", "properties", "additional", "variants", "members"];
  return Object.fromEntries(Object.entries(schema).filter(([key]) => holders.includes(key)));
}

test("a walk visits every schema, outermost first, and does not follow references", () => {
  const inner: Schema = { ...samples.array, items: samples.union };
  const schema: Schema = {
    ...samples.object,
    properties: [{ wireName: "a", required: true, schema: inner }],
    additional: samples.reference,
  };
  const kinds: string[] = [];
  walkSchema(schema, ({ kind }) => kinds.push(kind));
  expect(kinds).toEqual(["object", "array", "union", "text", "boolean", "reference"]);
});

test.each([
  ["application/json", "json"],
  ["Application/JSON; charset=utf-8", "json"],
  ["application/problem+json", "json"],
  ["application/vnd.github.v3+json", "json"],
  ["text/json", "json"],
  ["text/event-stream", "events"],
  ["application/x-ndjson", "lines"],
  ["application/jsonl", "lines"],
  ["application/json-seq", "lines"],
  ["text/plain", "text"],
  ["text/html; charset=utf-8", "text"],
  ["application/xml", "text"],
  ["application/atom+xml", "text"],
  ["application/yaml", "text"],
  ["application/x-www-form-urlencoded", "text"],
  ["application/octet-stream", "binary"],
  ["image/png", "binary"],
  ["image/svg+xml", "text"],
  ["*/*", "binary"],
  ["", "binary"],
  ["application/jsonp", "binary"],
])("a body of %s is read as %s", (mediaType, want) => {
  expect(defaultKind(mediaType)).toBe(want);
  expect(isJson(mediaType)).toBe(want === "json");
  if (want === "text") expect(isText(mediaType)).toBe(true);
});

test("the essence of a media type is its type and subtype", () => {
  expect(essence(' Text/HTML ; charset="a;b"')).toBe("text/html");
});
