import type { FaultRow } from "./run-faults.js";

/** Faults that say the request was not carried out, so that everything may be sent again. */
const harmless = /^(?:refused|silence while connecting|a name|429|503 with Retry-After|redirects)/;

/** What no fault may lead to, whatever the table says. */
export function wrongRows(rows: readonly FaultRow[]): readonly string[] {
  return rows.flatMap((row) => {
    const { fault, kind, outcome, attempts, requests, left } = row;
    const name = `${fault}, ${kind}`;
    const found: string[] = [];
    if (outcome.startsWith("untyped")) found.push(`${name}: ${outcome}`);
    if (left.length > 0) found.push(`${name}: left behind: ${left.join(", ")}`);
    // A download asks for the rest in calls of their own; redirects are requests of one attempt.
    const isCounted = requests !== undefined && kind !== "download" && !fault.startsWith("redirects");
    if (isCounted && requests !== attempts) found.push(`${name}: ${attempts} attempts, but ${requests} requests`);
    const isOnce = kind === "POST" || kind === "upload";
    if (isOnce && !harmless.test(fault) && attempts > 1) found.push(`${name}: sent ${attempts} times`);
    return found;
  });
}
