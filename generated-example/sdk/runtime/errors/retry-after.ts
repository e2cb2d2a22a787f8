// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/**
 * RFC 9110 10.2.3 Retry-After, https://www.rfc-editor.org/rfc/rfc9110#field.retry-after,
 * and the `retry-after-ms` that some APIs send beside it.
 */
import type { ResponseHeaders } from "../contract.js";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** The wait that a response asks for, in milliseconds; undefined where it says nothing that makes sense. */
export function readRetryAfter(headers: ResponseHeaders, nowMs: number): number | undefined {
  const exact = headers.get("retry-after-ms")?.trim();
  if (exact !== undefined && /^\d+(\.\d+)?$/.test(exact)) return Number(exact);
  const value = headers.get("retry-after")?.trim();
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  const date = parseHttpDate(value);
  return date === undefined ? undefined : Math.max(0, date - nowMs);
}

/** RFC 9110 5.6.7: the three forms of a date. `Date.parse` reads the third one, asctime, as local time. */
function parseHttpDate(text: string): number | undefined {
  const imf = /^\w{3,9}, (\d{2})[ -](\w{3})[ -](\d{2}|\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/i.exec(text);
  if (imf !== null) return toEpoch({ day: imf[1], month: imf[2], year: imf[3], time: imf.slice(4) });
  const asctime = /^\w{3} (\w{3}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/i.exec(text);
  if (asctime !== null) {
    return toEpoch({ day: asctime[2], month: asctime[1], year: asctime[6], time: asctime.slice(3, 6) });
  }
  return undefined;
}

interface DateParts {
  readonly day: string | undefined;
  readonly month: string | undefined;
  readonly year: string | undefined;
  readonly time: readonly string[];
}

function toEpoch({ day, month, year, time }: DateParts): number | undefined {
  const monthIndex = months.indexOf((month ?? "").toLowerCase());
  if (monthIndex < 0) return undefined;
  const [hours, minutes, seconds] = time.map(Number);
  return Date.UTC(fullYear(Number(year)), monthIndex, Number(day), hours, minutes, seconds);
}

/** A year of two digits that lies more than 50 years ahead is one of the past century. */
function fullYear(year: number): number {
  if (year >= 100) return year;
  const thisYear = new Date().getUTCFullYear();
  const candidate = thisYear - (thisYear % 100) + year;
  return candidate > thisYear + 50 ? candidate - 100 : candidate;
}
