// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** RFC 3339 5.6 Internet Date/Time Format, https://www.rfc-editor.org/rfc/rfc3339#section-5.6 */
import { type Codec, walkable } from "./codec.js";

// A time without an offset is none: which instant it is depends on where the program runs.
const format =
  /^(\d{4}-\d\d-\d\d)[Tt ]([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(\.\d+)?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** The instant that the text names, to the millisecond; undefined where it names none. */
export function parseDateTime(text: string): Date | undefined {
  const [, day, hour, minute, second, fraction = "", offset = "Z"] = format.exec(text) ?? [];
  if (day === undefined || !isDay(day)) return undefined;
  // `Date` has no leap seconds: the 60th second is the first of the next minute.
  const isLeap = second === "60";
  const date = new Date(
    `${day}T${hour}:${minute}:${isLeap ? "59" : second}${fraction.slice(0, 4)}${offset.toUpperCase()}`,
  );
  return isLeap ? new Date(date.getTime() + 1000) : date;
}

/** `Date` takes the 31st of April for the 1st of May. */
function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** `format: date-time`, for `z.codec(z.string(), z.date(), dateTime)`. */
export const dateTime: Codec<string, Date> = /* @__PURE__ */ walkable(
  {
    decode: (text, { issues }) => {
      const date = parseDateTime(text);
      if (date !== undefined) return date;
      const message = "Expected a date and time with an offset (RFC 3339): 2020-01-31T12:00:00Z";
      issues.push({ code: "invalid_format", format: "date-time", input: text, message });
      return new Date(Number.NaN);
    },
    encode: (date) => date.toISOString(),
  },
  (value, visit, twin) => visit(value, looseDateTime, twin),
);

const looseDateTime = {
  name: "date-time",
  decode: (value: unknown) => (typeof value === "string" ? (parseDateTime(value) ?? value) : value),
} as const;
