import { createRequire } from "node:module";

/** What a well-kept checker says of a pattern; undefined where it does not know in time. */
export type Verdict = "exponential" | "polynomial" | "linear" | "constant" | "safe" | undefined;

/** Its JavaScript, in this process: it starts no binary and no JVM. */
process.env["RECHECK_SYNC_BACKEND"] = "pure";
const { checkSync } = createRequire(import.meta.url)("recheck") as typeof import("recheck");

/** recheck's verdict on a pattern, within so many milliseconds. */
export function recheckVerdict(source: string, flags: string, timeout: number): Verdict {
  const answer = checkSync(source, flags, { timeout });
  return answer.status === "unknown" ? undefined : answer.complexity.type;
}
