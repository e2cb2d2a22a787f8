import { formatJson } from "../../src/diagnostics/format-json.js";
import type { RenderedFile } from "../../src/render/render-file.js";
import { tryCompile } from "../scenarios/support/compile.js";
import { verifyModules } from "../support/verify-modules.js";

/** What a broken document became. */
export interface Attempt {
  /** Empty where it was refused. */
  readonly files: readonly RenderedFile[];
  /** What is wrong with us, not with the document. */
  readonly faults: readonly string[];
}

/** Milliseconds of the processor: a busy machine makes none of them longer. */
const patience = 30_000;

/** Compiles a document that may be broken in any way: it must be refused or become sound code, and say why, and where. */
export async function attempt(text: string): Promise<Attempt> {
  const started = process.cpuUsage();
  try {
    const { sdk, diagnostics } = await tryCompile(text, { runtime: "package" });
    const files = sdk?.files ?? [];
    const faults = verifyModules(files).map(({ path, reason }) => `${path}: ${reason}`);
    if ((sdk === undefined) !== diagnostics.hasErrors) faults.push("refused without an error, or not refused with one");
    for (const { code, message, line, column, pointer } of formatJson(diagnostics.list, diagnostics.sources)) {
      if (/undefined|\[object|NaN/.test(message)) faults.push(`${code} says ${message}`);
      if (pointer === undefined || line === undefined || column === undefined) faults.push(`${code} has no place`);
    }
    const elapsed = process.cpuUsage(started).user / 1_000;
    if (elapsed > patience) faults.push(`took ${Math.round(elapsed)} ms`);
    return { files, faults };
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { files: [], faults: [stack.split("\n").slice(0, 8).join("\n")] };
  }
}
