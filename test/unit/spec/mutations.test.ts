import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { formatText } from "../../../src/diagnostics/format-text.js";
import { rootPointer } from "../../../src/diagnostics/origin.js";
import { memoryHost } from "../../../src/host/memory-host.js";
import type { OpenApiDocument } from "../../../src/spec/document.js";
import { isArray, isObject, type JsonValue } from "../../../src/spec/json.js";
import { loadDocument } from "../../../src/spec/load.js";
import { openapi3Shapes } from "../../../src/spec/openapi3-shapes.js";
import { type Field, fieldOf } from "../../../src/spec/shape.js";
import { rootPlace, walkStructure } from "../../../src/spec/walk.js";

const schemas = {
  Pet: {
    type: "object",
    required: ["name"],
    properties: { name: { type: "string", nullable: true }, owner: { $ref: "#/components/schemas/Owner" } },
  },
  Owner: { allOf: [{ $ref: "#/components/schemas/Pet" }, { type: "object", minProperties: 1 }], nullable: true },
  Any: {
    oneOf: [{ $ref: "other.yaml#/b" }],
    discriminator: { propertyName: "k", mapping: { a: "#/components/schemas/Pet" } },
  },
};
const response = {
  description: "d",
  headers: { H: { schema: { type: "integer" } } },
  content: { "a/b": { schema: { $ref: "#/components/schemas/Pet" } } },
};
const parameters = [{ name: "id", in: "path", required: true, schema: { type: "array", items: { type: "string" } } }];
const openapi = {
  openapi: "3.0.3",
  info: { title: "T", version: "1" },
  servers: [{ url: "/{v}", variables: { v: { default: "1", enum: ["1"] } } }],
  tags: [{ name: "t" }],
  paths: {
    "/a/{id}": {
      parameters,
      post: {
        tags: ["t"],
        requestBody: { content: response.content },
        responses: { "200": response },
        callbacks: { c: { "{$url}": { $ref: "other.yaml" } } },
      },
    },
  },
  components: {
    schemas,
    securitySchemes: { s: { type: "oauth2", flows: { implicit: { authorizationUrl: "x", scopes: { a: "b" } } } } },
  },
  security: [{ s: ["a"] }],
};
const swagger = {
  swagger: "2.0",
  info: { title: "T" },
  consumes: ["a/b"],
  parameters: { B: { name: "b", in: "body", schema: { $ref: "#/definitions/Pet" } } },
  paths: {
    "/a": {
      post: {
        parameters: [{ $ref: "#/parameters/B" }, { name: "f", in: "formData", type: "file" }],
        responses: { 200: { description: "d", schema: { type: "string" }, headers: { H: { type: "integer" } } } },
      },
    },
  },
  definitions: { Pet: schemas.Pet },
  securityDefinitions: { s: { type: "oauth2", flow: "implicit", scopes: { a: "b" } } },
};
const other = `a: { $ref: openapi.json#/paths }
b: { allOf: [{ $ref: '#' }], properties: { $ref: openapi.json#/components/schemas } }
get: { responses: { $ref: '#/b' }, callbacks: { x: { y: { $ref: other.yaml } } } }
`;
const junk: readonly JsonValue[] = [
  ...[
    null,
    5,
    "x",
    [],
    {},
    true,
    [null],
    { "\u2028": -1 },
    { nullable: true, allOf: [{}] },
    "#/components/schemas/Pet",
  ],
  ...[
    "#",
    "#/paths",
    "#/info",
    "#/components/schemas/Pet",
    "other.yaml",
    "other.yaml#/a",
    "openapi.json",
    "#/constructor",
  ].map(($ref) => ({ $ref })),
  { $ref: 5 },
];
const keys = ["$ref", "nullable", "constructor", "__proto__", "get", "allOf", "type", "items", "parameters"];

/** mulberry32: the same numbers each time. */
function numbers(start: number): (below: number) => number {
  let seed = start;
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

type Holder = Record<string, JsonValue>;

function slots(value: JsonValue): readonly (readonly [Holder, string])[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Holder;
  return Object.keys(holder).flatMap((key) => [[holder, key] as const, ...slots(holder[key] ?? null)]);
}

function mutate(document: JsonValue, random: (below: number) => number): string {
  const copy = structuredClone(document);
  for (let count = 1 + random(6); count > 0; count -= 1) {
    const all = slots(copy);
    const [holder, key] = all[random(all.length)] ?? [];
    if (holder === undefined || key === undefined) continue;
    const name = random(3) === 0 && !Array.isArray(holder) ? (keys[random(keys.length)] ?? key) : key;
    const value = structuredClone(junk[random(junk.length)] ?? null);
    Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return JSON.stringify(copy);
}

function isSound({ holds, kind, scalar }: Field, value: JsonValue): boolean {
  if (holds === "list") return isArray(value);
  if (holds === "map") return isObject(value);
  if (kind !== undefined) return isObject(value) || (kind === "schema" && typeof value === "boolean");
  return scalar !== "string" || typeof value === "string";
}

/** What `OpenApiDocument` promises of its structure. */
function unsoundPlaces(document: OpenApiDocument): readonly string[] {
  const unsound: string[] = [];
  walkStructure(
    {
      shapes: openapi3Shapes,
      isShared: false,
      visit: ({ kind, value, pointer }) => {
        if (!isObject(value)) return undefined;
        const shape = openapi3Shapes.get(kind);
        for (const [key, member] of Object.entries(value)) {
          const field = shape && fieldOf(shape, key);
          if (field !== undefined && !isSound(field, member)) unsound.push(`${pointer}/${key}`);
        }
        if (!document.sources.includes(document.originOf(pointer).source)) unsound.push(`${pointer} is of nowhere`);
        const stands = kind === "schema" || kind === "pathItem" || !Object.hasOwn(value, "$ref");
        return stands ? value : undefined;
      },
    },
    rootPlace(document.root, rootPointer),
  );
  return unsound;
}

describe("documents with random mistakes", () => {
  test.each(["OpenAPI", "Swagger"])(
    "%s: never an exception, and always a sound structure or an error",
    async (name) => {
      const random = numbers(20_260_101);
      for (let round = 0; round < 400; round += 1) {
        const text = mutate(name === "Swagger" ? swagger : openapi, random);
        const diagnostics = new Diagnostics();
        const document = await loadDocument(
          "openapi.json",
          memoryHost({ "openapi.json": text, "other.yaml": other }),
          diagnostics,
        );
        expect(document === undefined, text).toBe(diagnostics.hasErrors);
        expect(formatText(diagnostics.list, diagnostics.sources)).not.toContain("undefined");
        if (document === undefined) continue;
        expect(unsoundPlaces(document), text).toEqual([]);
        // It would throw on a value that holds itself.
        JSON.stringify(document.root);
      }
      expect(({} as { type?: unknown }).type).toBeUndefined();
    },
  );
});
