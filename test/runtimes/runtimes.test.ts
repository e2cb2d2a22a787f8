import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Inkwell, startInkwell } from "../example-server/start.js";
import { bundleProgram, runtimesFolder, writeSdk } from "./bundle.js";
import type { StepResult } from "./step.js";
import { serverOptions, steps } from "./steps.js";

// The other runtimes are asked by `npm run runtimes`, which installs them.
describe.each(["undici", "fetch"] as const)("the steps on this Node.js, over %s", (transport) => {
  let server: Inkwell;
  let results: readonly StepResult[];

  beforeAll(async () => {
    server = await startInkwell(serverOptions);
    const sdk = await writeSdk(transport, resolve(runtimesFolder, `test-sdk-${transport}`));
    const outfile = resolve(runtimesFolder, `test-steps-${transport}.mjs`);
    const program = await bundleProgram({ entry: "test/runtimes/steps-program.ts", sdk, outfile });
    // In a process of its own: nothing of vitest's is in its way.
    const { stdout } = await promisify(execFile)(process.execPath, [program, server.url]);
    results = JSON.parse(stdout) as StepResult[];
  }, 120_000);
  afterAll(() => server?.close());

  test("all of them are as they should be", () => {
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
    expect(results.map(({ name }) => name)).toEqual(steps.map(({ name }) => name));
  });
});
