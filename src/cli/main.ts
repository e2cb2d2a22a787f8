#!/usr/bin/env node
import * as nodeModule from "node:module";
import { prepareGate } from "../gate.js";
import { hasLeft } from "../host/cache-folder.js";
import { manifestPath } from "../output/manifest.js";

// Node.js 22.1 and newer keep what they compiled, as `tsc` asks of them: the next start is faster. Node.js 20 has no such thing.
const enableCompileCache: unknown = Reflect.get(nodeModule, "enableCompileCache");
if (typeof enableCompileCache === "function") enableCompileCache();
// The gate loads TypeScript beside all that this thread loads; where nothing may have changed since an earlier run, it may not be needed.
const folder = process.argv.includes("--out") ? process.argv[process.argv.indexOf("--out") + 1] : undefined;
const manifest = folder === undefined ? undefined : `${folder}/${manifestPath}`;
if (process.argv.includes("generate") && !hasLeft(manifest, process.cwd())) prepareGate();
const { run } = await import("./run.js");

// Only a run that watches ends by itself; any other is ended by the system, but for what is being written (signals.ts).
const watches = process.argv.some((word) => word === "--watch" || word === "-w");
const interrupted = new AbortController();
if (watches) for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interrupted.abort());

// `sdkwright explain | head` closes the pipe: who reads no further has not met a bug. The exit code stays what it is.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

// Not process.exit(): it would cut off what is still to be written to a pipe.
process.exitCode = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  ...(watches && { signal: interrupted.signal }),
});
