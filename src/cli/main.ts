#!/usr/bin/env node
import { run } from "./run.js";

// Not process.exit(): it would cut off what is still to be written to a pipe.
process.exitCode = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
});
