#!/usr/bin/env node
import { run } from "./run.js";

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
