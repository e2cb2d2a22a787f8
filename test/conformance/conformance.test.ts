import { beforeAll, describe, expect, test } from "vitest";
import { buildHarness, missingOracle, missingSuite, type Result, type Run, runSuite } from "./suite.js";

// What was reached. What is missed is said when the document is read: the metaschema is on another server
// ("spec/unreadable-ref"; `compile` has no such URL).
const floors: readonly (Run & { readonly name: string; readonly pass: number; readonly tests: number })[] = [
  { name: "core", draft: "draft2020-12", profile: "core", typed: false, pass: 781, tests: 782 },
  { name: "core, typed", draft: "draft2020-12", profile: "core", typed: true, pass: 673, tests: 673 },
  { name: "openapi", draft: "draft2020-12", profile: "openapi", typed: false, pass: 1209, tests: 1211 },
  { name: "openapi, typed", draft: "draft2020-12", profile: "openapi", typed: true, pass: 1096, tests: 1096 },
  { name: "draft 4, typed", draft: "draft4", profile: "core", typed: true, pass: 416, tests: 416 },
];

const missing = missingSuite() ?? missingOracle();

/** Groups of tests of which something is known to be missed. */
const known: ReadonlySet<string> = new Set([
  "validate definition against metaschema",
  "remote ref, containing refs itself",
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
      expect(run.typed ? misses : unexpected(misses)).toEqual([]);
      expect(total.pass).toBeGreaterThanOrEqual(pass);
    });
  },
);

function unexpected(misses: Result["misses"]): Result["misses"] {
  return misses.filter(({ group, kind }) => kind !== "wrongAccept" || !known.has(group));
}
