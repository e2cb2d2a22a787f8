import { describe, expect, test } from "vitest";
import { checkConfig } from "../../../src/config/config.js";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { applyOperationSettings } from "../../../src/lower/passes/apply-operation-settings.js";
import { lowered } from "./lowered.js";

/** What becomes of one operation. */
async function operationOf(operation: object, { method = "post", root = {} } = {}) {
  const responses = { 204: { description: "Done." } };
  const { api, reported } = await lowered({
    ...root,
    paths: { "/a": { [method]: { operationId: "a", responses, ...operation } } },
  });
  const { retry, idempotency } = api.operations[0] ?? {};
  return { retry: plain(retry), idempotency: plain(idempotency), reported, root: plain(api.retry) };
}

const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
const backoff = { initialInterval: 500, maxInterval: 60_000, maxElapsedTime: 3_600_000, exponent: 1.5 };

describe("what a document says of retries", () => {
  test.each<[string, object, unknown]>([
    ["nothing", {}, undefined],
    [
      "Speakeasy's backoff",
      {
        "x-speakeasy-retries": { strategy: "backoff", backoff, statusCodes: [429, "5XX"], retryConnectionErrors: true },
      },
      {
        baseDelay: 500,
        maxDelay: 60_000,
        maxElapsed: 3_600_000,
        factor: 1.5,
        statuses: [429, "5XX"],
        connectionErrors: true,
      },
    ],
    ["Speakeasy's none", { "x-speakeasy-retries": { strategy: "none" } }, false],
    ["Fern's disabled", { "x-fern-retries": { disabled: true } }, false],
    ["Fern's attempts", { "x-fern-retries": { "max-attempts": 4 } }, { maxRetries: 3 }],
    ["Scalar's number", { "x-scalar-retries": 5 }, { maxRetries: 5 }],
    ["Scalar's zero", { "x-scalar-retries": 0 }, false],
  ])("%s", async (_what, operation, want) => {
    expect(await operationOf(operation, { method: "get" })).toEqual({
      retry: want,
      idempotency: undefined,
      reported: [],
      root: undefined,
    });
  });

  test("for all operations stands apart, so that a client's option can win over it", async () => {
    const root = { "x-speakeasy-retries": { strategy: "backoff", statusCodes: ["5XX"] } };
    const found = await operationOf({}, { root });
    expect(found).toMatchObject({
      retry: undefined,
      idempotency: undefined,
      root: { statuses: ["5XX"], connectionErrors: false },
    });
  });

  test.each<[string, object, string, unknown]>([
    [
      "a strategy that nobody knows",
      { "x-speakeasy-retries": { strategy: "linear" } },
      "x-speakeasy-retries/strategy",
      undefined,
    ],
    ["no strategy", { "x-speakeasy-retries": {} }, "x-speakeasy-retries", undefined],
    [
      "a negative wait",
      { "x-speakeasy-retries": { strategy: "backoff", backoff: { initialInterval: -1 } } },
      "x-speakeasy-retries/backoff/initialInterval",
      { connectionErrors: false },
    ],
    [
      "a status of success",
      { "x-speakeasy-retries": { strategy: "backoff", statusCodes: [200, 503] } },
      "x-speakeasy-retries/statusCodes/0",
      { statuses: [503], connectionErrors: false },
    ],
    ["no attempt at all", { "x-fern-retries": { "max-attempts": 0 } }, "x-fern-retries/max-attempts", undefined],
    ["half a retry", { "x-scalar-retries": 1.5 }, "x-scalar-retries", undefined],
    ["fewer than none", { "x-scalar-retries": -1 }, "x-scalar-retries", undefined],
  ])("that makes no sense is reported: %s", async (_what, operation, place, want) => {
    const found = await operationOf(operation, { method: "get" });
    expect(found.reported).toEqual([`lower/invalid-retry-policy at /paths/~1a/get/${place}`]);
    expect(found.retry).toEqual(want);
  });
});

describe("what a document says of sending twice", () => {
  const header = (name: string, schema: object = { type: "string" }) => ({
    parameters: [{ name, in: "header", schema }],
  });
  const fernHeaders = {
    "x-fern-idempotency-headers": [
      { header: "Idempotency-Expiration", name: "expiration" },
      { header: "X-Request-Key", name: "key" },
    ],
  };
  test.each<[string, object, object, unknown]>([
    ["nothing", {}, {}, undefined],
    ["a declared header", header("Idempotency-Key"), {}, { header: "Idempotency-Key" }],
    ["one in an older style", header("X-Idempotency-Key"), {}, { header: "X-Idempotency-Key" }],
    ["one that takes no UUID", header("Idempotency-Key", { type: "integer" }), {}, undefined],
    ["one that is too short for a UUID", header("Idempotency-Key", { type: "string", maxLength: 20 }), {}, undefined],
    ["another header", header("X-Trace"), {}, undefined],
    ["Fern's mark", { "x-fern-idempotent": true }, {}, { repeatable: true }],
    [
      "Fern's mark with the header of all",
      { "x-fern-idempotent": true },
      fernHeaders,
      { header: "X-Request-Key", repeatable: true },
    ],
    ["Fern's header without the mark", {}, fernHeaders, undefined],
    [
      "a list of statuses for this very POST",
      { "x-speakeasy-retries": { strategy: "backoff", statusCodes: [500] } },
      {},
      { repeatable: true },
    ],
  ])("%s", async (_what, operation, root, want) => {
    const found = await operationOf(operation, { root });
    expect(found.idempotency).toEqual(want);
    expect(found.reported).toEqual([]);
  });
});

describe("what the configuration says of operations", () => {
  test("wins over the document, by operationId or by method and path", async () => {
    const { api } = await lowered({
      paths: {
        "/a": { get: { operationId: "getA", "x-scalar-retries": 5, responses: {} } },
        "/b": { get: { operationId: "getB", responses: {} } },
        "/c": { get: { operationId: "getC", "x-scalar-retries": 1, responses: {} } },
      },
    });
    const diagnostics = new Diagnostics();
    const settings = {
      getA: { retry: false },
      "GET /b": { retry: 3, timeout: { total: 5_000 } },
      getX: { timeout: 1 },
    } as const;
    const { operations } = applyOperationSettings(api, settings, diagnostics);
    expect(operations.map(({ retry, timeout }) => ({ retry, timeout }))).toEqual([
      { retry: false, timeout: undefined },
      { retry: { maxRetries: 3 }, timeout: { total: 5_000 } },
      { retry: { maxRetries: 1 }, timeout: undefined },
    ]);
    expect(diagnostics.list.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'config/unknown-operation: the document has no operation "getX"; its settings are not used',
    ]);
  });

  test.each<[string, object, string]>([
    ["a negative count", { retry: -1 }, "operations.a.retry"],
    ["a status of success", { retry: { statuses: [200] } }, "operations.a.retry"],
    ["an unknown setting", { retries: 3 }, "operations.a.retries"],
    ["a connect limit, which connections of all operations share", { timeout: { connect: 5 } }, "operations.a.timeout"],
  ])("is checked: %s", (_what, operation, place) => {
    expect(() => checkConfig({ input: "a", output: "b", operations: { a: operation } })).toThrow(place);
  });
});
