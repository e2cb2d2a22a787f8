import { expect, test } from "vitest";
import { tryCompile } from "../scenarios/support/compile.js";
import { verifyModules } from "../support/verify-modules.js";

/** Documents made to explode: refused with the named limit, or sound code; milliseconds of a slow machine. */
const patience = 60_000;
const head = 'openapi: 3.1.0\ninfo: { title: A, version: "1" }\npaths: {}\n';
const plain = { openapi: "3.1.0", info: { title: "A", version: "1" }, paths: {} };
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

function withSchemas(schemas: object): string {
  return JSON.stringify({ ...plain, components: { schemas } });
}

const laughs = range(30).map(
  (i) =>
    `x-${i}: &a${i} [${
      i === 0
        ? "lol"
        : range(10)
            .map(() => `*a${i - 1}`)
            .join(", ")
    }]`,
);
const bombs: readonly (readonly [name: string, text: string, code: string | undefined])[] = [
  ["a billion laughs", `${head}${laughs.join("\n")}\n`, "spec/too-many-aliases"],
  ["an alias inside of itself", `${head}x-a: &a { b: *a }\n`, "spec/yaml-cycle"],
  ["YAML nested 10,000 deep", `${head}x-a: ${"[".repeat(10_000)}${"]".repeat(10_000)}\n`, "spec/too-deep"],
  [
    "JSON nested 10,000 deep",
    `{"openapi":"3.1.0","x-a":${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}}`,
    "spec/too-deep",
  ],
  [
    "a web of allOf, each of two that come before: 2^40 ways",
    withSchemas(
      Object.fromEntries(
        range(40).map((i) => [
          `S${i}`,
          i < 2
            ? { type: "object", properties: { [`p${i}`]: {} } }
            : { allOf: [ref(`S${i - 1}`), ref(`S${i - 2}`), { type: "object", properties: { [`p${i}`]: {} } }] },
        ]),
      ),
    ),
    undefined,
  ],
  [
    "a web of oneOf",
    withSchemas(
      Object.fromEntries(
        range(40).map((i) => [
          `S${i}`,
          i === 0 ? { type: "string" } : { oneOf: [ref(`S${i - 1}`), ref(`S${i - 1}`), { type: "integer" }] },
        ]),
      ),
    ),
    undefined,
  ],
  [
    "a union of 100,000 constants",
    withSchemas({ A: { oneOf: range(100_000).map((i) => ({ const: `v${i}` })) } }),
    undefined,
  ],
  [
    "allOf, anyOf, not, items, if in circles",
    withSchemas({
      A: { allOf: [ref("B")] },
      B: { anyOf: [ref("C"), { type: "null" }] },
      C: { not: ref("A") },
      D: { items: ref("D") },
      // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema
      E: { if: ref("E"), then: ref("A"), else: ref("E") },
      F: { propertyNames: ref("F"), dependentSchemas: { a: ref("F") } },
      G: { prefixItems: [ref("G")], contains: ref("G"), unevaluatedItems: ref("G"), unevaluatedProperties: ref("G") },
      H: ref("H"),
      I: ref("J"),
      J: ref("I"),
    }),
    undefined,
  ],
  ...trimmed(),
  ...nearlyJson(),
  ["3,000 schemes, any of which 20 operations take", JSON.stringify(withSchemes(3_000)), undefined],
  [
    "a reference to nothing beside a schema, both with names of 1 MB",
    withSchemas({ ["a".repeat(1_000_000)]: {}, B: ref(`${"a".repeat(999_999)}b`) }),
    "spec/unresolved-ref",
  ],
  ["a text to skip in, that never says so", JSON.stringify(skipping("number of ".repeat(80_000))), undefined],
  [
    "a pattern of 2^280 places",
    withSchemas({ A: { type: "string", pattern: `${"(?:".repeat(280)}a${"){2}".repeat(280)}` } }),
    undefined,
  ],
  [
    "a pattern of names with 2^32 ways to match",
    JSON.stringify({
      ...plain,
      "x-speakeasy-name-override": [{ operationId: `^${"(a|aa)".repeat(32)}$`, methodNameOverride: "x" }],
      paths: { "/a": { get: { operationId: `${"a".repeat(50)}b`, responses: { "204": { description: "Done." } } } } },
    }),
    "lower/invalid-extension",
  ],
];

/** Whatever is taken off the end of a text, in runs that do not stand there: where each place of a run is tried, it takes minutes. */
function trimmed(): readonly (readonly [name: string, text: string, code: string | undefined])[] {
  const run = (sign: string): string => `x${sign.repeat(300_000)}y`;
  const servers = [{ url: `https://a.example/${run("/")}` }];
  const host = { hostTemplate: "a.example", parameters: [] };
  return [
    ["a long run in a base path", JSON.stringify({ ...plain, servers, "x-fern-base-path": run("/") }), undefined],
    ["a long run in a host", JSON.stringify({ ...plain, servers, "x-ms-parameterized-host": host }), undefined],
    ["a long run in a version", JSON.stringify({ ...plain, info: { title: "A", version: run("-") } }), undefined],
    [
      "a long run in a base path of Swagger 2.0",
      JSON.stringify({ swagger: "2.0", info: plain.info, host: "a.example", basePath: `/${run("/")}`, paths: {} }),
      undefined,
    ],
  ];
}

/** What is read over, and what is looked for, in a text that is no JSON. */
function nearlyJson(): readonly (readonly [name: string, text: string, code: string | undefined])[] {
  const start = JSON.stringify(plain).slice(0, -1);
  return [
    ["40,000 comments in a list", `${start},"x-a":[${"1, /* x */ ".repeat(40_000)}2]}`, "spec/json-extras"],
    ["100,000 comments that do not end", `${start},"x-a":[1${",/*".repeat(100_000)}`, "spec/json-syntax"],
    ["a string of escapes that does not end", `${start},"x-a":"${'\\"'.repeat(400_000)}`, "spec/json-syntax"],
    ["a string of 12 MB beside a mistake", `${start},"x-a":"${"x".repeat(12_000_000)}" 1}`, "spec/json-syntax"],
    ["a string of 5 million escapes", `${start},"x-a":"${"\\n".repeat(5_000_000)}",}`, "spec/json-extras"],
  ];
}

function withSchemes(count: number): object {
  const names = range(count).map((i) => `s${i}`);
  return {
    ...plain,
    security: names.map((name) => ({ [name]: [] })),
    paths: Object.fromEntries(
      range(20).map((i) => [`/a${i}`, { get: { responses: { "204": { description: "Done." } } } }]),
    ),
    components: {
      securitySchemes: Object.fromEntries(names.map((name) => [name, { type: "http", scheme: "bearer" }])),
    },
  };
}

/** A list whose offset is a text: whether it counts items stands in its description. */
function skipping(description: string): object {
  const schema = { type: "object", properties: { items: { type: "array", items: { type: "object" } } } };
  const parameters = [
    { name: "offset", in: "query", description, schema: { type: "string" } },
    { name: "limit", in: "query", schema: { type: "integer" } },
  ];
  const responses = { "200": { description: "All.", content: { "application/json": { schema } } } };
  return { ...plain, paths: { "/a": { get: { operationId: "listThings", parameters, responses } } } };
}

test.each(bombs)("%s", { timeout: patience }, async (_, text, code) => {
  const { sdk, diagnostics } = await tryCompile(text, { runtime: "package" });
  if (code !== undefined) expect(diagnostics.list.map((found) => found.code)).toContain(code);
  if (sdk) expect(verifyModules(sdk.files)).toEqual([]);
  else expect(diagnostics.hasErrors).toBe(true);
});
