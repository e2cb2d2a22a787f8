import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Writable } from "node:stream";
import fc from "fast-check";
import { run } from "../../src/cli/run.js";
import { typeErrors } from "../example/type-check.js";
import { runtimePaths } from "../support/runtime-paths.js";
import { garbage, nearlyValid, valid } from "./documents.js";

export const kinds = { valid, nearlyValid, garbage } as const;
export type Kind = keyof typeof kinds;

export interface FuzzReport {
  readonly kind: Kind;
  readonly runs: number;
  /** How many documents became an SDK; the others were refused with a diagnostic. */
  readonly written: number;
  /** The slowest, in milliseconds. */
  readonly slowest: number;
  /** What is wrong with us: each with the smallest document that shows it. */
  readonly faults: readonly string[];
}

/** Milliseconds of a slow machine, for one small document. */
const patience = 20_000;

/** Documents at random through the command, in this process: it ends with 0 or 1, says why, and what it writes compiles. */
export async function runFuzz(
  kind: Kind,
  { seed, runs }: { readonly seed: number; readonly runs: number },
): Promise<FuzzReport> {
  const folder = resolve(".cache/fuzz", `${process.pid}-${kind}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let [count, slowest] = [0, 0];
  const written: string[] = [];
  const property = fc.asyncProperty(kinds[kind], async (text) => {
    const place = join(folder, String(count));
    count += 1;
    const begun = performance.now();
    const { code, output } = await generate(text, place);
    slowest = Math.max(slowest, performance.now() - begun);
    const fault = faultOf(code, output, performance.now() - begun);
    if (fault !== undefined) throw new Error(fault);
    if (code === 0) written.push(place);
  });
  const result = await fc.check(property, { seed, numRuns: runs });
  const faults = result.failed ? [shownFailure(result)] : [];
  if (!result.failed) faults.push(...(await compilerFaults(folder, written)));
  if (faults.length === 0) rmSync(folder, { recursive: true });
  return { kind, runs: result.numRuns, written: written.length, slowest, faults };
}

function shownFailure({ counterexample, counterexamplePath, errorInstance }: fc.RunDetails<[string]>): string {
  const reason = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  return `${reason}\n  path ${counterexamplePath}\n  ${counterexample?.[0]}`;
}

interface Outcome {
  readonly code: number;
  readonly output: string;
}

async function generate(text: string, place: string): Promise<Outcome> {
  let output = "";
  const stream = new Writable({
    write(chunk, _, done) {
      output += String(chunk);
      done();
    },
  });
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "openapi.yaml"), text);
  const args = ["generate", "openapi.yaml", "--cwd", place, "--out", "sdk", "--runtime", "package", "--quiet"];
  const code = await run(args, { stdout: stream, stderr: stream, environment: {} });
  return { code, output };
}

function faultOf(code: number, output: string, elapsed: number): string | undefined {
  if (code !== 0 && code !== 1) return `exit code ${code}: ${output}`;
  if (/\n\s+at \S+ \(/.test(output)) return `a stack trace: ${output}`;
  if (code === 1 && !/error [a-z]+\/[a-z-]+:/.test(output)) return `refused without a diagnostic: ${output}`;
  if (/(?:^|\s)(?:undefined|\[object Object\]|NaN)(?:$|\s)/.test(output.replace(/"[^"]*"/g, "")))
    return `it says ${output}`;
  return elapsed > patience ? `took ${elapsed.toFixed(0)} ms` : undefined;
}

/** One run of the compiler over everything that was written. */
async function compilerFaults(folder: string, written: readonly string[]): Promise<readonly string[]> {
  if (written.length === 0) return [];
  const errors = await typeErrors({ compiler: "typescript7", include: [folder], options: { paths: runtimePaths } });
  return errors.filter((line) => !/^(?:\.\.\/)*src\/runtime\//.test(line));
}
