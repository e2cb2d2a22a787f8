import { describe, expect, test } from "vitest";
import { type Kind, runFuzz } from "./run-fuzz.js";

// The long form: npm run fuzz. The seed is fixed here: a build must not fail by chance.
describe("documents at random end with 0 or 1, a diagnostic and no stack trace, and what is written compiles", () => {
  test.each<[Kind, number]>([
    ["valid", 25],
    ["nearlyValid", 25],
    ["garbage", 60],
  ])("%s: %i documents", { timeout: 300_000 }, async (kind, runs) => {
    const { faults, written } = await runFuzz(kind, { seed: 20_261_126, runs });
    expect(faults).toEqual([]);
    if (kind === "valid") expect(written).toBeGreaterThan(runs / 4);
  });
});
