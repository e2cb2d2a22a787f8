import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const program = fileURLToPath(new URL("memory-program.ts", import.meta.url));
const runner = fileURLToPath(new URL("../../support/run-ts.mjs", import.meta.url));

it("150 MB of lines are read in memory that does not grow with them", { timeout: 120_000 }, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [runner, program, "150"]);
  const { lines, expected, curve } = JSON.parse(stdout);
  expect(lines).toBe(expected);
  expect(curve.length).toBeGreaterThanOrEqual(10);
  // The last tenths against the first ones, when the program has warmed up: far less than what was read in between.
  expect(curve.at(-1) - curve[2]).toBeLessThan(60);
});
