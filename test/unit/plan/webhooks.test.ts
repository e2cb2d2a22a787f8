import { describe, expect, test } from "vitest";
import { compilePart } from "../../scenarios/support/compile.js";

const done = { 204: { description: "Done." } };
const json = (schema: object) => ({ requestBody: { content: { "application/json": { schema } } }, responses: done });
const body = json({ type: "object", properties: { x: { type: "string" } } });

async function eventNames(part: object): Promise<readonly string[]> {
  const { plan } = await compilePart({ openapi: "3.2.0", ...part });
  return plan.webhooks?.events.map(({ name }) => name) ?? [];
}

describe("the names of events", () => {
  test("a webhook's own, a callback's behind its operation's", async () => {
    const callbacks = { onDone: { "{$url}": { post: body } } };
    const names = await eventNames({
      webhooks: { "post.published": { post: body } },
      paths: {
        "/a/{id}": { put: { callbacks, responses: done }, post: { operationId: "make-a", callbacks, responses: done } },
      },
    });
    expect(names).toEqual(["post.published", "putAId.onDone", "make-a.onDone"]);
  });

  test("several requests of one name get their methods", async () => {
    const names = await eventNames({
      webhooks: { a: { post: body, put: body } },
      paths: {
        "/b": {
          get: {
            operationId: "b",
            responses: done,
            callbacks: { c: { x: { post: body }, y: { post: body }, z: { post: body } } },
          },
        },
      },
    });
    expect(names).toEqual(["a", "a.post", "b.c", "b.c.post", "b.c.post_2"]);
  });
});

describe("the names that webhooks.ts exports", () => {
  test("as documented", async () => {
    const { plan } = await compilePart({ webhooks: { a: { post: body } } });
    const { eventsName, parseName, verifyName, unwrapName, guardName } = plan.webhooks ?? {};
    expect([eventsName, parseName, verifyName, unwrapName, guardName].map((name) => name?.text)).toEqual([
      "WebhookEvents",
      "parseWebhook",
      "verifyWebhook",
      "unwrapWebhook",
      "isWebhookEvent",
    ]);
  });

  test("the document's own names go first", async () => {
    const { plan } = await compilePart({
      webhooks: { a: { post: body } },
      paths: { "/a": { post: { operationId: "parseWebhook", responses: done } } },
      components: { schemas: { WebhookEvents: { type: "string" } } },
    });
    expect(plan.webhooks?.eventsName.text).toBe("WebhookEventPayloads");
    expect(plan.webhooks?.parseName.text).toBe("parseWebhookEvent");
    expect(plan.resources[0]?.operations[0]?.functionName.text).toBe("parseWebhook");
  });

  test("a document without webhooks has no plan for them", async () => {
    const { plan, texts } = await compilePart({ paths: { "/a": { get: { responses: done } } } });
    expect(plan.webhooks).toBeUndefined();
    expect([...texts.keys()]).not.toContain("webhooks.ts");
    expect(texts.get("index.ts")).not.toContain("./webhooks.js");
  });
});

describe("how payloads are read", () => {
  const kinds = [
    ["application/json", "json"],
    ["application/vnd.a+json; charset=utf-8", "json"],
    ["*/*", "json"],
    ["application/x-www-form-urlencoded", "form"],
    ["text/plain", "text"],
    ["application/xml", "text"],
    ["application/octet-stream", "binary"],
  ] as const;

  test.each(kinds)("%s is %s", async (mediaType, kind) => {
    const content = { [mediaType]: { schema: { type: "object" } } };
    const { plan } = await compilePart({ webhooks: { a: { post: { requestBody: { content } } } } });
    expect(plan.webhooks?.events[0]?.kind).toBe(kind);
  });

  test("no body is none", async () => {
    const { plan } = await compilePart({ webhooks: { a: { post: {} } } });
    expect(plan.webhooks?.events[0]?.kind).toBe("none");
  });
});

describe("signatures", () => {
  const own = (header: string) => ({ ...body, "x-fern-webhook-signature": { type: "hmac", header } });

  test("one for all, where those that say something agree", async () => {
    const { plan } = await compilePart({
      webhooks: { a: { post: own("x") }, b: { post: body }, c: { post: own("x") } },
    });
    expect(plan.webhooks?.signature).toMatchObject({ header: "x" });
    expect(plan.webhooks?.events.map(({ signature }) => signature)).toEqual([undefined, undefined, undefined]);
  });

  test("one for each, where they differ", async () => {
    const { plan } = await compilePart({
      webhooks: { a: { post: own("x") }, b: { post: own("y") }, c: { post: body } },
    });
    expect(plan.webhooks?.signature).toBeUndefined();
    expect(
      plan.webhooks?.events.map(({ signature }) => (signature?.type === "hmac" ? signature.header : undefined)),
    ).toEqual(["x", "y", undefined]);
  });
});

describe("what a resource says of itself", () => {
  test.each([
    {
      name: "summary and description",
      tag: { summary: "Short", description: "Long" },
      want: "Short\n\nLong\n\nPart of top.",
    },
    { name: "only a summary", tag: { summary: "Pets" }, want: "Pets\n\nPart of top." },
    {
      name: "a summary that repeats the name",
      tag: { summary: "Pets", description: "Long" },
      want: "Long\n\nPart of top.",
    },
    { name: "nothing", tag: {}, want: "Part of top." },
    { name: "nothing at all", tag: { parent: undefined }, want: undefined },
  ])("$name", async ({ tag, want }) => {
    const { plan } = await compilePart({
      openapi: "3.2.0",
      tags: [{ name: "pets", parent: "top", kind: "nav", ...tag }, { name: "top" }],
      paths: { "/a": { get: { tags: ["pets"], responses: done } } },
    });
    expect(plan.resources.map(({ property, description }) => [property.text, description])).toEqual([["pets", want]]);
  });
});
