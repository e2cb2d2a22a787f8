/** What observers say of an attempt: without secrets, whatever a server repeats. */
import { removeSecrets } from "./redact.js";
import type { ApiRequest } from "./request.js";

/** An error in a line: its class and its message. */
export function errorText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** The details with the call's secrets taken out of every text. */
export function withoutCallSecrets<Details extends object>(request: ApiRequest, details: Details): Details {
  const secrets = request.call.secrets();
  const entries = Object.entries(details).map(([name, value]) => [
    name,
    typeof value === "string" ? removeSecrets(value, secrets) : value,
  ]);
  // The same keys, and texts where there were texts.
  return Object.fromEntries(entries) as Details;
}
