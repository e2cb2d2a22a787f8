import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { rootPointer } from "../diagnostics/origin.js";
import { defaultLimits, type GivenLimits } from "./read-budget.js";

/**
 * A document whose levels are admitted by `limits.depth` may still nest deeper than the stack carries: that is told like the
 * limit itself, and is no crash.
 */
export async function withinStack<Result>(
  act: () => Promise<Result>,
  {
    input,
    load,
  }: { readonly input: string; readonly load?: { readonly limits?: GivenLimits | undefined } | undefined },
  diagnostics: Diagnostics,
): Promise<Result | undefined> {
  try {
    return await act();
  } catch (error) {
    // As V8 says it; a RangeError of another kind is a bug of ours.
    if (!(error instanceof RangeError) || !error.message.includes("call stack")) throw error;
    const most = load?.limits?.depth ?? defaultLimits.depth;
    diagnostics.report("spec/too-deep", { source: input, pointer: rootPointer }, { most, isStack: true });
    return undefined;
  }
}
