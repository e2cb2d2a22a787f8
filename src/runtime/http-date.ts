/** RFC 9110 5.6.7 Date/Time Formats, https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7 */

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Milliseconds since the epoch. All three forms are GMT; `Date.parse` reads the last one, asctime, as local time. */
export function parseHttpDate(text: string): number | undefined {
  const imf = /^\w{3,9}, (\d{2})[ -](\w{3})[ -](\d{2}|\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/i.exec(text);
  if (imf !== null) return toEpoch({ day: imf[1], month: imf[2], year: imf[3], time: imf.slice(4) });
  const asctime = /^\w{3} (\w{3}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/i.exec(text);
  if (asctime === null) return undefined;
  return toEpoch({ day: asctime[2], month: asctime[1], year: asctime[6], time: asctime.slice(3, 6) });
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
