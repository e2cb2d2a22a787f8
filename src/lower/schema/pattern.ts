import type { Pattern } from "../../model/schema.js";
import { type Lowering, type Node, originOf } from "../node.js";
import { isExponential } from "./slow-pattern.js";

/**
 * JSON Schema 2020-12 core, 6.4: ECMA-262 with `u`, not anchored. Many patterns escape what `u` forbids and work only
 * without it. Undefined, and reported, where it is no regular expression at all, or one whose
 * matching a server could make take for ever.
 */
export function compiledPattern(source: string, node: Node, lowering: Lowering): Pattern | undefined {
  const flags = (["u", ""] as const).find((flag) => compiles(source, flag));
  const code = flags === undefined ? "lower/invalid-pattern" : "lower/slow-pattern";
  if (flags !== undefined && !isExponential(source, flags)) return { source, flags };
  lowering.diagnostics.report(code, originOf(lowering, node), { pattern: source });
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
