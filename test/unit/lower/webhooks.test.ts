import { describe, expect, test } from "vitest";
import type { Webhook } from "../../../src/model/webhook.js";
import { lowered, plain } from "./lowered.js";

const done = { 204: { description: "Done." } };
const pet = { $ref: "#/components/schemas/Pet" };
const schemas = { Pet: { type: "object", properties: { name: { type: "string" } } } };

function sends(schema: unknown, mediaType = "application/json"): object {
  return { requestBody: { content: { [mediaType]: { schema } } }, responses: done };
}

/** `name METHOD`, of callbacks with their operation, and what is sent: media types with the ids of their schemas. */
function rows(webhooks: readonly Webhook[]): readonly string[] {
  return webhooks.map(({ wireName, caller, method, media }) => {
    const from = caller ? `${caller.operationId ?? `${caller.method} ${caller.path}`} ` : "";
    const sent = media.map(({ mediaType, schema }) => {
      return `${mediaType}=${schema?.kind === "reference" ? schema.target : schema?.kind}`;
    });
    return [`${from}${wireName} ${method}`, ...sent].join(" ");
  });
}

describe("webhooks", () => {
  test("in the order of the document; each method is one", async () => {
    const { api, reported } = await lowered({
      openapi: "3.2.0",
      webhooks: {
        "pet.born": { summary: "A pet", post: { ...sends(pet), description: "It was born.", deprecated: true } },
        "x-odd": { put: sends(pet), query: { responses: done } },
        ping: { additionalOperations: { NOTIFY: sends({ type: "string" }, "text/plain") } },
      },
      components: { schemas },
    });
    expect(rows(api.webhooks)).toEqual([
      "pet.born POST application/json=/components/schemas/Pet",
      "x-odd PUT application/json=/components/schemas/Pet",
      "x-odd QUERY",
      "ping NOTIFY text/plain=text",
    ]);
    const [born] = api.webhooks;
    expect(born).toMatchObject({ summary: "A pet", description: "It was born.", deprecated: true, caller: undefined });
    expect(born?.origin.pointer).toBe("/webhooks/pet.born/post");
    expect(reported).toEqual([]);
  });

  test("a path item, a body and a media type may be references", async () => {
    const { api } = await lowered({
      openapi: "3.2.0",
      webhooks: { born: { $ref: "#/components/pathItems/Born" } },
      components: {
        schemas,
        pathItems: { Born: { post: { requestBody: { $ref: "#/components/requestBodies/Born" } } } },
        requestBodies: { Born: { content: { "application/json": { $ref: "#/components/mediaTypes/Born" } } } },
        mediaTypes: { Born: { schema: pet } },
      },
    });
    expect(rows(api.webhooks)).toEqual(["born POST application/json=/components/schemas/Pet"]);
  });

  test("JSON comes first", async () => {
    const content = { "text/xml": {}, "application/vnd.pets+json": { schema: pet } };
    const { api } = await lowered({ webhooks: { a: { post: { requestBody: { content } } } }, components: { schemas } });
    expect(rows(api.webhooks)).toEqual(["a POST application/vnd.pets+json=/components/schemas/Pet text/xml=undefined"]);
  });

  test("a payload that stands in place gets a name", async () => {
    const schema = { type: "object", properties: { at: { type: "string" } } };
    const { api } = await lowered({
      paths: {
        "/a": {
          post: { operationId: "makeA", responses: done, callbacks: { onDone: { "{$url}": { post: sends(schema) } } } },
        },
      },
      webhooks: { "pet.born": { post: sends(schema) }, many: { post: sends({ type: "array", items: schema }) } },
    });
    expect([...api.schemas.values()].map(({ nameHint }) => nameHint)).toEqual([
      ["pet.born", "payload"],
      ["many", "payload", "item"],
      ["makeA", "onDone", "payload"],
    ]);
  });

  test("x-webhooks of 3.0 are webhooks", async () => {
    const { api } = await lowered({
      openapi: "3.0.3",
      "x-webhooks": { a: { post: { ...sends({ type: "string" }) } } },
    });
    expect(rows(api.webhooks)).toEqual(["a POST application/json=text"]);
  });

  test("what is received is read: read-only properties are there, write-only ones are not", async () => {
    const properties = { id: { type: "string", readOnly: true }, password: { type: "string", writeOnly: true } };
    const { api } = await lowered({
      webhooks: { a: { post: sends({ $ref: "#/components/schemas/User" }) } },
      paths: { "/users": { post: sends({ $ref: "#/components/schemas/User" }) } },
      components: { schemas: { User: { type: "object", properties } } },
    });
    const names = [...api.schemas.values()].map(({ nameHint, schema }) => {
      const wireNames = schema.kind === "object" ? schema.properties.map(({ wireName }) => wireName) : [];
      return `${nameHint.join(" ")}: ${wireNames.join()}`;
    });
    expect(names).toEqual(["User: id", "User input: password"]);
    expect(rows(api.webhooks)).toEqual(["a POST application/json=/components/schemas/User"]);
  });
});

describe("callbacks", () => {
  test("belong to their operation; addresses are of no interest", async () => {
    const { api } = await lowered({
      paths: {
        "/a": {
          post: {
            operationId: "makeA",
            responses: done,
            callbacks: {
              onDone: { "{$request.body#/url}": { post: sends(pet) }, "x-note": {} },
              shared: { $ref: "#/components/callbacks/Shared" },
            },
          },
          put: { responses: done, callbacks: { shared: { $ref: "#/components/callbacks/Shared" } } },
        },
      },
      components: {
        schemas,
        callbacks: {
          Shared: {
            a: { post: sends({ type: "object", properties: { x: {} } }) },
            b: { $ref: "#/components/pathItems/B" },
          },
        },
        pathItems: { B: { delete: { responses: done } } },
      },
    });
    const shared = "/components/callbacks/Shared/a/post/requestBody/content/application~1json/schema";
    expect(rows(api.webhooks)).toEqual([
      `PUT /a shared POST application/json=${shared}`,
      "PUT /a shared DELETE",
      "makeA onDone POST application/json=/components/schemas/Pet",
      `makeA shared POST application/json=${shared}`,
      "makeA shared DELETE",
    ]);
    expect([...api.schemas.values()].map(({ nameHint }) => nameHint.join(" "))).toEqual(["Pet", "Shared payload"]);
  });
});

describe("signatures", () => {
  const header = (name: string) => ({ name, in: "header", schema: { type: "string" } });
  const cases: readonly { name: string; part: object; want: unknown; reported?: readonly string[] }[] = [
    { name: "nothing is said", part: {}, want: undefined },
    {
      name: "the headers of Standard Webhooks",
      part: { webhooks: { a: { post: { parameters: [header("webhook-id"), header("Webhook-Signature")] } } } },
      want: { type: "standard" },
    },
    {
      name: "GitHub's header, declared for the path and by reference",
      part: {
        webhooks: { a: { parameters: [{ $ref: "#/components/parameters/Sig" }], post: {} } },
        components: { parameters: { Sig: header("X-Hub-Signature-256") } },
      },
      want: { type: "hmac", header: "X-Hub-Signature-256", prefix: "sha256=" },
    },
    {
      name: "a query parameter of that name is none",
      part: { webhooks: { a: { post: { parameters: [{ ...header("webhook-signature"), in: "query" }] } } } },
      want: undefined,
    },
    {
      name: "Fern's extension for the document",
      part: { "x-fern-webhook-signature": { type: "hmac", header: "X-Sig" } },
      want: { type: "hmac", header: "X-Sig" },
    },
    {
      name: "Fern's extension with all that can be said, at the operation",
      part: {
        "x-fern-webhook-signature": { type: "hmac", header: "other" },
        webhooks: {
          a: {
            post: {
              parameters: [header("webhook-signature")],
              "x-fern-webhook-signature": {
                type: "hmac",
                header: "X-Sig",
                algorithm: "sha512",
                encoding: "base64",
                "signature-prefix": "v1=",
                "payload-format": {
                  components: ["message-id", "timestamp", "notification-url", "body"],
                  delimiter: ".",
                },
                timestamp: { header: "X-Time", format: "iso8601", tolerance: 300 },
                "message-id-header": "X-Id",
              },
            },
          },
        },
      },
      want: {
        type: "hmac",
        header: "X-Sig",
        algorithm: "sha512",
        encoding: "base64",
        prefix: "v1=",
        timestamp: { header: "X-Time", format: "iso8601" },
        idHeader: "X-Id",
        signedContent: "{id}.{timestamp}.{url}.{body}",
      },
    },
    {
      name: "an asymmetric signature is reported",
      part: { "x-fern-webhook-signature": { type: "asymmetric", "asymmetric-algorithm": "ed25519" } },
      want: undefined,
      reported: ["lower/unsupported-webhook-signature at /x-fern-webhook-signature"],
    },
    {
      name: "a sorted body is reported",
      part: {
        "x-fern-webhook-signature": {
          type: "hmac",
          header: "X",
          "payload-format": { components: ["body"], "body-sort": "alphabetical" },
        },
      },
      want: undefined,
      reported: ["lower/unsupported-webhook-signature at /x-fern-webhook-signature"],
    },
  ];

  test.each(cases)("$name", async ({ part, want, reported = [] }) => {
    const { api, reported: found } = await lowered({ webhooks: { a: { post: {} } }, ...part });
    // Members that are undefined are as good as none.
    expect(api.webhooks.map(({ signature }) => signature && JSON.parse(JSON.stringify(signature)))).toEqual([want]);
    expect(found).toEqual(reported);
  });
});

test("payload schemas are lowered as all others", async () => {
  const { api } = await lowered({ webhooks: { a: { post: sends({ type: ["string", "null"], enum: ["x", null] }) } } });
  const schema = api.webhooks[0]?.media[0]?.schema;
  expect(schema && plain(schema)).toMatchObject({ nullable: true });
});
