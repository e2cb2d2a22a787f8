/** The example's test kit: tests of a small piece of code that uses the SDK, and what the kit says of tests that are wrong. */
import { createServer } from "node:http";
import { expect, test } from "vitest";
import {
  ConnectionError,
  type Inkwell,
  NotFoundProblem,
  type Post,
  type PostSummary,
  RateLimitError,
  ResponseValidationError,
  TimeoutError,
} from "../../generated-example/sdk/index.js";
import { mockInkwell } from "../../generated-example/sdk/testing.js";

const postId = "9057ab1e-0000-4000-8000-000000000001";
const summary: PostSummary = {
  id: postId,
  slug: "on-small-languages",
  title: "On small languages",
  status: "published",
  author: { id: postId, name: "Ada" },
  excerpt: "They are large inside.",
  language: "en",
  viewCount: 7,
  publishedAt: "2026-01-01T00:00:00Z",
  tags: ["languages"],
  createdAt: "2026-01-01T00:00:00Z",
  updatedAt: "2026-01-01T00:00:00Z",
};
const post: Post = { ...summary, blocks: [], revision: 1 };
const notFound = { title: "Not found", status: 404 };

/** The code under test: the title of a post, or undefined where there is none. */
async function titleOf(inkwell: Inkwell, id: string): Promise<string | undefined> {
  try {
    return (await inkwell.posts.get({ postId: id })).title;
  } catch (error) {
    if (error instanceof NotFoundProblem) return undefined;
    throw error;
  }
}

test("code that uses the SDK is tested without a network", async () => {
  const { client, mock, verify } = mockInkwell();
  mock.posts.get({ postId }).reply(200, post);
  mock.posts.get({ postId: "gone" }).error(404, notFound);
  expect(await titleOf(client, postId)).toBe("On small languages");
  expect(await titleOf(client, "gone")).toBeUndefined();
  verify();
});

test("what was sent is there to be looked at", async () => {
  const api = mockInkwell();
  api.mock.posts.create({ body: { title: "New" } }).reply(201, post);
  const body = { title: "New", blocks: [], slug: "new" };
  await api.client.posts.create({ body, "Idempotency-Key": "k" }, { headers: { "x-tenant": "a" } });
  const [call] = api.calls("createPost");
  expect(api.mock.calls("createPost")).toEqual([call]);
  expect(api.mock.posts.create.calls).toEqual([call]);
  expect(call).toMatchObject({
    operationId: "createPost",
    method: "POST",
    url: "https://api.test/posts",
    params: { body },
    body,
    headers: { "idempotency-key": "k", "x-tenant": "a", "content-type": "application/json" },
  });
  expect(api.calls("getPost")).toEqual([]);
  api.clear();
  expect(api.calls("createPost")).toEqual([]);
});

test("a form is seen as a form", async () => {
  const api = mockInkwell();
  api.mock.media.upload().undeclared(201, { id: "x" });
  await api.client.media.upload({ body: { file: new Blob(["abc"]), alt: "A" } }, { validate: "off" });
  const { body } = api.calls("uploadMedia")[0] ?? {};
  expect(body).toBeInstanceOf(FormData);
  expect(body instanceof FormData ? body.get("alt") : "").toBe("A");
});

test("failures pass through retries, whose waits take no time", async () => {
  const api = mockInkwell();
  api.mock.posts.get({ postId }).rateLimit({ retryAfter: 20 }).timeout().reply(200, post);
  const delays: number[] = [];
  const hooks = { onRetry: ({ delayMs }: { readonly delayMs: number }) => void delays.push(delayMs) };
  const start = performance.now();
  const { title } = await api.client.posts.get({ postId }, { hooks });
  expect(title).toBe(post.title);
  expect(delays).toHaveLength(2);
  expect(delays[0]).toBeGreaterThanOrEqual(20_000);
  expect(performance.now() - start).toBeLessThan(10_000);
  expect(api.mock.posts.get.calls).toHaveLength(3);
  // The last answer goes on answering.
  expect((await api.client.posts.get({ postId })).title).toBe(post.title);
});

test("each kind of failure is the error that it is with a network", async () => {
  const { client, mock } = mockInkwell({ retry: false });
  mock.posts.get().timeout();
  await expect(client.posts.get({ postId })).rejects.toThrow(TimeoutError);
  mock.posts.get().reset();
  await expect(client.posts.get({ postId })).rejects.toThrow(ConnectionError);
  mock.posts.get().rateLimit({ retryAfter: 2 });
  const limited = await client.posts.get({ postId }).catch((error: unknown) => error);
  expect(limited).toBeInstanceOf(RateLimitError);
  expect(limited).toMatchObject({ retryAfterMs: 2_000 });
  mock.posts.get().undeclared(200, { id: 7 });
  await expect(client.posts.get({ postId })).rejects.toThrow(ResponseValidationError);
});

test("pages and streams", async () => {
  const { client, mock } = mockInkwell();
  const page = { page: 1, perPage: 1, totalItems: 2, totalPages: 2 };
  mock.posts.list().pages([
    { ...page, items: [summary] },
    { ...page, page: 2, items: [{ ...summary, title: "Second" }] },
  ]);
  for (const _ of [1, 2]) {
    const titles = [];
    for await (const { title } of client.posts.list()) titles.push(title);
    expect(titles).toEqual([post.title, "Second"]);
  }
  const entry = {
    sequence: 1,
    at: "2026-01-01T00:00:00Z",
    action: "user.created" as const,
    actor: { id: postId, name: "Ada" },
    target: "x",
  };
  mock.audit.exportLog().stream([entry, { ...entry, sequence: 2 }]);
  const sequences = [];
  for await (const { sequence } of client.audit.exportLog()) sequences.push(sequence);
  expect(sequences).toEqual([1, 2]);
  mock.posts.summarize().stream([{ data: { delta: "a\nb" }, id: "1" }, { data: { delta: "c" } }], { breaks: true });
  const deltas: string[] = [];
  const read = async (): Promise<void> => {
    for await (const { data } of client.posts.summarize({ postId, body: {} }).stream()) deltas.push(data.delta);
  };
  await expect(read()).rejects.toThrow(ConnectionError);
  expect(deltas).toEqual(["a\nb", "c"]);
});

test("bytes", async () => {
  const { client, mock } = mockInkwell();
  mock.media.download().reply(200, new Uint8Array([1, 2, 3]));
  expect(await (await client.media.download({ mediaId: "m" })).bytes()).toEqual(new Uint8Array([1, 2, 3]));
});

test("an answer that the document doesn't have is refused where it is declared", () => {
  const { mock } = mockInkwell();
  const wrong = { ...post, revision: "one" };
  // @ts-expect-error the compiler says so, too
  expect(() => mock.posts.get().reply(200, wrong)).toThrow("the body of 200 to getPost is not what the document says");
  // @ts-expect-error as before
  expect(() => mock.posts.get().reply(202, post)).toThrow(/getPost declares no 202, but 200, .*404.*undeclared\(202/);
  // @ts-expect-error as before
  expect(() => mock.posts.get().reply(404, notFound)).toThrow("404 is an error: use .error(404, …)");
  expect(() => mock.posts.get().error(404)).toThrow("declares a body for 404");
  // @ts-expect-error as before
  expect(() => mock.posts.get().stream([post])).toThrow("getPost declares no stream");
});

test("an unexpected call fails, is not retried, and says what is closest", async () => {
  const api = mockInkwell();
  api.mock.posts.get({ postId: "b" }).replyOnce(200, post);
  const failure = await api.client.posts.get({ postId: "a" }).catch((error: unknown) => String(error));
  expect(failure).toBe(
    'UnexpectedCallError: Unexpected call: posts.get({ postId: "a" }), GET https://api.test/posts/a\n' +
      '  Closest declared: posts.get({ postId: "b" }): postId is "a", expected "b"',
  );
  expect(api.calls("getPost")).toHaveLength(1);
  // Code under test may have caught it: the test still learns of it.
  expect(api.unexpected).toHaveLength(1);
  expect(() => api.verify()).toThrow("Unexpected call: posts.get");
  await expect(api.client.posts.delete({ postId: "a" })).rejects.toThrow("Nothing is declared for deletePost");
  await api.client.posts.get({ postId: "b" });
  await expect(api.client.posts.get({ postId: "b" })).rejects.toThrow("its answers have all been given");
});

test("an answer that nobody asks for is found", () => {
  const api = mockInkwell();
  api.mock.posts.get({ postId }).timeout().reply(200, post);
  expect(() => api.verify()).toThrow(`posts.get({ postId: "${postId}" }): 2 not asked for`);
});

test("no network is reached, whatever the address, and no credential of the environment is sent", async () => {
  let requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  process.env["INKWELL_API_KEY"] = "from-the-environment";
  try {
    const api = mockInkwell({ baseUrl: `http://127.0.0.1:${port}` });
    api.mock.posts.get().reply(200, post);
    await api.client.posts.get({ postId });
    await api.client.with({ timeout: 5_000 }).posts.get({ postId });
    const keys = api.calls("getPost").map(({ headers }) => headers["x-api-key"]);
    expect(keys).toEqual(["test-key", "test-key"]);
    expect(requests).toBe(0);
  } finally {
    delete process.env["INKWELL_API_KEY"];
    server.close();
  }
});

test("credentials of the test's own are sent; a client that gets tokens gets one", async () => {
  const api = mockInkwell({ bearerToken: undefined, oauth: { clientId: "id", clientSecret: "secret" } });
  api.mock.audit.exportLog().stream([]);
  await api.client.audit.exportLog();
  expect(api.calls("exportAuditLog")[0]?.headers["authorization"]).toBe("Bearer test-access-token");
  const own = mockInkwell({ apiKey: "mine" });
  own.mock.posts.get().reply(200, post);
  await own.client.posts.get({ postId });
  expect(own.calls("getPost")[0]?.headers["x-api-key"]).toBe("mine");
});
