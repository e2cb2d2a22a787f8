// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** OpenTelemetry's conventions for HTTP clients, https://opentelemetry.io/docs/specs/semconv/http/ */
import type { AttemptEnd, AttemptObserver } from "./observation.js";
import { redactUrl, removeSecrets } from "./redact.js";
import type { ApiRequest } from "./request.js";

type Attributes = Record<string, string | number>;

interface Span {
  setAttribute(name: string, value: string | number): unknown;
  setStatus(status: { code: number; message?: string }): unknown;
  end(): void;
}

/** What is used of `@opentelemetry/api`: hand it the module itself. The types are its own, so far as they matter here. */
export interface OpenTelemetryApi {
  readonly trace: {
    getTracer(name: string): {
      startSpan(name: string, options: { kind: number; attributes: Attributes }, context?: never): unknown;
    };
    setSpan(context: never, span: never): unknown;
  };
  readonly context: { active(): unknown };
  readonly propagation: { inject(context: never, carrier: Record<string, string>): void };
  readonly metrics: {
    getMeter(name: string): {
      createHistogram(name: string, options: object): { record(value: number, attributes: Attributes): void };
    };
  };
}

const spanKindClient = 2;
const statusError = 2;
const knownMethods = /^(?:CONNECT|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT|TRACE|QUERY)$/;
const buckets = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/**
 * For the option `telemetry`: a span and a measurement of `http.client.request.duration` for each attempt, and its
 * context in `traceparent`.
 * @example new Petstore({ telemetry: openTelemetry(await import("@opentelemetry/api")) })
 */
export function openTelemetry({ trace, context, propagation, metrics }: OpenTelemetryApi): AttemptObserver {
  const tracer = trace.getTracer("sdkwright");
  const duration = metrics.getMeter("sdkwright").createHistogram("http.client.request.duration", {
    unit: "s",
    description: "Duration of HTTP client requests.",
    advice: { explicitBucketBoundaries: buckets },
  });
  return {
    start(request) {
      const shared = sharedAttributes(request);
      const method = String(shared["http.request.method"]);
      const options = { kind: spanKindClient, attributes: { ...shared, ...spanAttributes(request) } };
      // A span goes back only to the API that has made it.
      const name = `${method === "_OTHER" ? "HTTP" : method} ${request.operation.path}`;
      const span = tracer.startSpan(name, options, context.active() as never) as Span;
      propagation.inject(trace.setSpan(context.active() as never, span as never) as never, request.headers);
      return (end) => {
        const outcome = outcomeAttributes(end);
        for (const [key, value] of Object.entries(outcome)) span.setAttribute(key, value);
        if (outcome["error.type"] !== undefined) {
          const message = end.error instanceof Error ? removeSecrets(end.error.message, request.call.secrets()) : "";
          span.setStatus(message === "" ? { code: statusError } : { code: statusError, message });
        }
        span.end();
        duration.record(end.durationMs / 1_000, { ...shared, ...outcome });
      };
    },
  };
}

function sharedAttributes({ method, origin }: ApiRequest): Attributes {
  const { hostname, port, protocol } = new URL(origin);
  return {
    "http.request.method": knownMethods.test(method) ? method : "_OTHER",
    "server.address": hostname.replace(/^\[|\]$/g, ""),
    "server.port": port === "" ? (protocol === "https:" ? 443 : 80) : Number(port),
  };
}

function spanAttributes({ method, origin, path, operation, call }: ApiRequest): Attributes {
  const attributes: Attributes = {
    "url.full": removeSecrets(redactUrl(origin + path), call.secrets()),
    "url.template": operation.path,
  };
  if (!knownMethods.test(method)) attributes["http.request.method_original"] = method;
  if (call.attempts.length > 0) attributes["http.request.resend_count"] = call.attempts.length;
  return attributes;
}

function outcomeAttributes({ response, error }: AttemptEnd): Attributes {
  const attributes: Attributes = {};
  if (response !== undefined) attributes["http.response.status_code"] = response.status;
  if (error !== undefined) attributes["error.type"] = error instanceof Error ? error.name : "_OTHER";
  else if (response !== undefined && response.status >= 400) attributes["error.type"] = `${response.status}`;
  return attributes;
}
