import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { mediaId, postId, userId } from "../example-server/start.js";
import { type Client, committedSdk, failureOf, type Sdk, useWire } from "./support/wire.js";

const wire = useWire(committedSdk);

const blocks = [{ type: "paragraph" as const, text: "Text" }];

interface Declared {
  readonly name: keyof Sdk;
  readonly parent: keyof Sdk;
  readonly status: number;
  readonly body: object;
  call(inkwell: Client): PromiseLike<unknown>;
}

/** How to earn each error that the document declares. */
const declared: readonly Declared[] = [
  {
    name: "BadRequestProblem",
    parent: "BadRequestError",
    status: 400,
    body: { title: "Bad request", detail: "page must be at least 1, but is 0." },
    call: (inkwell) => inkwell.posts.list({ page: 0 }),
  },
  {
    name: "AuthenticationProblem",
    parent: "AuthenticationError",
    status: 401,
    body: { title: "Unauthorized" },
    call: (inkwell) => inkwell.with({ auth: { apiKey: "wrong" } }).posts.list(),
  },
  {
    name: "AuthorizationProblem",
    parent: "AuthorizationError",
    status: 403,
    body: { title: "Forbidden" },
    call: (inkwell) =>
      inkwell
        .with({ auth: { bearerToken: "reader-token" } })
        .posts.create({ body: { title: "Title", blocks } }, { security: "bearerToken" }),
  },
  {
    name: "NotFoundProblem",
    parent: "NotFoundError",
    status: 404,
    body: { title: "Not found" },
    call: (inkwell) => inkwell.posts.delete({ postId: postId(999) }),
  },
  {
    name: "ConflictProblem",
    parent: "ConflictError",
    status: 409,
    body: { title: "Conflict", detail: "The post is already published." },
    call: (inkwell) => inkwell.posts.publish({ postId: postId(1) }),
  },
  {
    name: "PreconditionFailedProblem",
    parent: "ApiError",
    status: 412,
    body: { title: "Precondition failed" },
    call: (inkwell) =>
      inkwell.posts.replace({ postId: postId(1), "If-Match": '"old"', body: { title: "Title", blocks } }),
  },
  {
    name: "RangeNotSatisfiableProblem",
    parent: "ApiError",
    status: 416,
    body: { title: "Range not satisfiable" },
    call: (inkwell) => inkwell.media.download({ mediaId: mediaId(1), Range: "bytes=900000-" }),
  },
  {
    name: "UnprocessableEntityValidationProblem",
    parent: "UnprocessableEntityError",
    status: 422,
    body: { title: "Validation failed", errors: [{ pointer: "/title", detail: "must not be empty" }] },
    call: (inkwell) => inkwell.posts.create({ body: { title: "", blocks } }),
  },
  {
    name: "RateLimitProblem",
    parent: "RateLimitError",
    status: 429,
    body: { title: "Injected fault", status: 429 },
    call: (inkwell) => {
      wire.server.fault({ kind: "status", status: 429, headers: { "retry-after": "2" }, times: Infinity });
      return inkwell.posts.list();
    },
  },
  {
    name: "InternalServerProblem",
    parent: "ServerError",
    status: 500,
    body: { title: "Injected fault", status: 500 },
    call: (inkwell) => {
      wire.server.fault({ kind: "status", times: Infinity });
      return inkwell.posts.list();
    },
  },
  {
    name: "AuthenticationTokenProblem",
    parent: "AuthenticationError",
    status: 401,
    body: { error: "invalid_client" },
    call: (inkwell) =>
      inkwell.system.requestToken({ body: { grant_type: "client_credentials", client_id: "x", client_secret: "y" } }),
  },
  {
    name: "BadRequestTokenProblem",
    parent: "BadRequestError",
    status: 400,
    body: { error: "invalid_scope" },
    call: (inkwell) =>
      inkwell.system.requestToken({
        body: {
          grant_type: "client_credentials",
          client_id: "inkwell-client",
          client_secret: "inkwell-secret",
          scope: "everything",
        },
      }),
  },
];

describe("declared errors are classes of their own", () => {
  test.each(declared)("$status: $name", async ({ name, parent, status, body, call }) => {
    const { sdk } = wire;
    const error = await failureOf(call(wire.inkwell));
    expect(error).toBeInstanceOf(sdk[name]);
    expect(error).toBeInstanceOf(sdk[parent]);
    expect(error).toBeInstanceOf(sdk.ApiError);
    expect(error).toBeInstanceOf(sdk.SdkError);
    expect(error).toMatchObject({ name, status, body });
    expect(sdk.isApiError(error, status)).toBe(true);
    expect(sdk.isApiError(error, 418)).toBe(false);
  });

  test("a 429 says how long to wait", async () => {
    wire.server.fault({ kind: "status", status: 429, headers: { "retry-after": "2" }, times: Infinity });
    const error = await failureOf(wire.inkwell.posts.list());
    expect(error).toMatchObject({ retryAfterMs: 2000 });
  });
});

describe("an error's body never hides its status", () => {
  test.each([
    {
      what: "HTML",
      status: 503,
      className: "ServerError",
      headers: { "content-type": "text/html" },
      body: "<h1>Down</h1>",
    },
    { what: "HTML that calls itself JSON", status: 503, className: "ServerError", headers: {}, body: "<h1>Down</h1>" },
    { what: "JSON of another shape", status: 404, className: "NotFoundError", headers: {}, body: { code: 7 } },
    { what: "nothing", status: 409, className: "ConflictError", headers: {}, body: "" },
    { what: "a status that nobody declares", status: 418, className: "ApiError", headers: {}, body: { tea: true } },
  ] as const)("$what: $className", async ({ status, className, headers, body }) => {
    wire.server.fault({ kind: "status", status, headers, body, times: Infinity });
    const error = await failureOf(wire.inkwell.users.get({ userId: userId(1) }));
    expect(error).toBeInstanceOf(wire.sdk[className]);
    expect(error).toMatchObject({ name: className, status, body: body === "" ? undefined : body });
  });

  test("the message is what the server says went wrong", async () => {
    wire.server.fault({ kind: "status", status: 400, body: { error: { message: "too blue" } } });
    expect(await failureOf(wire.inkwell.posts.list())).toMatchObject({ message: "too blue", status: 400 });
  });
});

describe("a success that can't be read", () => {
  test("HTML instead of JSON is a ResponseParseError", async () => {
    const body = `<!doctype html><title>Sign in</title>${" ".repeat(500)}`;
    wire.server.fault({ kind: "wrong-shape", headers: { "content-type": "text/html" }, body });
    const error = await failureOf(wire.inkwell.users.list());
    expect(error).toBeInstanceOf(wire.sdk.ResponseParseError);
    expect(error).toMatchObject({ status: 200, contentType: "text/html", operationId: "listUsers" });
    expect(error).toMatchObject({ excerpt: body.slice(0, 200) });
  });

  test("half a JSON document is a ResponseParseError, not a SyntaxError", async () => {
    wire.server.fault({ kind: "wrong-shape", body: '{"data": [{"id": "0b5e' });
    const error = await failureOf(wire.inkwell.users.list());
    expect(error).toBeInstanceOf(wire.sdk.ResponseParseError);
    expect(error).not.toBeInstanceOf(SyntaxError);
  });

  test("the wrong shape is told by paths", async () => {
    const user = { id: userId(1), email: "a@b.example", name: "", role: "admin", createdAt: "2025-01-01T00:00:00Z" };
    wire.server.fault({ kind: "wrong-shape", body: { data: [user, 7], nextCursor: 3 } });
    const error = await failureOf(wire.inkwell.users.list());
    if (!wire.sdk.isResponseValidationError(error)) throw error;
    expect(error.issues.map(({ path, code }) => [path.join("."), code])).toEqual([
      ["data.0.name", "too_small"],
      ["data.1", "invalid_type"],
      ["nextCursor", "invalid_type"],
    ]);
    expect(error.message).toContain("data[0].name");
    expect(error.body).toMatchObject({ nextCursor: 3 });
  });
});

describe("every error says which call it belongs to", () => {
  test("with the ids, the address and the attempt", async () => {
    const error = await failureOf(wire.inkwell.users.get({ userId: userId(999) }, { requestId: "call-1" }));
    expect(error).toMatchObject({
      operationId: "getUser",
      method: "GET",
      url: `${wire.server.url}/users/${userId(999)}`,
      requestId: "call-1",
      attempts: [{ status: 404, durationMs: expect.any(Number), startedAt: expect.any(Number) }],
    });
  });

  test("a failed connection has no status, but a cause", async () => {
    wire.server.fault({ kind: "reset", times: Infinity });
    const error = await failureOf(wire.inkwell.users.list());
    expect(error).toMatchObject({ name: "ConnectionError", operationId: "listUsers", cause: expect.any(Error) });
    expect(error).toMatchObject({ attempts: [{ error: expect.any(String) }] });
    expect(error).not.toHaveProperty("status");
  });

  test("without the secrets, however it is printed", async () => {
    const secrets = ["s3cret-key", "s3cret-word", "s3cret-token"];
    const inkwell = wire.client({
      apiKey: "s3cret-key",
      basic: { username: "ada", password: "s3cret-word" },
      bearerToken: "s3cret-token",
    });
    const error = await failureOf(inkwell.users.delete({ userId: userId(2) }));
    expect(error).toMatchObject({ status: 401 });
    const printed = [error, inkwell].flatMap((thing) => [
      inspect(thing, { depth: 9 }),
      JSON.stringify(thing),
      `${thing}`,
    ]);
    const encoded = Buffer.from("ada:s3cret-word").toString("base64");
    for (const text of printed) for (const secret of [...secrets, encoded]) expect(text).not.toContain(secret);
  });

  test("what a query says may be secret, too", async () => {
    const error = await failureOf(wire.inkwell.posts.list({ page: 0 }, { query: { token: "s3cret" } }));
    expect(error).toMatchObject({ status: 400, url: `${wire.server.url}/posts?page=0&token=REDACTED` });
  });
});
