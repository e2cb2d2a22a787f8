import { describe, expect, test } from "vitest";
import { tryCompile, wholeDocument } from "../scenarios/support/compile.js";
import { verifyModules } from "../support/verify-modules.js";

/** Documents that are large, deep or tangled: none hangs, none crashes. Milliseconds are those of a slow machine. */
const patience = 15_000;

function repeated<Value>(count: number, make: (index: number) => Value): readonly Value[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const named = (count: number, make: (index: number) => object): object => ({
  components: { schemas: Object.fromEntries(repeated(count, (index) => [`S${index}`, make(index)])) },
});
const done = { 204: { description: "Done." } };

const cases: readonly { readonly name: string; readonly part: object }[] = [
  { name: "an enum of 5,000 values", part: named(1, () => ({ enum: repeated(5000, (index) => `value ${index}`) })) },
  {
    name: "an object of 5,000 properties",
    part: named(1, () => ({
      type: "object",
      properties: Object.fromEntries(repeated(5000, (index) => [`p${index}`, { type: "string" }])),
    })),
  },
  {
    name: "a union of 500 schemas",
    part: named(500, (index) =>
      index === 0
        ? { oneOf: repeated(499, (other) => ref(`S${other + 1}`)) }
        : { type: "object", properties: { a: { const: index } } },
    ),
  },
  {
    name: "a chain of 2,000 references",
    part: named(2000, (index) => (index === 1999 ? { type: "string" } : ref(`S${index + 1}`))),
  },
  { name: "a circle of 2,000 references", part: named(2000, (index) => ref(`S${(index + 1) % 2000}`)) },
  {
    name: "a circle of 1,000 unions",
    part: named(1000, (index) => ({ oneOf: [ref(`S${(index + 1) % 1000}`), { type: "string" }] })),
  },
  {
    name: "a circle of 2,000 objects",
    part: named(2000, (index) => ({
      type: "object",
      properties: { next: ref(`S${(index + 1) % 2000}`), id: { type: "string", readOnly: true } },
    })),
  },
  {
    name: "everything refers to everything",
    part: named(100, () => ({
      type: "object",
      properties: Object.fromEntries(repeated(100, (other) => [`p${other}`, ref(`S${other}`)])),
    })),
  },
  {
    name: "a tower of 500 allOf",
    part: named(500, (index) =>
      index === 0
        ? { type: "object", properties: { p: { type: "string" } } }
        : { allOf: [ref(`S${index - 1}`), { type: "object", properties: { [`p${index}`]: { type: "string" } } }] },
    ),
  },
  {
    name: "2,000 operations of one name",
    part: {
      paths: Object.fromEntries(
        repeated(2000, (index) => [`/p${index}`, { get: { operationId: "same", tags: ["one"], responses: done } }]),
      ),
    },
  },
  {
    name: "1,000 tags that are one name",
    part: {
      paths: Object.fromEntries(
        repeated(1000, (index) => [
          `/p${index}`,
          { get: { operationId: `get${index}`, tags: [`${"*".repeat(index % 7)}pets`], responses: done } },
        ]),
      ),
    },
  },
  {
    name: "200 parameters of one name",
    part: {
      paths: {
        "/a": {
          get: {
            parameters: repeated(200, (index) => ({
              name: `p${index % 50}`,
              in: ["query", "header", "cookie"][index % 3],
              schema: { type: "string" },
            })),
            responses: done,
          },
        },
      },
    },
  },
  {
    name: "a description of a megabyte",
    part: {
      components: {
        schemas: {
          A: { type: "object", description: "word */ ".repeat(125_000), properties: { a: { type: "string" } } },
        },
      },
    },
  },
  {
    name: "a description that is one long word",
    part: {
      components: {
        schemas: { A: { type: "object", description: "x".repeat(1_000_000), properties: { a: { type: "string" } } } },
      },
    },
  },
  {
    name: "a default of a megabyte",
    part: {
      paths: {
        "/a": {
          get: {
            parameters: [{ name: "q", in: "query", schema: { type: "string", default: "x".repeat(1_000_000) } }],
            responses: done,
          },
        },
      },
    },
  },
];

describe("large and tangled documents", () => {
  test.each(cases)("$name", { timeout: patience }, async ({ part }) => {
    const { sdk, diagnostics } = await tryCompile(JSON.stringify(wholeDocument(part)));
    // Refusing is an answer, if it says why.
    if (!sdk) expect(diagnostics.list.some(({ severity }) => severity === "error")).toBe(true);
    else expect(verifyModules(sdk.files)).toEqual([]);
  });

  /** Built as text: no recursion of ours shall be what fails. */
  const deep: readonly {
    readonly name: string;
    readonly open: string;
    readonly close: string;
    readonly depth: number;
  }[] = [
    { name: "objects", open: '{"type":"object","properties":{"a":', close: "}}", depth: 100 },
    { name: "objects, too deep to be real", open: '{"type":"object","properties":{"a":', close: "}}", depth: 20_000 },
    { name: "lists", open: '{"type":"array","items":', close: "}", depth: 200 },
    { name: "lists, too deep to be real", open: '{"type":"array","items":', close: "}", depth: 20_000 },
    {
      name: "allOf",
      open: '{"allOf":[{"type":"object","properties":{"a":{"type":"string"}}},',
      close: "]}",
      depth: 100,
    },
    { name: "oneOf", open: '{"oneOf":[{"type":"string"},', close: "]}", depth: 100 },
    { name: "not", open: '{"not":', close: "}", depth: 200 },
  ];
  test.each(deep)("$depth $name in each other", { timeout: patience }, async ({ open, close, depth }) => {
    const schema = `${open.repeat(depth)}{"type":"string"}${close.repeat(depth)}`;
    const text = `{"openapi":"3.1.0","info":{"title":"A","version":"1"},"paths":{},"components":{"schemas":{"A":${schema}}}}`;
    const { sdk, diagnostics } = await tryCompile(text);
    if (!sdk) expect(diagnostics.list.some(({ severity }) => severity === "error")).toBe(true);
    else expect(verifyModules(sdk.files)).toEqual([]);
  });
});
