import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { build } from "esbuild";
import { afterEach, describe, expect, it } from "vitest";
import * as z from "zod";
import type * as runtime from "../../src/runtime/index.js";
import {
  ApiError,
  ConflictError,
  ConnectionError,
  isApiError,
  isSdkError,
  isTimeoutError,
  NotFoundError,
  RateLimitError,
  type ResponseDescriptor,
  SdkError,
  ServerError,
  TimeoutError,
} from "../../src/runtime/index.js";
import { readHeaders } from "../../src/runtime/read-headers.js";
import { RecordHeaders } from "../../src/runtime/response-headers.js";
import { closeClients, makeClient, operation } from "./support/client.js";
import { answer, answerJson, type Handler, startServer, type TestServer } from "./support/server.js";

interface Problem {
  readonly title: string;
}

/** As generated code writes them. */
class NotFoundProblem extends NotFoundError<Problem> {
  override readonly name: string = "NotFoundProblem";
}
class AnyProblem extends ApiError<Problem> {
  override readonly name: string = "AnyProblem";
}

const schema = () => z.looseObject({ title: z.string(), code: z.enum(["a"]).optional() });
const problem = { "application/problem+json": { schema } };
const responses: Record<string, ResponseDescriptor> = {
  200: { content: { "application/json": {} } },
  404: { content: problem, error: () => NotFoundProblem },
  409: { error: () => AnyProblem },
  default: { content: problem, error: () => AnyProblem },
};

let server: TestServer | undefined;
afterEach(async () => {
  await closeClients();
  await server?.close();
  server = undefined;
});

function connection(code: string): ConnectionError {
  return new ConnectionError({ message: "m", cause: Object.assign(new Error("c"), { code }) });
}

async function fail(handler: Handler, target: Record<string, ResponseDescriptor> = responses): Promise<unknown> {
  server = await startServer(handler);
  const getPet = operation({ path: "/pets/{petId}", responses: target, params: [{ name: "key", in: "query" }] });
  return makeClient({ baseUrl: server.url })
    .call(getPet, { petId: 7, key: "s3cret" })
    .then(
      () => undefined,
      (reason: unknown) => reason,
    );
}

const problemJson = { "content-type": "application/problem+json" };

it("is no error what a server has sent, whatever it says of itself", () => {
  const sent: unknown = JSON.parse('{"extraBrand":"ApiError","constructor":{"brand":"ApiError"}}');
  expect(isApiError(sent)).toBe(false);
  expect(sent instanceof ApiError).toBe(false);
});

describe("a status that is an error", () => {
  it("is thrown as the document's class, with its body", async () => {
    const error = await fail(answerJson({ title: "Gone", code: "new" }, 404, problemJson));
    expect(error).toBeInstanceOf(NotFoundProblem);
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toBeInstanceOf(SdkError);
    expect(error).not.toBeInstanceOf(ConflictError);
    expect(error).toMatchObject({
      name: "NotFoundProblem",
      message: "Gone",
      status: 404,
      body: { title: "Gone", code: "new" },
      operationId: "getPet",
      method: "GET",
      url: `${server?.url}/pets/7?key=REDACTED`,
    });
    const { attempts, requestId, headers } = error as ApiError;
    expect(requestId).toBe(server?.last().headers["x-request-id"]);
    expect(headers.get("Content-Type")).toBe("application/problem+json");
    expect(attempts).toMatchObject([{ status: 404, startedAt: expect.any(Number), durationMs: expect.any(Number) }]);
  });

  it("is thrown as the class of `default`, which is an instance of its status's class, too", async () => {
    const error = await fail(answerJson({ title: "Slow down" }, 429, { ...problemJson, "retry-after": "7" }));
    expect(error).toBeInstanceOf(AnyProblem);
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).not.toBeInstanceOf(ServerError);
  });

  it.each<[string, number, Handler, unknown]>([
    ["HTML", 404, answer("<h1>nginx</h1>", { "content-type": "text/html" }, 404), "<h1>nginx</h1>"],
    ["another shape", 404, answerJson({ error: { message: "no" } }, 404, problemJson), { error: { message: "no" } }],
    ["broken JSON", 404, answer('{"title":', problemJson, 404), '{"title":'],
    ["nothing", 404, answer("", {}, 404), undefined],
    ["an unknown charset", 503, answer("busy", { "content-type": "text/plain; charset=klingon" }, 503), "busy"],
    ["a broken content coding", 503, answer("busy", { "content-encoding": "gzip" }, 503), undefined],
  ])("is not hidden by its body: %s", async (_name, status, handler, body) => {
    const error = await fail(handler);
    expect(error).not.toBeInstanceOf(NotFoundProblem);
    expect(error).toBeInstanceOf(status === 404 ? NotFoundError : ServerError);
    expect(error).toMatchObject({ status, body });
  });

  it("has at most 64 KiB of a body read", async () => {
    const error = await fail((_request, response) => {
      response.writeHead(500, { "content-type": "text/plain" });
      const more = (): void => {
        if (response.destroyed) return;
        if (response.write("x".repeat(65_536))) setImmediate(more);
        else response.once("drain", more);
      };
      more();
    });
    expect(error).toBeInstanceOf(ServerError);
    expect((error as ApiError<string>).body.length).toBeLessThan(4 * 65_536);
  });

  it.each<[number, string]>([
    [400, "BadRequestError"],
    [401, "AuthenticationError"],
    [403, "AuthorizationError"],
    [404, "NotFoundError"],
    [409, "ConflictError"],
    [418, "ApiError"],
    [422, "UnprocessableEntityError"],
    [429, "RateLimitError"],
    [500, "ServerError"],
    [599, "ServerError"],
    [301, "ApiError"],
  ])("%i is %s where nothing is declared", async (status, name) => {
    const error = await fail(answerJson({}, status), {});
    expect((error as Error).name).toBe(name);
    expect((error as Error).message).toBe(`GET ${server?.url}/pets/7?key=REDACTED was answered with status ${status}`);
    expect(isApiError(error, status)).toBe(true);
    expect(isApiError(error, 402)).toBe(false);
  });

  it.each<[unknown, string]>([
    [{ detail: "d", title: "t", message: "m" }, "d"],
    [{ title: "t", message: "m" }, "t"],
    [{ message: "m", error: { message: "e" } }, "m"],
    [{ error: { message: "e" } }, "e"],
    [{ error: "invalid_grant", error_description: "e" }, "e"],
    [{ errors: [{ message: "first" }] }, "first"],
    [{ error: "e" }, "e"],
    [{ detail: "  ", title: 1, message: "m" }, "m"],
    [["x"], "status 400"],
    ["plain", "status 400"],
  ])("%j says %j", async (body, want) => {
    expect(((await fail(answerJson(body, 400), {})) as Error).message).toContain(want);
  });

  it.each<[Record<string, string>, string]>([
    [{ "x-request-id": "a", "cf-ray": "b" }, "a"],
    [{ "request-id": "a", "x-amzn-requestid": "b" }, "a"],
    [{ "x-github-request-id": "a" }, "a"],
    [{ "x-ms-request-id": "a", "x-request-id": "" }, "a"],
    [{ "cf-ray": "a", "x-amz-request-id": "b" }, "b"],
    [{ "cf-ray": "a" }, "a"],
  ])("knows the server's id of the request by %j", async (headers, want) => {
    expect(await fail(answerJson({}, 400, headers), {})).toMatchObject({ requestId: want });
  });

  it.each<[unknown, string]>([
    [{ title: "t", problem: { what: "marked" } }, "marked"],
    [{ title: "t", problem: { what: 1 } }, "t"],
    [{ title: "t" }, "t"],
    [[1], "status 400"],
  ])("takes the message from where the document says: %j says %j", async (body, want) => {
    const responses = { 400: { content: { "application/json": { messagePath: ["problem", "what"] } } } };
    expect(((await fail(answerJson(body, 400), responses)) as Error).message).toContain(want);
  });

  it("takes the id from the header that the document declares, first of all", async () => {
    const headers = { read: readHeaders, fields: { "X-Acme-Request-Id": {}, "X-Page": {} } };
    const responses = { 200: { headers }, 400: {} };
    const sent = { "x-request-id": "a", "x-acme-request-id": "b", "x-page": "c" };
    server = await startServer(answerJson({}, 400, sent));
    const error = await makeClient({ baseUrl: server.url })
      .call(operation({ responses }), {})
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ requestId: "b" });
  });

  it.each<[Record<string, string>, number | undefined]>([
    [{ "retry-after": "7" }, 7_000],
    [{ "retry-after": "7", "retry-after-ms": "250" }, 250],
    [{ "retry-after": "-1" }, undefined],
    [{ "retry-after": "soon" }, undefined],
    [{}, undefined],
  ])("a 429 with %j asks to wait %s ms", async (headers, want) => {
    expect(await fail(answerJson({}, 429, headers), {})).toMatchObject({ retryAfterMs: want });
  });

  it.each(["Wed, 01 Jan 2200 00:00:00 GMT", "Wednesday, 01-Jan-70 00:00:00 GMT", "Wed Jan  1 00:00:00 2200"])(
    "a 429 may name a date: %s",
    async (date) => {
      const error = (await fail(answerJson({}, 429, { "retry-after": date }), {})) as RateLimitError;
      expect(error.retryAfterMs).toBeGreaterThan(365 * 86_400_000);
    },
  );
});

describe("what is printed of an error", () => {
  it("can be read, and holds no secret", async () => {
    const error = await fail(answerJson({ title: "Gone" }, 404, problemJson));
    const text = inspect(error);
    expect(text).toMatch(/^NotFoundProblem: Gone\n {4}at /);
    const known = text.split("\n").filter((line) => !/^ {4}at /.test(line));
    expect(known).toEqual([
      "NotFoundProblem: Gone",
      "  operation: getPet",
      `  request: GET ${server?.url}/pets/7?key=REDACTED`,
      `  request id: ${server?.last().headers["x-request-id"]}`,
      "  status: 404",
      '  body: {"title":"Gone"}',
      expect.stringMatching(/^ {2}attempts: 1\. \d{4}-\d\d-\d\dT[\d:.]+Z: 404 after \d+ ms$/),
      expect.stringMatching(/^ {2}what to do: check the ids in the URL/),
    ]);
    expect(text + JSON.stringify(error) + String(error)).not.toContain("s3cret");
  });

  it("is cut where the body is long, and survives a cycle and a bigint", () => {
    const body: Record<string, unknown> = { text: "x".repeat(5_000), big: 1n };
    const init = { message: "m", status: 400, operationId: "o", method: "GET", url: "u", requestId: undefined };
    const headers = new RecordHeaders({});
    expect(inspect(new ApiError({ ...init, headers, body })).length).toBeLessThan(3_000);
    body["text"] = "short";
    body["self"] = body;
    expect(inspect(new ApiError({ ...init, headers, body }))).toContain('"self":"[Circular]"');
  });

  it("lists the attempts with their times, waits and redirects", () => {
    const startedAt = Date.UTC(2026, 0, 1);
    const attempts = [
      { startedAt, durationMs: 12.3, status: 302, location: "https://b.example/?key=REDACTED" },
      { startedAt: startedAt + 20, durationMs: 1_000.4, error: "ECONNRESET" },
      { startedAt: startedAt + 2_000, durationMs: 3, status: 503, delayMs: 480.2 },
    ];
    expect(
      inspect(new SdkError({ message: "m", attempts })),
    ).toContain(`  attempts: 1. 2026-01-01T00:00:00.000Z: 302 after 12 ms -> https://b.example/?key=REDACTED
    2. 2026-01-01T00:00:00.020Z: ECONNRESET after 1000 ms
    3. 2026-01-01T00:00:02.000Z (waited 480 ms): 503 after 3 ms`);
  });

  it.each<[SdkError, string]>([
    [new TimeoutError({ message: "m", phase: "headers" }), "raise `timeout.headers`"],
    [connection("ECONNREFUSED"), "is the server up"],
    [connection("ENOTFOUND"), "check the host of `baseUrl`"],
    [connection("UNABLE_TO_VERIFY_LEAF_SIGNATURE"), "goes into `tls.ca`"],
    [connection("UND_ERR_SOCKET"), "broke the connection"],
  ])("says what to do: case %#", (error, want) => {
    expect(inspect(error)).toMatch(new RegExp(`\\n  what to do: .*${want}`));
  });

  it("names the cause with its code", () => {
    const cause = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
    expect(inspect(new ConnectionError({ message: "m", cause }))).toContain("cause: Error: connect (ECONNREFUSED)");
  });
});

describe("guards", () => {
  it.each([
    [isSdkError(new TimeoutError({ message: "", phase: "total" })), true],
    [isSdkError(new Error("")), false],
    [isSdkError(undefined), false],
    [isTimeoutError(new TimeoutError({ message: "", phase: "total" }), "total"), true],
    [isTimeoutError(new TimeoutError({ message: "", phase: "total" }), "connect"), false],
    [isApiError({ status: 404 }), false],
  ])("case %#", (got, want) => {
    expect(got).toBe(want);
  });

  it("hold for errors of another copy of the runtime", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sdkwright-"));
    try {
      const outfile = join(folder, "copy.mjs");
      const entry = new URL("../../src/runtime/index.ts", import.meta.url).pathname;
      await build({ entryPoints: [entry], bundle: true, format: "esm", outfile });
      const copy: typeof runtime = await import(/* @vite-ignore */ outfile);
      expect(copy.NotFoundError).not.toBe(NotFoundError);
      const init = { message: "m", status: 404, operationId: "o", method: "GET", url: "u", requestId: undefined };
      const foreign = new copy.ApiError({ ...init, headers: new RecordHeaders({}), body: undefined });
      expect(foreign).toBeInstanceOf(ApiError);
      expect(foreign).toBeInstanceOf(NotFoundError);
      expect(foreign).not.toBeInstanceOf(ConflictError);
      expect(foreign).not.toBeInstanceOf(NotFoundProblem);
      expect(isApiError(foreign, 404)).toBe(true);
      expect(new copy.TimeoutError({ message: "", phase: "body" })).toBeInstanceOf(TimeoutError);
      expect(new NotFoundProblem({ ...init, headers: new RecordHeaders({}), body: { title: "" } })).toBeInstanceOf(
        copy.NotFoundError,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
