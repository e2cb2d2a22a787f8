/** OpenAPI 3.2, 4.30 Security Scheme Object: `apiKey`. */
import { encodeStrict } from "../serialize/encode.js";
import type { AppliedCredential } from "./applied-credential.js";

interface ApiKeyScheme {
  readonly in: "header" | "query" | "cookie";
  readonly name: string;
  /** Fern's `x-fern-header`: `Token ` before the key. A key that is given with it is sent once with it. */
  readonly prefix?: string;
}

export function applyApiKey(scheme: ApiKeyScheme, key: string): AppliedCredential {
  if (scheme.in === "header") return { header: [scheme.name.toLowerCase(), withPrefix(scheme.prefix, key)] };
  const pair = `${encodeStrict(scheme.name)}=${encodeStrict(key)}`;
  return scheme.in === "query" ? { query: pair } : { cookie: pair };
}

function withPrefix(prefix: string | undefined, key: string): string {
  return prefix === undefined || key.startsWith(prefix) ? key : prefix + key;
}
