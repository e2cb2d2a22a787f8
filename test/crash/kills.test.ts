import { expect, test } from "vitest";
import { runKills } from "./kills.js";

// The long form: npm run crash.
test("a process killed while it writes leaves one of the SDKs, or a journal that makes it one", {
  timeout: 240_000,
}, async () => {
  const { kills, whole, between, faults } = await runKills(16);
  expect(faults).toEqual([]);
  expect(whole + between).toBe(kills);
});

test("a signal that can wait never leaves a part", { timeout: 120_000 }, async () => {
  const { kills, whole, faults } = await runKills(8, "SIGTERM");
  expect({ whole, faults }).toEqual({ whole: kills, faults: [] });
});
