import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from "vitest";
import {
  isWebhookEvent,
  isWebhookVerificationError,
  type PostPublishedEvent,
  parseWebhook,
  unwrapWebhook,
  verifyWebhook,
  type WebhookEvents,
  WebhookValidationError,
} from "../../generated-example/sdk/index.js";
import { signedHeaders, webhookSecret } from "./signed-webhook.js";

const event: PostPublishedEvent = {
  type: "post.published",
  at: "2026-01-02T03:04:05Z",
  post: {
    id: "00000000-0000-4000-8000-000000000001",
    slug: "hello",
    title: "Hello",
    status: "published",
    tags: [],
    author: { id: "00000000-0000-4000-8000-000000000002", name: "Ada" },
    excerpt: null,
    language: "en",
    viewCount: 0,
    publishedAt: "2026-01-02T03:04:05Z",
    createdAt: "2026-01-02T03:04:05Z",
    updatedAt: "2026-01-02T03:04:05Z",
  },
};
const body = JSON.stringify(event);

describe("the example's webhook in code", () => {
  test("is typed by its event", () => {
    expectTypeOf<keyof WebhookEvents>().toEqualTypeOf<"post.published">();
    expectTypeOf<WebhookEvents["post.published"]>().toEqualTypeOf<PostPublishedEvent>();
    expectTypeOf(parseWebhook<"post.published">).returns.toEqualTypeOf<PostPublishedEvent>();
    expectTypeOf(unwrapWebhook<"post.published">).returns.resolves.toEqualTypeOf<PostPublishedEvent>();
    expectTypeOf(verifyWebhook).returns.resolves.toEqualTypeOf<void>();
    expect(parseWebhook("post.published", body)).toEqual(event);
  });

  test("names from outside are told apart", () => {
    expect(["post.published", "post.deleted", "constructor"].map(isWebhookEvent)).toEqual([true, false, false]);
  });

  test("what a newer server sends is kept", () => {
    const newer = { ...event, edition: 2, post: { ...event.post, status: "embargoed" } };
    expect(parseWebhook("post.published", newer)).toEqual(newer);
  });

  test("another shape is an error with its issues", () => {
    const wrong = { ...event, post: { ...event.post, title: 7 } };
    expect(() => parseWebhook("post.published", wrong)).toThrow(WebhookValidationError);
    expect(() => parseWebhook("post.published", wrong)).toThrow(/"post.published".*post\.title: /);
  });
});

/** The program of a user: 204 for what it trusts, 401 for what it does not, 422 for what it does not understand. */
const receiver = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    const options = { body: Buffer.concat(chunks), headers: request.headers, secret: webhookSecret };
    const { post } = await unwrapWebhook("post.published", options);
    response.writeHead(204, { "x-title": post.title }).end();
  } catch (error) {
    response.writeHead(isWebhookVerificationError(error) ? 401 : 422).end(String(error));
  }
});

describe("a receiver over HTTP", () => {
  let url = "";
  beforeAll(async () => {
    await new Promise<void>((done) => receiver.listen(0, "127.0.0.1", done));
    // A server that listens on a port has an address of this kind.
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  });
  afterAll(() => receiver.close());

  const deliver = (text: string, headers: Record<string, string>) =>
    fetch(url, { method: "POST", body: text, headers });

  test("takes what is signed", async () => {
    const response = await deliver(body, signedHeaders(body));
    expect([response.status, response.headers.get("x-title")]).toEqual([204, "Hello"]);
  });

  test.each([
    { name: "not signed", text: body, headers: {}, status: 401, says: /no header webhook-id/ },
    {
      name: "changed on its way",
      text: body.replace("Hello", "Hullo"),
      headers: signedHeaders(body),
      status: 401,
      says: /matches/,
    },
    {
      name: "sent an hour ago",
      text: body,
      headers: signedHeaders(body, { time: Date.now() - 3_600_000 }),
      status: 401,
      says: /360\d s old/,
    },
    {
      name: "signed, but of another shape",
      text: "{}",
      headers: signedHeaders("{}"),
      status: 422,
      says: /WebhookValidationError/,
    },
  ])("refuses what is $name", async ({ text, headers, status, says }) => {
    const response = await deliver(text, headers);
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(says);
  });
});
