#!/usr/bin/env node
import * as nodeModule from "node:module";

// Node.js 22.1 and newer keep what they compiled, as `tsc` asks of them: the next start is faster. Node.js 20 has no such thing.
const enableCompileCache: unknown = Reflect.get(nodeModule, "enableCompileCache");
if (typeof enableCompileCache === "function") enableCompileCache();
const { run } = await import("./run.js");

const interrupted = new AbortController();
// Only a run that watches listens; any other ends at once, as it does without us.
const listen = process.argv.some((word) => word === "--watch" || word === "-w");
if (listen) for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interrupted.abort());

// Not process.exit(): it would cut off what is still to be written to a pipe.
process.exitCode = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  signal: interrupted.signal,
});
