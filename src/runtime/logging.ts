import { errorText, withoutCallSecrets } from "./attempt-text.js";
import { AbortedError } from "./errors/aborted-error.js";
import { maxLoggedBytes, printRequestBody, printResponseBody } from "./log-body.js";
import type { AttemptEnd, AttemptObserver } from "./observation.js";
import { redactHeaders, redactUrl, removeSecrets } from "./redact.js";
import type { ApiRequest } from "./request.js";

/** Where log lines go: `console` fits, so do most loggers. */
export interface Logger {
  debug(message: string, details: Readonly<Record<string, unknown>>): void;
  info(message: string, details: Readonly<Record<string, unknown>>): void;
  warn(message: string, details: Readonly<Record<string, unknown>>): void;
  error(message: string, details: Readonly<Record<string, unknown>>): void;
}

export type LogLevel = "debug" | "info" | "warn" | "error";

export interface LoggingOptions {
  readonly logger?: Logger | undefined;
  readonly logLevel?: LogLevel | undefined;
  readonly logBodies?: boolean | undefined;
}

const levels: readonly LogLevel[] = ["debug", "info", "warn", "error"];

/**
 * One line for each attempt, when it has ended; at `debug` one more when it begins, with its headers. With `logBodies` the
 * two have the bodies, too.
 */
export function loggingObserver({ logger, logLevel = "info", logBodies }: LoggingOptions): AttemptObserver | undefined {
  if (logger === undefined) return undefined;
  const writes = (level: LogLevel): boolean => levels.indexOf(level) >= levels.indexOf(logLevel);
  const showsBodies = logBodies === true && writes("debug");
  return {
    bodyBytes: showsBodies ? maxLoggedBytes : 0,
    start(request) {
      const line = `${request.method} ${redactUrl(request.origin + request.path)}`;
      const base = {
        operationId: request.operation.id,
        method: request.method,
        attempt: request.call.attempts.length + 1,
      };
      if (writes("debug")) {
        const headers = redactHeaders(Object.entries(request.headers));
        const details = { ...base, headers, ...(showsBodies ? { body: printRequestBody(request) } : {}) };
        logger.debug(clean(request, `${line} begins`), withoutCallSecrets(request, details));
      }
      return (end) => {
        const level = levelOf(end);
        if (!writes(level)) return;
        const { response, body } = end;
        const shown = response === undefined ? undefined : printResponseBody(request, body, response.headers);
        const details = { ...base, ...describe(end), ...(shown === undefined ? {} : { body: shown }) };
        logger[level](clean(request, `${line} ${outcomeOf(end)}`), withoutCallSecrets(request, details));
      };
    },
  };
}

function levelOf({ response, error }: AttemptEnd): LogLevel {
  if (error instanceof AbortedError) return "info";
  if (response === undefined || error !== undefined) return "error";
  return response.status >= 400 ? "warn" : "info";
}

function outcomeOf(end: AttemptEnd): string {
  const time = `in ${Math.round(end.durationMs)} ms`;
  const what = end.error === undefined ? "" : ` failed: ${errorText(end.error)}`;
  const bytes = end.bytes === undefined ? "" : `, ${end.bytes} bytes`;
  return `${end.response?.status ?? ""}${what} ${time}${bytes}, request id ${end.requestId ?? "-"}`.trim();
}

function describe({ response, durationMs, bytes, requestId, error }: AttemptEnd): Record<string, unknown> {
  const failure = error === undefined ? {} : { error: errorText(error) };
  return { status: response?.status, durationMs: Math.round(durationMs), bytes, requestId, ...failure };
}

function clean(request: ApiRequest, text: string): string {
  return removeSecrets(text, request.call.secrets());
}
