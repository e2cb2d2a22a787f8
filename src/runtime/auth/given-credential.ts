import type { ClientOptions } from "../options.js";
import type { Credential } from "./credentials.js";

/** From `auth`, or from the top level, where a generated client's type may have put it. */
export function givenCredential(options: ClientOptions, name: string): Credential | undefined {
  const { auth } = options;
  if (auth !== undefined && Object.hasOwn(auth, name) && auth[name] !== undefined) return auth[name];
  return topLevelCredential(options, name);
}

/** A credential that stands beside the options, under the name of its scheme. */
export function topLevelCredential(options: ClientOptions, name: string): Credential | undefined {
  if (optionNames.has(name) || !Object.hasOwn(options, name)) return undefined;
  // Own property checked; what it holds is checked where it is used.
  return (options as Readonly<Record<string, Credential | undefined>>)[name];
}

/** A scheme may be called `headers`: at the top level the option wins, the credential stands in `auth`. */
const optionNames = /* @__PURE__ */ new Set([
  "baseUrl",
  "server",
  "serverVariables",
  "auth",
  "headers",
  "userAgent",
  "timeout",
  "retry",
  "rateLimit",
  "maxConcurrency",
  "maxQueue",
  "maxResponseBytes",
  "connections",
  "validate",
  "hooks",
  "logger",
  "transport",
  "middleware",
  "requestIdHeader",
  "allowedOrigins",
  "dispatcher",
  "tokenStore",
  "logLevel",
  "logBodies",
  "telemetry",
  "redirects",
  "proxy",
  "http2",
  "socketPath",
  "tls",
]);
