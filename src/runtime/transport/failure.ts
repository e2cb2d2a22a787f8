import { AbortedError } from "../errors/aborted-error.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { ConnectionError } from "../errors/connection-error.js";
import { SdkError } from "../errors/sdk-error.js";
import { TimeoutError, type TimeoutPhase } from "../errors/timeout-error.js";
import { ConnectTimeout } from "./connect-timeout.js";

/** What a code means, for those who don't know it by heart. */
const meanings: Readonly<Record<string, string | undefined>> = {
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was reset",
  EPIPE: "the connection was closed while the request was being sent",
  ENOTFOUND: "the host name is unknown",
  EAI_AGAIN: "the host name can't be resolved just now",
  ETIMEDOUT: "the network gave up",
  ENETUNREACH: "the network can't be reached",
  EHOSTUNREACH: "the host can't be reached",
  UND_ERR_SOCKET: "the connection was closed before the response was complete",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "the body is not as long as its Content-Length says",
  Z_BUF_ERROR: "the compressed body ends too early",
  Z_DATA_ERROR: "the compressed body is damaged",
};

function meaningOf(code: string): string | undefined {
  // zstd has a code for each kind of damage.
  return code.startsWith("ZSTD_error") ? meanings["Z_DATA_ERROR"] : meanings[code];
}

/** undici's own limits: they decide only where a dispatcher of the user sets them. */
const phases: Readonly<Record<string, TimeoutPhase | undefined>> = {
  UND_ERR_CONNECT_TIMEOUT: "connect",
  UND_ERR_HEADERS_TIMEOUT: "headers",
  UND_ERR_BODY_TIMEOUT: "body",
};

/** No connection was made. */
const unsentCodes: ReadonlySet<string | undefined> = /* @__PURE__ */ new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** What a transport's library threw, as an error of the SDK. `isUnsent`: the transport knows that no connection was made. */
export function toTransportError(error: unknown, origin: string, isUnsent = false): Error {
  if (error instanceof SdkError) return error;
  const code = codeOf(error);
  const phase = code === undefined ? undefined : phases[code];
  if (phase !== undefined) return timeoutError(phase, limitOf(error), error);
  if (code === "UND_ERR_DESTROYED") return new AbortedError({ message: "The client was destroyed", cause: error });
  if (code === "UND_ERR_CLOSED") return new ConfigurationError({ message: "The client is closed", cause: error });
  if (code === "UND_ERR_INVALID_ARG") return new ConfigurationError({ message: textOf(error), cause: error });
  if (code === "UND_ERR_NOT_SUPPORTED") return new ConfigurationError({ message: unsupported(error), cause: error });
  const reason = (code === undefined ? undefined : meaningOf(code)) ?? textOf(error);
  return new ConnectionError({
    message: `${origin}: ${reason}${code === undefined ? "" : ` (${code})`}`,
    cause: error,
    notSent: isUnsent || unsentCodes.has(code) || detailOf(error, "syscall") === "connect",
  });
}

const phaseMessages: Readonly<Record<TimeoutPhase, string>> = {
  connect: "No connection was made",
  headers: "No response began",
  body: "No more of the response's body came",
  total: "The call took longer than it may",
  queue: "The call waited in a queue",
};

export function timeoutError(phase: TimeoutPhase, limitMs: number | undefined, cause?: unknown): TimeoutError {
  const limit = limitMs === undefined ? "" : ` within ${limitMs} ms`;
  return new TimeoutError({ message: phaseMessages[phase] + limit, phase, cause });
}

function unsupported(error: unknown): string {
  const text = textOf(error);
  // RFC 9110 10.1.1: a client may always send the body without asking first.
  return /expect/i.test(text) ? "`Expect` can't be sent: undici does not wait for a 100 (Continue)" : text;
}

function limitOf(error: unknown): number | undefined {
  return error instanceof ConnectTimeout ? error.limitMs : undefined;
}

/** The code is on the error, on its cause (`fetch failed`), or on the first of several (one for each address). */
export function codeOf(error: unknown): string | undefined {
  return detailOf(error, "code");
}

function detailOf(error: unknown, key: "code" | "syscall"): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const detail: unknown = Reflect.get(error, key);
  if (typeof detail === "string") return detail;
  if ("errors" in error && Array.isArray(error.errors) && error.errors.length > 0)
    return detailOf(error.errors[0], key);
  return "cause" in error ? detailOf(error.cause, key) : undefined;
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // `fetch failed` says less than its cause.
  return error.cause instanceof Error && error.cause.message !== "" ? error.cause.message : error.message;
}
