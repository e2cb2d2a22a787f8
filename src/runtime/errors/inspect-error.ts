import { adviceFor } from "./advice.js";
import type { PrintedAttempt, PrintedError } from "./error-printer.js";
import { printable } from "./protect-error.js";

/** Bodies are cut here: an error is read on a screen. */
const maxValueLength = 1_000;

/** Printed by lines of their own. */
const special = new Set(["name", "kind", "message", "operationId", "method", "url", "requestId", "attempts"]);

/** An error as a person reads it: the message, where it was thrown, then one line for each thing that is known, and what to do. */
export function inspectError(error: PrintedError): string {
  const { operationId, method, url, requestId, ...rest } = error.toJSON();
  const known: readonly (readonly [label: string, value: unknown])[] = [
    ["operation", operationId],
    ["request", method === undefined && url === undefined ? undefined : `${method ?? ""} ${url ?? ""}`.trim()],
    ["request id", requestId],
    ...Object.entries(rest).filter(([key]) => !special.has(key)),
    ["attempts", error.attempts.map(printAttempt).join("\n    ") || undefined],
    ["cause", error.cause === undefined ? undefined : printCause(error.cause)],
    ["what to do", adviceFor({ ...rest, code: codeOf(error.cause) })],
  ];
  const lines = [`${error.name}: ${error.message}`, ...framesOf(error.stack)];
  for (const [label, value] of known) {
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) lines.push(`  ${label}: ${print(value)}`);
  }
  return printable(error, lines.join("\n"));
}

function framesOf(stack: string | undefined): readonly string[] {
  return (stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
}

function printAttempt(attempt: PrintedAttempt, index: number): string {
  const { startedAt, durationMs, status, error, delayMs, location } = attempt;
  const wait = delayMs === undefined ? "" : ` (waited ${Math.round(delayMs)} ms)`;
  const target = location === undefined ? "" : ` -> ${location}`;
  const time = new Date(startedAt).toISOString();
  return `${index + 1}. ${time}${wait}: ${status ?? error ?? ""} after ${Math.round(durationMs)} ms${target}`;
}

function print(value: unknown): string {
  const text = typeof value === "string" ? value : (safeJson(value) ?? String(value));
  return text.length > maxValueLength ? `${text.slice(0, maxValueLength)}… (${text.length} characters)` : text;
}

/** A body may be anything, a cycle included: printing must not fail. */
function safeJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? `${item}n` : item));
  } catch {
    return undefined;
  }
}

function printCause(cause: unknown): string {
  if (!(cause instanceof Error)) return print(cause);
  const code = codeOf(cause);
  return `${cause.name}: ${cause.message}${code === undefined ? "" : ` (${code})`}`;
}

function codeOf(cause: unknown): string | undefined {
  const code = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined;
  return typeof code === "string" ? code : undefined;
}
