import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { bundledProgram, runKills } from "./kills.js";

// The long form: npm run crash.
test.each(["any", "moving"] as const)(
  "a process killed at %s time leaves one of the SDKs",
  {
    timeout: 240_000,
  },
  async (moment) => {
    const { kills, whole, between, faults } = await runKills(16, "SIGKILL", moment);
    expect({ whole, between, faults }).toEqual({ whole: kills, between: 0, faults: [] });
  },
);

test("what has begun is done, though the process that asked for it and its group are killed in the middle", {
  timeout: 120_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "sdkwright-killed-"));
  const count = 10_000;
  try {
    const args = [await bundledProgram("many-program"), folder, String(count)];
    const child = spawn(process.execPath, args, { stdio: "ignore", detached: true });
    const ended = once(child, "exit");
    const to = join(folder, "to");
    const moved = (): number => (existsSync(to) ? readdirSync(to).length : 0);
    // Without a pause: the moves take some 100 ms.
    while (!existsSync(join(to, "0.ts"))) await new Promise((soon) => setImmediate(soon));
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    const atDeath = moved();
    const [code, signal] = await ended;
    expect({ code, signal }).toEqual({ code: null, signal: "SIGKILL" });
    expect(atDeath).toBeLessThan(count);
    await vi.waitFor(() => expect(moved()).toBe(count), { timeout: 60_000, interval: 50 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a signal that can wait never leaves a part", { timeout: 120_000 }, async () => {
  const { kills, whole, faults } = await runKills(8, "SIGTERM");
  expect({ whole, faults }).toEqual({ whole: kills, faults: [] });
});
