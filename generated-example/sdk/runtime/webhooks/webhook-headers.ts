// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { WebhookVerificationError } from "./webhook-verification-error.js";

/** The headers of the request that brought a webhook: those of `fetch`, of Node.js, or a plain object with names in any case. */
export type WebhookHeaders =
  | { get(name: string): string | null | undefined }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/** @throws WebhookVerificationError where there is none */
export function requireHeader(headers: WebhookHeaders, name: string): string {
  const value = readHeader(headers, name)?.trim();
  if (value !== undefined && value !== "") return value;
  const message = `The webhook has no header ${name}: it isn't signed, or the header was lost on the way`;
  throw new WebhookVerificationError({ message, reason: "missing-header", header: name });
}

export function readHeader(headers: WebhookHeaders, name: string): string | undefined {
  const wanted = name.toLowerCase();
  if (hasGetter(headers)) return headers.get(wanted) ?? headers.get(name) ?? undefined;
  for (const [key, value] of Object.entries(headers)) {
    if (key.toLowerCase() === wanted && value !== undefined) return typeof value === "string" ? value : value.join(" ");
  }
  return undefined;
}

function hasGetter(headers: WebhookHeaders): headers is { get(name: string): string | null | undefined } {
  return "get" in headers && typeof headers.get === "function";
}

/** @returns an error that says why the header can't be used */
export function headerError(header: string, problem: string): WebhookVerificationError {
  const message = `The webhook's header ${header} ${problem}`;
  return new WebhookVerificationError({ message, reason: "invalid-header", header });
}
