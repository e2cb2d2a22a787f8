import { describe, expect, test } from "vitest";
import type { Api } from "../../../src/model/api.js";
import { lowered, loweredOperation, plain } from "./lowered.js";

const done = { 204: { description: "Done." } };
const openapi = "3.2.0";

describe("methods", () => {
  test("what a path says holds for additionalOperations too; a method is written as it is sent", async () => {
    const { api } = await lowered({
      openapi,
      paths: {
        "/a/{id}": {
          parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
          servers: [{ url: "https://a.example" }],
          additionalOperations: { link: { operationId: "a", responses: done }, M3: { responses: done } },
        },
      },
    });
    const seen = api.operations.map(({ method, parameters, servers }) => [
      method,
      parameters.map(({ wireName, schema }) => `${wireName} ${schema.kind}`).join(),
      servers[0]?.url,
    ]);
    expect(seen).toEqual([
      ["link", "id numeric", "https://a.example"],
      ["M3", "id numeric", "https://a.example"],
    ]);
  });

  test("what is no method, or stands there twice, is reported and left out", async () => {
    const { api, reported } = await lowered({
      openapi,
      paths: {
        "/a": {
          post: { operationId: "a", responses: done },
          additionalOperations: { POST: { operationId: "b", responses: done }, "NOT ONE": { responses: done } },
        },
      },
    });
    expect(api.operations.map(({ operationId }) => operationId)).toEqual(["a"]);
    expect(reported).toEqual([
      "lower/invalid-method at /paths/~1a/additionalOperations/POST",
      "lower/invalid-method at /paths/~1a/additionalOperations/NOT ONE",
    ]);
  });
});

describe("parameters", () => {
  const form = "application/x-www-form-urlencoded";

  test("the whole query is one parameter with content", async () => {
    const schema = { type: "object", properties: { a: { type: "string" } } };
    const parameter = { name: "selector", in: "querystring", required: true, content: { [form]: { schema } } };
    const { operation, reported } = await loweredOperation({ parameters: [parameter] }, { openapi });
    expect(operation.parameters).toMatchObject([
      { wireName: "selector", location: "querystring", required: true, contentType: form, schema: { kind: "object" } },
    ]);
    expect(reported).toEqual([]);
  });

  test("content may be a reference", async () => {
    const parameter = {
      name: "f",
      in: "header",
      content: { "application/json": { $ref: "#/components/mediaTypes/F" } },
    };
    const components = { mediaTypes: { F: { schema: { type: "integer" }, example: 7 } } };
    const { operation } = await loweredOperation({ parameters: [parameter] }, { openapi, components });
    expect(operation.parameters).toMatchObject([
      { contentType: "application/json", schema: { kind: "numeric" }, examples: [7] },
    ]);
  });

  test("what stands beside a reference describes it better", async () => {
    const components = {
      parameters: { Sort: { name: "sort", in: "query", description: "Sorts.", schema: { type: "string" } } },
      requestBodies: { B: { description: "A body.", content: { "text/plain": {} } } },
      responses: { R: { summary: "Short.", content: {} } },
    };
    const { operation } = await loweredOperation(
      {
        parameters: [{ $ref: "#/components/parameters/Sort", description: "Sorts by name." }],
        requestBody: { $ref: "#/components/requestBodies/B", description: "This body." },
        responses: {
          200: { $ref: "#/components/responses/R" },
          404: { $ref: "#/components/responses/R", description: "Gone." },
        },
      },
      { openapi, components, method: "post" },
    );
    expect(operation.parameters[0]?.description).toBe("Sorts by name.");
    expect(operation.body?.description).toBe("This body.");
    expect(operation.responses.map(({ description }) => description)).toEqual(["Short.", "Gone."]);
  });

  test.each([
    { name: "example", given: { example: null }, want: [null] },
    { name: "value of 3.1", given: { examples: { a: { value: 1 }, b: { value: 2 } } }, want: [1, 2] },
    { name: "dataValue of 3.2", given: { examples: { a: { dataValue: [1], serializedValue: "a=1" } } }, want: [[1]] },
    { name: "by reference", given: { examples: { a: { $ref: "#/components/examples/A" } } }, want: ["A"] },
    {
      name: "only as it is sent",
      given: { examples: { a: { serializedValue: "a=1" }, b: { externalValue: "b" } } },
      want: [],
    },
  ])("examples: $name", async ({ given, want }) => {
    const parameters = [{ name: "a", in: "query", schema: { type: "string" }, ...given }];
    const components = { examples: { A: { dataValue: "A" } } };
    const { operation } = await loweredOperation({ parameters }, { openapi, components });
    expect(operation.parameters[0]?.examples).toEqual(want);
  });
});

describe("sequences", () => {
  const item = { type: "object", properties: { x: { type: "integer" } } };
  const kinds = [
    ["text/event-stream", "events"],
    ["application/jsonl", "lines"],
    ["application/x-ndjson", "lines"],
    ["application/json-seq", "lines"],
    ["multipart/mixed", "binary"],
  ] as const;

  test.each(kinds)("%s has items, read as %s", async (mediaType, kind) => {
    const responses = { 200: { description: "", content: { [mediaType]: { itemSchema: item } } } };
    const { operation, api } = await loweredOperation({ responses }, { openapi });
    const [media] = operation.responses[0]?.media ?? [];
    expect(media).toMatchObject({ mediaType, kind, schema: undefined, itemSchema: { kind: "reference" } });
    expect(hints(api)).toEqual(["a response item"]);
  });

  test("a request's items are written: what is read-only is not among them", async () => {
    const schema = { type: "object", properties: { id: { type: "string", readOnly: true }, x: { type: "string" } } };
    const content = { "application/jsonl": { itemSchema: { $ref: "#/components/schemas/Item" } } };
    const { operation, api } = await loweredOperation(
      { requestBody: { content }, responses: { 200: { description: "", content } } },
      { openapi, method: "post", components: { schemas: { Item: schema } } },
    );
    const written = operation.body?.media[0]?.itemSchema;
    const read = operation.responses[0]?.media[0]?.itemSchema;
    expect(hints(api)).toEqual(["Item", "Item input"]);
    expect([written && plain(written), read && plain(read)]).toEqual([
      { kind: "reference", target: "/components/schemas/Item~input" },
      { kind: "reference", target: "/components/schemas/Item" },
    ]);
  });
});

function hints(api: Api): readonly string[] {
  return [...api.schemas.values()].map(({ nameHint }) => nameHint.join(" "));
}

describe("the document", () => {
  test("tags, servers and security schemes", async () => {
    const { api } = await lowered({
      openapi,
      servers: [{ url: "https://a.example", name: "production" }],
      tags: [{ name: "a", summary: "Short", description: "Long", parent: "b", kind: "nav" }, { name: "b" }],
      components: {
        securitySchemes: {
          device: {
            type: "oauth2",
            deprecated: true,
            oauth2MetadataUrl: "https://a.example/.well-known/oauth-authorization-server",
            flows: {
              deviceAuthorization: {
                deviceAuthorizationUrl: "https://a.example/device",
                tokenUrl: "https://a.example/token",
                scopes: { read: "" },
              },
            },
          },
        },
      },
    });
    expect(api.servers).toMatchObject([{ name: "production" }]);
    expect(api.tags).toEqual([
      { name: "a", summary: "Short", description: "Long", parent: "b", kind: "nav" },
      { name: "b" },
    ]);
    expect(api.securitySchemes).toMatchObject([
      {
        type: "oauth2",
        deprecated: true,
        metadataUrl: "https://a.example/.well-known/oauth-authorization-server",
        flows: [{ grant: "deviceAuthorization", deviceAuthorizationUrl: "https://a.example/device", scopes: ["read"] }],
      },
    ]);
  });

  test.each([
    "#/components/schemas/Pet",
    "https://a.example/v1/openapi.json#/components/schemas/Pet",
    "openapi.json#/components/schemas/Pet",
    "../v1/openapi.json#/components/schemas/Pet",
  ])("by its own address the document finds itself: %s", async ($ref) => {
    const { api, reported } = await lowered({
      openapi,
      $self: "https://a.example/v1/openapi.json",
      components: { schemas: { Pet: { type: "object" }, Also: { $ref } } },
    });
    expect(reported).toEqual([]);
    const also = [...api.schemas.values()].find(({ nameHint }) => nameHint[0] === "Also");
    expect(also?.schema).toMatchObject({ kind: "reference", target: "/components/schemas/Pet" });
  });
});
