/** A clock that the test moves: retries, pauses, limits, timeouts and the life of tokens take no time. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { TimeoutError } from "../../generated-example/sdk/index.js";
import { fakeClock, fixture, type MockInkwell, mockInkwell } from "../../generated-example/sdk/testing.js";

const post = fixture.post();
const postId = post.id;

/** How a promise stands. */
function watch(promise: PromiseLike<unknown>): { state: string } {
  const seen = { state: "pending" };
  promise.then(
    () => (seen.state = "done"),
    (error: Error) => (seen.state = error.name),
  );
  return seen;
}

test("a retry comes when its wait is over, and not before", async () => {
  const api = mockInkwell({ clock: fakeClock() });
  api.mock.posts.get({ postId }).rateLimit({ retryAfter: 20 }).reply(200, post);
  const call = watch(api.client.posts.get({ postId }));
  await api.clock.advance(19_999);
  expect([call.state, api.calls("getPost").length]).toEqual(["pending", 1]);
  // Up to a tenth is added, so that clients do not come back together.
  await api.clock.advance(5_000);
  expect([call.state, api.calls("getPost").length]).toEqual(["done", 2]);
});

test("the README's numbers: the wait fits into the time that a call has", async () => {
  const readme = readFileSync("README.md", "utf8");
  const [, retryAfter, advance] =
    /rateLimit\(\{ retryAfter: (\d+) \}\)[^`]*clock\.advance\(([\d_]+)\)/.exec(readme) ?? [];
  const api = mockInkwell({ clock: fakeClock() });
  api.mock.posts
    .get()
    .rateLimit({ retryAfter: Number(retryAfter) })
    .reply(200, post);
  const call = watch(api.client.posts.get({ postId }));
  await api.clock.advance(Number(advance?.replaceAll("_", "")));
  expect(call.state).toBe("done");
});

test("one answer that says wait makes all calls wait", async () => {
  const api = mockInkwell({ clock: fakeClock() });
  api.mock.posts.get({ postId: "first" }).rateLimit({ retryAfter: 30 }).reply(200, post);
  api.mock.posts.get({ postId: "second" }).reply(200, post);
  const first = watch(api.client.posts.get({ postId: "first" }));
  await api.clock.advance(10_000);
  const second = watch(api.client.posts.get({ postId: "second" }));
  await api.clock.advance(10_000);
  expect(sent(api)).toEqual(["first"]);
  await api.clock.advance(20_000);
  expect([first.state, second.state]).toEqual(["done", "done"]);
});

test("a limit of one's own is kept", async () => {
  const api = mockInkwell({ clock: fakeClock(), rateLimit: { requests: 2, per: 60_000 } });
  api.mock.posts.get().reply(200, post);
  const calls = [1, 2, 3, 4, 5].map(() => watch(api.client.posts.get({ postId }, { timeout: 0 })));
  await api.clock.advance(0);
  expect(calls.map(({ state }) => state)).toEqual(["done", "done", "pending", "pending", "pending"]);
  await api.clock.advance(60_000);
  expect(calls.filter(({ state }) => state === "done")).toHaveLength(4);
  await api.clock.advance(60_000);
  expect(calls.filter(({ state }) => state === "done")).toHaveLength(5);
});

test("the total limit ends a call that waits", async () => {
  const api = mockInkwell({ clock: fakeClock(), retry: { baseDelay: 40_000, maxDelay: 40_000, maxRetries: 9 } });
  api.mock.posts.get().undeclared(502);
  const failure = api.client.posts.get({ postId }, { timeout: 5_000, retry: { maxRetries: 9 } });
  const call = watch(failure);
  await api.clock.advance(4_999);
  expect(call.state).not.toBe("done");
  await api.clock.advance(1);
  await expect(failure).rejects.toThrow(/(?:longer than 5000 ms|502)/);
  const slow = api.client.posts.get(
    { postId },
    { timeout: 5_000, hooks: { onRequest: () => new Promise(() => undefined) } },
  );
  watch(slow);
  await api.clock.advance(5_000);
  await expect(slow).rejects.toThrow(TimeoutError);
});

test("tokens are renewed before they end", async () => {
  const oauth = { clientId: "id", clientSecret: "secret" };
  const api = mockInkwell({ clock: fakeClock(), bearerToken: undefined, oauth });
  api.mock.audit.exportLog().stream([]);
  const authorizations = async (): Promise<readonly (string | undefined)[]> => {
    await api.client.audit.exportLog();
    return api.calls("exportAuditLog").map(({ headers }) => headers["authorization"]);
  };
  await authorizations();
  await api.clock.advance(3_500_000);
  expect(await authorizations()).toEqual(["Bearer test-access-token", "Bearer test-access-token"]);
  // Renewed behind the back of a call in its last minute, waited for in its last seconds.
  await api.clock.advance(99_000);
  expect((await authorizations()).at(-1)).toBe("Bearer test-access-token-2");
  await api.clock.advance(24 * 3_600_000);
  expect((await authorizations()).at(-1)).toBe("Bearer test-access-token-3");
});

test("a derived client has the same clock, attempts have its times, and it does not go back", async () => {
  const clock = fakeClock(Date.UTC(2030, 0, 1));
  const api = mockInkwell({ clock, retry: { maxRetries: 1 } });
  api.mock.posts.get().error(500, { title: "Broken", status: 500 });
  const failed = api.client
    .with({ timeout: 90_000 })
    .posts.get({ postId })
    .catch((error: unknown) => error);
  await api.clock.advance(60_000);
  const error = await failed;
  const attempts: unknown = Reflect.get(Object(error), "attempts");
  expect(attempts).toMatchObject([{ startedAt: Date.UTC(2030, 0, 1) }, { status: 500 }]);
  expect(clock.time()).toBe(Date.UTC(2030, 0, 1) + 60_000);
  await expect(clock.advance(-1)).rejects.toThrow("A clock does not go back");
});

test("who has given no clock is told how", () => {
  expect(() => mockInkwell().clock).toThrow("give it one: `clock: fakeClock()`");
});

function sent(api: MockInkwell): readonly string[] {
  return api.calls("getPost").map(({ params }) => params.postId);
}
