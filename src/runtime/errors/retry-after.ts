/**
 * RFC 9110 10.2.3 Retry-After, https://www.rfc-editor.org/rfc/rfc9110#field.retry-after,
 * and what some APIs send beside it in milliseconds.
 */
import type { ResponseHeaders } from "../contract.js";
import { parseHttpDate } from "../http-date.js";

/** In the order in which they are believed: the more precise first (OpenAI, Azure). */
const exactNames = ["retry-after-ms", "x-ms-retry-after-ms"];

/** The RFC has whole seconds; some servers send fractions. */
const decimal = /^\d+(\.\d+)?$/;

/** The wait that a response asks for, in milliseconds; undefined where it says nothing that makes sense. */
export function readRetryAfter(headers: ResponseHeaders, nowMs: number = serverTime(headers)): number | undefined {
  for (const name of exactNames) {
    const exact = headers.get(name)?.trim();
    if (exact !== undefined && decimal.test(exact)) return Number(exact);
  }
  const value = headers.get("retry-after")?.trim();
  if (value === undefined) return undefined;
  if (decimal.test(value)) return Number(value) * 1_000;
  const date = parseHttpDate(value);
  return date === undefined ? undefined : Math.max(0, date - nowMs);
}

/** The server's clock, so that it doesn't matter if ours is wrong. */
export function serverTime(headers: ResponseHeaders): number {
  const date = headers.get("date");
  return (date === undefined ? undefined : parseHttpDate(date)) ?? Date.now();
}
