import { defineConfig } from "vitest/config";
import { TableReporter } from "./table-reporter.js";

/** `npm run corpus`. The files are called `.spec.ts` so that `npm test`, which takes `.test.ts`, leaves them alone. */
export default defineConfig({
  test: {
    root: new URL("../..", import.meta.url).pathname,
    include: ["test/corpus/*.spec.ts"],
    // Each test starts child processes with limits of their own; CI's machine has two cores.
    maxConcurrency: 2,
    globalSetup: "./test/support/fresh-runtime.mjs",
    testTimeout: 240_000,
    reporters: ["default", new TableReporter(), "./test/support/count-reporter.ts"],
  },
});
