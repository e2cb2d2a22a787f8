import { beforeAll, describe, expect, test } from "vitest";
import { buildHarness, missingOracle, missingSuite, type Result, type Run, runSuite } from "./suite.js";

// What was reached. Of what is missed, all is reported when the document is read: lists of no values ("lower/empty-enum",
// read as if they were not there), references that are relative to an `$id` ("spec/unreadable-ref", "spec/unresolved-ref"),
// and dynamic references with several anchors ("lower/unsupported-keyword").
const floors: readonly (Run & { readonly name: string; readonly pass: number; readonly tests: number })[] = [
  { name: "core", draft: "draft2020-12", profile: "core", typed: false, pass: 766, tests: 782 },
  { name: "core, typed", draft: "draft2020-12", profile: "core", typed: true, pass: 658, tests: 673 },
  { name: "openapi", draft: "draft2020-12", profile: "openapi", typed: false, pass: 1192, tests: 1211 },
  { name: "openapi, typed", draft: "draft2020-12", profile: "openapi", typed: true, pass: 1081, tests: 1096 },
  { name: "draft 4, typed", draft: "draft4", profile: "core", typed: true, pass: 416, tests: 416 },
];

const missing = missingSuite() ?? missingOracle();

/** Groups of tests of which something is known to be missed. */
const known: ReadonlySet<string> = new Set([
  "empty enum",
  "validate definition against metaschema",
  "remote ref, containing refs itself",
  "Recursive references between schemas",
  "refs with relative uris and defs",
  "relative refs with absolute uris and defs",
  "$id must be resolved against nearest parent, not just immediate parent",
  "order of evaluation: $id and $ref on nested schema",
  "URN ref with nested pointer ref",
  "ref with absolute-path-reference",
  "unevaluatedItems with $dynamicRef",
  "unevaluatedProperties with $dynamicRef",
]);

describe.skipIf(missing !== undefined)(
  `the JSON Schema test suite${missing === undefined ? "" : `: ${missing}`}`,
  () => {
    let harness: string;
    beforeAll(async () => {
      harness = await buildHarness();
    });

    test.each(floors)("$name: $pass of $tests", { timeout: 120_000 }, ({ pass, tests, ...run }) => {
      const { total, misses } = runSuite(harness, run);
      expect(total.tests).toBe(tests);
      expect(unexpected(misses)).toEqual([]);
      expect(total.pass).toBeGreaterThanOrEqual(pass);
    });
  },
);

function unexpected(misses: Result["misses"]): Result["misses"] {
  return misses.filter(({ group, kind }) => kind !== "wrongAccept" || !known.has(group));
}
