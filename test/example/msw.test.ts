/** `testing: { msw: true }`: handlers for the real MSW, and an SDK with the fetch transport that is answered by them. */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { type HttpHandler, HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type * as sdkModule from "../../generated-example/sdk/index.js";
import type { MswHandlers } from "../../generated-example/sdk/runtime/testing.js";
import { fixture } from "../../generated-example/sdk/testing.js";
import { writeGenerated } from "../wire/support/generate.js";
import { patience, typeErrors } from "./type-check.js";

type Sdk = typeof sdkModule;
type Handlers = MswHandlers<InstanceType<Sdk["Inkwell"]>, HttpHandler>;

const server = setupServer();
const post = fixture.post({ title: "From MSW" });
const address = "https://api.inkwell.example/v1";
let folder: string;
let sdk: Sdk;
let handlers: Handlers;
let msw: { mswInkwell(options?: { baseUrl?: string }): Handlers };

beforeAll(async () => {
  folder = await writeGenerated("msw", "fixtures/inkwell.yaml", { transport: "fetch", runtime: "bundled", msw: true });
  sdk = await import(/* @vite-ignore */ resolve(folder, "index.ts"));
  msw = await import(/* @vite-ignore */ resolve(folder, "testing.msw.ts"));
  handlers = msw.mswInkwell();
  server.listen({ onUnhandledRequest: "error" });
});
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function client(): InstanceType<Sdk["Inkwell"]> {
  return new sdk.Inkwell({
    apiKey: "key",
    basic: { username: "a", password: "b" },
    retry: { baseDelay: 1, maxDelay: 1 },
  });
}

test("answers come in their order, to the calls that they were declared for", async () => {
  server.use(
    handlers.posts.get({ postId: "a" }).undeclared(503).reply(200, post),
    handlers.posts.get({ postId: "gone" }).error(404, { title: "Not found", status: 404 }),
  );
  const inkwell = client();
  expect((await inkwell.posts.get({ postId: "a" })).title).toBe("From MSW");
  const gone = await inkwell.posts.get({ postId: "gone" }).catch((error: unknown) => error);
  expect(gone).toBeInstanceOf(sdk.NotFoundProblem);
});

test("query, headers and body decide, and what does not fit is left to the handlers behind", async () => {
  const page = { items: [], page: 7, perPage: 20, totalItems: 0, totalPages: 9 };
  server.use(
    handlers.posts.list({ page: 7, status: ["draft", "published"] }).reply(200, page),
    handlers.posts.create({ body: { title: "T" }, "Idempotency-Key": "12345678" }).reply(201, post),
    handlers.users
      .get((params: { userId: string }) => params.userId.startsWith("x"))
      .reply(200, fixture.user({ name: "By a function" })),
    http.get(`${address}/posts`, () => HttpResponse.json({ ...page, page: 1 })),
    http.post(`${address}/posts`, () => HttpResponse.json({ title: "Conflict", status: 409 }, { status: 409 })),
  );
  const inkwell = client();
  expect((await inkwell.posts.list({ page: 7, status: ["draft", "published"] })).page).toBe(7);
  expect((await inkwell.posts.list({ page: 8 })).page).toBe(1);
  const body = { title: "T", blocks: [] };
  expect((await inkwell.posts.create({ body, "Idempotency-Key": "12345678" })).title).toBe("From MSW");
  const other = await inkwell.posts.create({ body: { title: "U", blocks: [] } }).catch((error: unknown) => error);
  expect(other).toMatchObject({ status: 409 });
  expect((await inkwell.users.get({ userId: "x1" })).name).toBe("By a function");
});

test("failures, pages, streams and bytes", async () => {
  const summary = { ...fixture.postSummary(), title: "One" };
  const page = { page: 1, perPage: 1, totalItems: 2, totalPages: 2 };
  server.use(
    handlers.posts.get({ postId: "reset" }).reset(),
    handlers.posts.get({ postId: "slow" }).timeout(),
    handlers.posts.list().pages([
      { ...page, items: [summary] },
      { ...page, page: 2, items: [{ ...summary, title: "Two" }] },
    ]),
    handlers.posts.summarize().stream([{ data: { delta: "a" } }, { data: { delta: "b" } }]),
    handlers.media.list({ limit: 1 }).pages([[fixture.media()], [fixture.media()]]),
    handlers.media.download().reply(200, new Uint8Array([1, 2, 3])),
  );
  const inkwell = client();
  const reset = await inkwell.posts.get({ postId: "reset" }, { retry: false }).catch((error: unknown) => error);
  expect(reset).toBeInstanceOf(sdk.ConnectionError);
  const slow = inkwell.posts.get({ postId: "slow" }, { retry: false, timeout: { headers: 50 } });
  expect(await slow.catch((error: unknown) => error)).toBeInstanceOf(sdk.TimeoutError);
  expect((await inkwell.posts.list().toArray({ limit: 9 })).map(({ title }) => title)).toEqual(["One", "Two"]);
  expect(await inkwell.media.list({ limit: 1 }).toArray({ limit: 9 })).toHaveLength(2);
  const deltas: string[] = [];
  for await (const { data } of inkwell.posts.summarize({ postId: "p", body: {} }).stream()) deltas.push(data.delta);
  expect(deltas).toEqual(["a", "b"]);
  expect([...(await (await inkwell.media.download({ mediaId: "m" })).bytes())]).toEqual([1, 2, 3]);
});

test("what the document doesn't have is refused, and another address is another API", async () => {
  // @ts-expect-error the compiler says so, too
  expect(() => handlers.posts.get().reply(200, { id: 7 })).toThrow("is not what the document says");
  // @ts-expect-error as before
  expect(() => handlers.posts.get().reply(418)).toThrow("418 is an error");
  const elsewhere = msw.mswInkwell({ baseUrl: "https://staging.example/v2" }).posts.get();
  const anywhere = msw.mswInkwell({ baseUrl: "*" }).posts.get();
  server.use(elsewhere.reply(200, { ...post, title: "Staging" }), anywhere.reply(200, { ...post, title: "Anywhere" }));
  const inkwell = client();
  expect((await inkwell.posts.get({ postId: "a" })).title).toBe("Anywhere");
  expect((await inkwell.with({ baseUrl: "https://staging.example/v2" }).posts.get({ postId: "a" })).title).toBe(
    "Staging",
  );
});

test("handlers are typed", patience, async () => {
  const file = resolve(folder, "consumer.ts");
  writeFileSync(
    file,
    `import { setupServer } from "msw/node";
import { fixture } from "./testing.js";
import { mswInkwell } from "./testing.msw.js";

const handlers = mswInkwell();
export const server = setupServer(
  handlers.posts.get({ postId: "a" }).timeout().reply(200, fixture.post()),
  handlers.posts.get().error(404, { title: "Not found", status: 404 }),
);
// @ts-expect-error there is no such status
handlers.posts.get().reply(202, fixture.post());
// @ts-expect-error the body is another one
handlers.posts.get().reply(200, { id: 7 });
// @ts-expect-error there is no such parameter
handlers.posts.get({ postid: "a" });
`,
  );
  expect(await typeErrors({ compiler: "typescript7", include: [file] })).toEqual([]);
});
