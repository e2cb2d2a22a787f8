import { setFlagsFromString } from "node:v8";

/**
 * Tells V8 that this is a run of a second or two. Inlining functions that are soon done with costs a fifth of the processor's
 * time, on threads that the collector needs as well; and syntax trees, which are gone as soon as they are printed, are kept
 * where only a full collection finds them. Node.js 24 has a compiler (Maglev) that makes the first needless. Neither flag
 * changes what a program does, and Node.js 20 and 22 will not lose them. Figures: test/bench/README.md.
 */
export function expectOneRun(): void {
  const [major] = process.versions.node.split(".").map(Number);
  // Bun and Deno say that they are a Node.js, too.
  if (process.versions["bun"] !== undefined || process.versions["deno"] !== undefined) return;
  if (major === undefined || major >= 24) return;
  setFlagsFromString("--no-turbo-inlining");
  setFlagsFromString("--no-allocation-site-pretenuring");
}
