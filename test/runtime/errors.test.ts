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
    expect(text).toContain("  operationId: getPet");
    expect(text).toContain(`  url: ${server?.url}/pets/7?key=REDACTED`);
    expect(text).toContain('  body: {"title":"Gone"}');
    expect(text + JSON.stringify(error) + String(error)).not.toContain("s3cret");
  });

  it("is cut where the body is long, and survives a cycle and a bigint", () => {
    const body: Record<string, unknown> = { text: "x".repeat(5_000), big: 1n };
    const init = { message: "m", status: 400, operationId: "o", method: "GET", url: "u", requestId: undefined };
    const headers = new RecordHeaders({});
    expect(inspect(new ApiError({ ...init, headers, body })).length).toBeLessThan(3_000);
    body["self"] = body;
    expect(inspect(new ApiError({ ...init, headers, body }))).toContain("[object Object]");
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
