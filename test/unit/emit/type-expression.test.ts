import { describe, expect, test } from "vitest";
import { compilePart } from "../../scenarios/support/compile.js";
import { emitted } from "./emitted.js";

const text = { type: "string" };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const others = {
  Pet: { type: "object", properties: { name: text } },
  Toy: { type: "object", properties: { label: text } },
  Array: { type: "object", properties: { length: { type: "number" } } },
};

const cases: readonly { name: string; given: unknown; want: string }[] = [
  { name: "unknown", given: true, want: "unknown" },
  { name: "never", given: false, want: "never" },
  { name: "null", given: { type: "null" }, want: "null" },
  { name: "boolean", given: { type: "boolean" }, want: "boolean" },
  { name: "string", given: text, want: "string" },
  { name: "bytes in JSON are text", given: { type: "string", format: "binary" }, want: "string" },
  { name: "nullable", given: { type: ["string", "null"] }, want: "string | null" },
  { name: "unknown is null already", given: { anyOf: [true, { type: "null" }] }, want: "unknown" },
  { name: "a constant", given: { const: "a" }, want: '"a"' },
  { name: "an object as a constant", given: { const: { a: 1 } }, want: "{ a: 1 }" },
  {
    name: "a list of enums",
    given: { type: "array", items: { enum: [1, 2] } },
    want: "globalThis.Array<1 | 2 | (number & {})>",
  },
  { name: "a list of references", given: { type: "array", items: ref("Pet") }, want: "Pet[]" },
  { name: "a list of lists", given: { type: "array", items: { type: "array", items: text } }, want: "string[][]" },
  {
    name: "a list of nullable ones",
    given: { type: "array", items: { type: ["string", "null"] } },
    want: "globalThis.Array<string | null>",
  },
  {
    name: "a list of constants that hold operators",
    given: { type: "array", items: { const: "a | b" } },
    want: 'globalThis.Array<"a | b">',
  },
  {
    name: "an enum of several types",
    given: { enum: ["a", 1, true, null] },
    want: '"a" | 1 | true | (string & {}) | (number & {}) | null',
  },
  { name: "an enum of booleans", given: { enum: [true] }, want: "true" },
  {
    name: "a tuple",
    given: { prefixItems: [text, { type: ["string", "null"] }], items: false, minItems: 1 },
    want: "[string, (string | null)?]",
  },
  {
    name: "a tuple with a rest",
    given: { prefixItems: [text], items: { type: "number" }, minItems: 1 },
    want: "[string, ...number[]]",
  },
  { name: "any object", given: { type: "object" }, want: "{ [key: string]: unknown }" },
  {
    name: "an object without properties",
    given: { type: "object", additionalProperties: false },
    want: "{ [key: string]: never }",
  },
  { name: "a record", given: { type: "object", additionalProperties: ref("Pet") }, want: "{ [key: string]: Pet }" },
  {
    name: "a nullable object",
    given: { type: ["object", "null"], required: ["a"], properties: { a: text, b: { type: "number" } } },
    want: "{ a: string; b?: number } | null",
  },
  { name: "a union", given: { oneOf: [text, ref("Pet")] }, want: "string | Pet" },
  { name: "a union of the same twice", given: { oneOf: [text, { ...text, minLength: 1 }] }, want: "string" },
  {
    name: "an intersection inside a union",
    given: { oneOf: [text, { allOf: [ref("Pet"), ref("Toy")] }] },
    want: "string | (Pet & Toy)",
  },
  {
    name: "a union inside an intersection",
    given: { allOf: [ref("Pet"), { oneOf: [ref("Toy"), text] }] },
    want: "Pet & (Toy | string)",
  },
  { name: "a nullable union", given: { oneOf: [text, ref("Pet"), { type: "null" }] }, want: "string | Pet | null" },
];

test.each(cases)("$name", async ({ given, want }) => {
  expect((await emitted(given, others)).type).toBe(want);
});

describe("properties", () => {
  const members = async (schema: object): Promise<string> => (await emitted({ type: "object", ...schema })).type;

  test("names that must be quoted, and docs", async () => {
    const properties = {
      "a-b": { type: "integer", format: "int32", default: 1 },
      b: { ...text, description: "Why.", readOnly: true },
      c: { ...text, deprecated: true, example: "x" },
    };
    expect(await members({ required: ["b"], properties })).toBe(
      `export interface X {
  /**
   * @format int32
   * @default 1
   */
  "a-b"?: number;
  /**
   * Why.
   * @readonly
   */
  b: string;
  /**
   * @deprecated
   * @example "x"
   */
  c?: string;
}`,
    );
  });

  test.each([
    { name: "others of any type", additional: true, want: "[key: string]: unknown;" },
    {
      name: "others of a type admit the declared ones too",
      additional: { type: "number" },
      want: "[key: string]: number | string | undefined;",
    },
    { name: "others of the same type", additional: text, want: "[key: string]: string | undefined;" },
  ])("$name", async ({ additional, want }) => {
    expect(await members({ properties: { a: text }, additionalProperties: additional })).toContain(want);
  });

  test("a closed list needs no signature", async () => {
    expect(await members({ properties: { a: text }, additionalProperties: false })).toBe(
      "export interface X {\n  a?: string;\n}",
    );
  });
});

describe("where a value travels", () => {
  const json = (schema: object) => ({ "application/json": { schema } });
  const state = { type: "string", enum: ["on", "off"] };
  const body = { type: "object", properties: { state, file: { type: "string", format: "binary" } } };

  async function model(uses: { request?: object; response?: object }): Promise<string> {
    const { texts } = await compilePart({
      components: { schemas: { X: body } },
      paths: {
        "/a": {
          post: {
            operationId: "a",
            ...(uses.request ? { requestBody: { content: uses.request } } : {}),
            responses: { 200: { description: "D", ...(uses.response ? { content: uses.response } : {}) } },
          },
        },
      },
    });
    return texts.get("models.ts") ?? "";
  }

  test("an enum is closed where it is only sent, and open where it is received", async () => {
    expect(await model({ request: json(ref("X")) })).toContain('state?: "on" | "off";');
    expect(await model({ response: json(ref("X")) })).toContain('state?: "on" | "off" | (string & {});');
    expect(await model({ request: json(ref("X")), response: json(ref("X")) })).toContain("(string & {})");
  });

  test("bytes are what can be sent in a form, and text in JSON", async () => {
    expect(await model({ request: { "multipart/form-data": { schema: ref("X") } } })).toMatch(/file\?: FileInput;/);
    expect(await model({ request: json(ref("X")) })).toContain("file?: string;");
  });
});

describe("allOf as an interface that extends", () => {
  const named = (...names: readonly string[]) => names.map(ref);

  test("a tower of schemas is built in no time", async () => {
    const schemas: Record<string, object> = { S0: { type: "object", properties: { p0: text } } };
    for (let index = 1; index <= 60; index += 1) {
      schemas[`S${index}`] = {
        allOf: [...named(`S${index - 1}`), { type: "object", properties: { [`p${index}`]: text } }],
      };
    }
    const { texts } = await compilePart({ components: { schemas } });
    expect(texts.get("models.ts")).toContain("export interface S60 extends S59 {");
  }, 5000);

  test("nor does a lattice of them take long", async () => {
    const schemas: Record<string, object> = {
      A0: { type: "object", properties: { p: text } },
      B0: { type: "object", properties: { q: text } },
    };
    for (let index = 1; index <= 40; index += 1) {
      for (const side of ["A", "B"]) schemas[`${side}${index}`] = { allOf: named(`A${index - 1}`, `B${index - 1}`) };
    }
    const { texts } = await compilePart({ components: { schemas } });
    expect(texts.get("models.ts")).toContain("A40");
  }, 5000);
});
