import { expect, it } from "vitest";
import { runLoad } from "./run-load.js";

// The long form: npm run load.
it("two thousand calls against a failing server all end well or with a typed error", { timeout: 120_000 }, async () => {
  const report = await runLoad(2_000);
  const { outcomes, untyped, repeatedPosts, lostPosts, retries, server, handles } = report;
  expect(Object.values(outcomes).reduce((total, count) => total + count, 0)).toBe(2_000);
  expect({ untyped, repeatedPosts, lostPosts, handles }).toEqual({
    untyped: 0,
    repeatedPosts: 0,
    lostPosts: 0,
    handles: [],
  });
  expect(outcomes["ok"]).toBeGreaterThan(1_800);
  expect(retries).toBeGreaterThan(50);
  expect(server["resets"]).toBeGreaterThan(20);
});
