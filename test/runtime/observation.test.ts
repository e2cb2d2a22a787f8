import { subscribe, unsubscribe } from "node:diagnostics_channel";
import * as api from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { type ApiDescriptor, type ClientOptions, type Logger, openTelemetry } from "../../src/runtime/index.js";
import { closeClients, makeClient, operation, transports } from "./support/client.js";
import { answer, answerJson, closedPort, type Handler, startServer, type TestServer } from "./support/server.js";

let server: TestServer | undefined;
afterEach(async () => {
  await closeClients();
  await server?.close();
  server = undefined;
});

const security: ApiDescriptor["security"] = {
  bearer: { type: "bearer", env: "NONE" },
  query: { type: "apiKey", in: "query", name: "api_key", env: "NONE" },
};
const auth = { bearer: "s3cret-token", query: "s3cret-query" };
const get = operation({ path: "/pets/{petId}", security: [{ bearer: [], query: [] }] });

async function call(handler: Handler, options: ClientOptions): Promise<void> {
  server = await startServer(handler);
  const client = makeClient({ baseUrl: server.url, auth, retry: false, ...options }, { security });
  await client.call(get, { petId: 7 }, { query: { page: 2, q: "s3cret-search" } }).safe();
}

type Line = readonly [level: string, message: string, details: Record<string, unknown>];

function collect(): { readonly lines: Line[]; readonly logger: Logger } {
  const lines: Line[] = [];
  const at = (level: string) => (message: string, details: object) =>
    void lines.push([level, message, details as Record<string, unknown>]);
  return { lines, logger: { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") } };
}

describe.each(transports)("the log, through %s,", (_name, transport) => {
  it("has a line for each attempt, with what a person needs", async () => {
    const { lines, logger } = collect();
    await call(answerJson({ a: 1 }, 200, { "x-request-id": "theirs" }), { logger, transport });
    const url = `${server?.url}/pets/7?page=2&q=REDACTED&api_key=REDACTED`;
    expect(lines).toEqual([
      [
        "info",
        expect.stringMatching(/^GET .* 200 in \d+ ms, 7 bytes, request id theirs$/),
        {
          operationId: "getPet",
          method: "GET",
          attempt: 1,
          status: 200,
          durationMs: expect.any(Number),
          bytes: 7,
          requestId: "theirs",
        },
      ],
    ]);
    expect(lines[0]?.[1]).toContain(url);
  });

  it("tells each attempt of a call, redirects included", async () => {
    const { lines, logger } = collect();
    const moved: Handler = (request, response) =>
      request.target.startsWith("/cats")
        ? answerJson({}, 503)(request, response)
        : void response.writeHead(302, { location: "/cats" }).end();
    await call(moved, { logger, transport, retry: 1 });
    expect(lines.map(([level, , { attempt, status }]) => [level, attempt, status])).toEqual([
      ["info", 1, 302],
      ["warn", 2, 503],
      ["info", 3, 302],
      ["warn", 4, 503],
    ]);
  });

  it("holds no secret, at no level, whatever the server repeats", async () => {
    const { lines, logger } = collect();
    const repeat: Handler = ({ headers }, response) =>
      answerJson({ message: `no ${headers["authorization"]}` }, 401, { "x-seen": "s3cret-query" })(
        {} as never,
        response,
      );
    await call(repeat, { logger, transport, logLevel: "debug", logBodies: true });
    expect(lines.map(([level]) => level)).toEqual(["debug", "warn"]);
    expect(lines[0]?.[2]["headers"]).toMatchObject({ authorization: "REDACTED", accept: "application/json" });
    expect(JSON.stringify(lines)).not.toContain("s3cret");
  });

  it("has the bodies on request, without what is secret in them", async () => {
    const { lines, logger } = collect();
    server = await startServer(
      answerJson({ id: 7, access_token: "t0p", nested: { "user-password": 'a"b' }, echo: "s3cret-token" }),
    );
    const client = makeClient(
      { baseUrl: server.url, auth, logger, transport, logLevel: "debug", logBodies: true },
      { security },
    );
    const body = { content: { "application/json": {} } };
    const post = operation({ method: "POST", body, security: [{ bearer: [] }] });
    await client.call(post, { body: { name: "Rex", apiKey: "k", note: "s3cret-token" } });
    expect(lines.map(([, , { body }]) => body)).toEqual([
      '{"name":"Rex","apiKey":"REDACTED","note":"REDACTED"}',
      '{"id":7,"access_token":"REDACTED","nested":{"user-password":"REDACTED"},"echo":"REDACTED"}',
    ]);
  });

  it("cuts bodies off, and shows no half of a secret there", async () => {
    const { lines, logger } = collect();
    const text = `${"x".repeat(1_991)} s3cret-token${"y".repeat(20_000)}`;
    await call(answer(text, { "content-type": "text/plain" }, 500), {
      logger,
      transport,
      logLevel: "debug",
      logBodies: true,
    });
    const shown = String(lines.at(-1)?.[2]["body"]);
    expect(shown).toHaveLength(2_000);
    expect(shown.endsWith("x REDACTED")).toBe(true);
  });

  it("does not show bodies that are no text, nor any above debug", async () => {
    const { lines, logger } = collect();
    const picture = answer("abc", { "content-type": "image/png" }, 500);
    await call(picture, { logger, transport, logLevel: "debug", logBodies: true });
    await call(answerJson({ a: 1 }), { logger, transport, logBodies: true });
    expect(lines.map(([, , { body }]) => body)).toEqual([undefined, "(not text)", undefined]);
  });

  it("calls what never came an error", async () => {
    const { lines, logger } = collect();
    const client = makeClient({ baseUrl: await closedPort(), auth, transport, logger, retry: false }, { security });
    await client.call(get, { petId: 7 }).safe();
    expect(lines).toMatchObject([["error", expect.stringContaining("ECONNREFUSED"), { error: expect.any(String) }]]);
  });

  it("says no more than it is asked for", async () => {
    const { lines, logger } = collect();
    await call(answerJson({}), { logger, transport, logLevel: "warn" });
    expect(lines).toEqual([]);
  });
});

describe("the channels of diagnostics_channel", () => {
  const names = ["sdkwright:attempt:start", "sdkwright:attempt:end"] as const;
  const subscribed: (readonly [string, (message: unknown) => void])[] = [];
  const listen = (name: string, listener: (message: unknown) => void): void => {
    subscribe(name, listener);
    subscribed.push([name, listener]);
  };
  afterEach(() => {
    for (const [name, listener] of subscribed.splice(0)) unsubscribe(name, listener);
  });

  it.each(transports)("tell of each attempt, without secrets: %s", async (_name, transport) => {
    const seen: unknown[] = [];
    const atStart: object[] = [];
    listen(names[0], (message) => {
      seen.push(message);
      atStart.push({ ...(message as object) });
    });
    listen(names[1], (message) => void seen.push(message));
    await call(answerJson({ no: 1 }, 503, { "x-request-id": "theirs" }), {
      transport,
      retry: { maxRetries: 1, baseDelay: 0 },
    });
    expect(seen[1]).toBe(seen[0]);
    expect(seen[3]).toBe(seen[2]);
    const known = {
      api: expect.any(String),
      operationId: "getPet",
      method: "GET",
      url: `${server?.url}/pets/7?page=2&q=REDACTED&api_key=REDACTED`,
      urlTemplate: "/pets/{petId}",
      requestId: expect.any(String),
    };
    expect(atStart).toEqual([
      { ...known, attempt: 1 },
      { ...known, attempt: 2 },
    ]);
    expect(seen[2]).toMatchObject({ attempt: 2, status: 503, requestId: "theirs", durationMs: expect.any(Number) });
    expect(seen[2]).toMatchObject({ bytes: 8 });
    expect(JSON.stringify(seen)).not.toContain("s3cret");
  });

  it("tell what never came by its error", async () => {
    const seen: unknown[] = [];
    listen(names[1], (message) => void seen.push(message));
    await makeClient({ baseUrl: await closedPort(), auth, retry: false }, { security })
      .call(get, { petId: 7 })
      .safe();
    expect(seen).toMatchObject([
      { status: undefined, error: expect.stringMatching(/^ConnectionError: .*ECONNREFUSED/) },
    ]);
  });

  it("are left alone where the caller sees the attempts by itself", async () => {
    const seen: unknown[] = [];
    for (const name of names) listen(name, (message) => void seen.push(message));
    await call(answerJson({}), { telemetry: { start: () => undefined } });
    expect(seen).toEqual([]);
  });
});

describe("telemetry", () => {
  const spans = new InMemorySpanExporter();
  const metrics = new InMemoryMetricExporter(AggregationTemporality.DELTA);
  const reader = new PeriodicExportingMetricReader({ exporter: metrics, exportIntervalMillis: 3_600_000 });
  const traces = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
  api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  api.trace.setGlobalTracerProvider(traces);
  api.metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
  // As the W3C propagator writes it, https://www.w3.org/TR/trace-context/#traceparent-header
  api.propagation.setGlobalPropagator({
    inject(context, carrier, setter) {
      const span = api.trace.getSpanContext(context);
      if (span !== undefined) setter.set(carrier, "traceparent", `00-${span.traceId}-${span.spanId}-01`);
    },
    extract: (context) => context,
    fields: () => ["traceparent"],
  });
  afterEach(() => spans.reset());
  afterAll(async () => {
    await reader.shutdown();
    api.trace.disable();
    api.metrics.disable();
    api.context.disable();
    api.propagation.disable();
  });

  it("has a span for each attempt by the conventions, a child of the caller's, told to the server", async () => {
    const parent = api.trace.getTracer("test").startSpan("parent");
    await api.context.with(api.trace.setSpan(api.context.active(), parent), () =>
      call(answerJson({}, 503), { telemetry: openTelemetry(api), retry: 1 }),
    );
    const port = Number(new URL(server?.url ?? "").port);
    const finished = spans.getFinishedSpans();
    expect(finished.map(({ name, kind }) => [name, kind])).toEqual([
      ["GET /pets/{petId}", api.SpanKind.CLIENT],
      ["GET /pets/{petId}", api.SpanKind.CLIENT],
    ]);
    expect(finished[1]?.attributes).toEqual({
      "http.request.method": "GET",
      "server.address": "127.0.0.1",
      "server.port": port,
      "url.full": `${server?.url}/pets/7?page=2&q=REDACTED&api_key=REDACTED`,
      "url.template": "/pets/{petId}",
      "http.request.resend_count": 1,
      "http.response.status_code": 503,
      "error.type": "503",
    });
    expect(finished[0]?.attributes).not.toHaveProperty("http.request.resend_count");
    expect(finished[1]?.status.code).toBe(api.SpanStatusCode.ERROR);
    expect(finished[1]?.parentSpanContext?.spanId).toBe(parent.spanContext().spanId);
    const { traceId, spanId } = finished[1]?.spanContext() ?? {};
    expect(server?.last().headers["traceparent"]).toBe(`00-${traceId}-${spanId}-01`);
  });

  it("measures the duration in seconds, and names the error where no response came", async () => {
    await reader.forceFlush();
    metrics.reset();
    const client = makeClient(
      { baseUrl: await closedPort(), telemetry: openTelemetry(api), auth, retry: false },
      { security },
    );
    await client.call(get, { petId: 7 }).safe();
    await reader.forceFlush();
    const [metric] = metrics.getMetrics().flatMap((all) => all.scopeMetrics.flatMap((scope) => scope.metrics));
    expect(metric?.descriptor).toMatchObject({ name: "http.client.request.duration", unit: "s" });
    expect(metric?.dataPoints).toHaveLength(1);
    expect(metric?.dataPoints[0]?.attributes).toMatchObject({
      "http.request.method": "GET",
      "error.type": "ConnectionError",
    });
    expect(spans.getFinishedSpans()[0]?.attributes).not.toHaveProperty("http.response.status_code");
  });
});
