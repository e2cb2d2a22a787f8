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

// The long form: npm run soak, 200,000 calls.
it("two thousand calls, 200 at a time, one in twenty of which meets any fault: every request is accounted for", {
  timeout: 180_000,
}, async () => {
  const report = await runLoad(2_000, { concurrency: 200, server: "soak", headersTimeout: 2_000 });
  const { outcomes, untyped, repeatedPosts, lostPosts, unaccounted, server, handles } = report;
  expect(Object.values(outcomes).reduce((total, count) => total + count, 0)).toBe(2_000);
  expect({ untyped, repeatedPosts, lostPosts, unaccounted, handles }).toEqual({
    untyped: 0,
    repeatedPosts: 0,
    lostPosts: 0,
    unaccounted: 0,
    handles: [],
  });
  expect(server["faults"]).toBeGreaterThan(90);
  expect(Object.keys(outcomes).sort()).toEqual(
    expect.arrayContaining(["ConnectionError", "ResponseParseError", "ServerError", "TimeoutError", "ok"]),
  );
});
