// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { headerError } from "./webhook-headers.js";
import type { WebhookTimestamp } from "./webhook-scheme.js";
import { WebhookVerificationError } from "./webhook-verification-error.js";

/** Standard Webhooks, "Verifying webhook authenticity": five minutes in both directions. */
export const defaultTolerance = 300_000;

export interface Clock {
  /** Milliseconds. */
  readonly tolerance?: number | undefined;
  /** Milliseconds since the epoch. */
  readonly now?: number | undefined;
}

/** @throws WebhookVerificationError where the time can't be read or is too far from ours */
export function checkTimestamp(text: string, { header, format }: WebhookTimestamp, clock: Clock): void {
  const time = readers[format ?? "unix-seconds"](text);
  if (time === undefined) throw headerError(header, `holds no time in the format ${format ?? "unix-seconds"}`);
  const { tolerance = defaultTolerance, now = Date.now() } = clock;
  const age = now - time;
  if (Math.abs(age) <= tolerance) return;
  const distance = `${Math.round(Math.abs(age) / 1000)} s ${age > 0 ? "old" : "ahead of our clock"}`;
  const message = `The webhook is ${distance} (header ${header}), which is more than the tolerance of ${tolerance / 1000} s`;
  throw new WebhookVerificationError({ message, reason: age > 0 ? "too-old" : "too-new", header });
}

const readers: Readonly<Record<NonNullable<WebhookTimestamp["format"]>, (text: string) => number | undefined>> = {
  "unix-seconds": (text) => (/^\d{1,12}$/.test(text) ? Number(text) * 1000 : undefined),
  "unix-millis": (text) => (/^\d{1,15}$/.test(text) ? Number(text) : undefined),
  iso8601: (text) => {
    const time = /^\d{4}-\d{2}-\d{2}T.+(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) ? Date.parse(text) : Number.NaN;
    return Number.isNaN(time) ? undefined : time;
  },
};
