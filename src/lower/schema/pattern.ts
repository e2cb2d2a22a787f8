import type { Pattern } from "../../model/schema.js";
import { type Lowering, type Node, originOf } from "../node.js";

/**
 * JSON Schema 2020-12 core, 6.4: ECMA-262 with `u`, not anchored. Many patterns escape what `u` forbids and work only
 * without it. Undefined, and reported, where it is no regular expression at all.
 */
export function compiledPattern(source: string, node: Node, lowering: Lowering): Pattern | undefined {
  for (const flags of ["u", ""] as const) if (compiles(source, flags)) return { source, flags };
  lowering.diagnostics.report("lower/invalid-pattern", originOf(lowering, node), { pattern: source });
  return undefined;
}

/** Compiling is not running: the pattern is never matched against anything here. */
export function compiles(source: string, flags: string): boolean {
  try {
    new RegExp(source, flags);
    return true;
  } catch {
    // A SyntaxError is the answer.
    return false;
  }
}
