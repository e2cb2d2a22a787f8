/** The example's test kit: a test of a small piece of code that uses the SDK, and what the kit does where a test is wrong. */
import { afterEach, describe, expect, test } from "vitest";
import {
  ConnectionError,
  type Inkwell,
  NotFoundProblem,
  type Post,
  RateLimitError,
  ResponseValidationError,
  TimeoutError,
} from "../../generated-example/sdk/index.js";
import { type MockInkwell, mockInkwell } from "../../generated-example/sdk/testing.js";

const postId = "9057ab1e-0000-4000-8000-000000000001";
const post: Post = {
  id: postId,
  title: "On small languages",
  status: "draft",
} as Post;

let api: MockInkwell = mockInkwell();
afterEach(() => {
  api = mockInkwell();
});

test("errors go through the runtime", async () => {
  api.mock.posts.get({ postId }).error(404, { title: "Not found", status: 404 });
  await expect(api.client.posts.get({ postId })).rejects.toThrow(NotFoundProblem);
});

test("retries", async () => {
  api.mock.posts.get({ postId }).timeout().reset().error(404, { title: "Not found", status: 404 });
  const start = performance.now();
  await expect(api.client.posts.get({ postId })).rejects.toThrow(NotFoundProblem);
  expect(performance.now() - start).toBeLessThan(200);
  expect(api.mock.posts.get.calls).toHaveLength(3);
  expect(api.calls("getPost")[0]?.headers).toMatchObject({ "x-api-key": "test-key" });
  expect(api.calls("getPost")[0]?.url).toBe("https://api.test/posts/9057ab1e-0000-4000-8000-000000000001");
});

test("a wrong body is refused where it is declared", () => {
  expect(() => api.mock.posts.get({ postId }).reply(200, post)).toThrow(/not what the document says/);
});

test("unexpected", async () => {
  api.mock.posts.get({ postId }).timeout();
  await expect(api.client.posts.get({ postId: "x" })).rejects.toThrow("hm");
});
test("unexpected2", async () => {
  api.mock.posts.get({ postId }).timeout();
  await expect(api.client.posts.delete({ postId: "x" })).rejects.toThrow("hm");
});
test("stream", async () => {
  api.mock.audit.exportLog().stream([]);
  const items = [];
  for await (const item of api.client.audit.exportLog()) items.push(item);
  expect(items).toEqual([]);
});
