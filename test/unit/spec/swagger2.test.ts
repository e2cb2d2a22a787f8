import { describe, expect, test } from "vitest";
import { toPointer } from "../../../src/diagnostics/origin.js";
import type { JsonObject, JsonValue } from "../../../src/spec/json.js";
import { loadFiles, loadText } from "./support/load-text.js";

async function convert(document: JsonObject): Promise<JsonObject> {
  const swagger = { swagger: "2.0", info: { title: "T", version: "1" }, paths: {}, ...document };
  return (await loadText(JSON.stringify(swagger))).document.root;
}

/** The operation that one operation becomes, with more of the document around it. */
async function convertOperation(operation: JsonObject, around: JsonObject = {}): Promise<JsonValue | undefined> {
  const responses = { 200: { description: "ok" } };
  const root = await convert({ paths: { "/x": { post: { responses, ...operation } } }, ...around });
  const { "/x": item } = root["paths"] as { "/x": { post: JsonObject } };
  const { responses: _responses, ...rest } = item.post;
  return "responses" in operation ? item.post : rest;
}

describe("servers", () => {
  test.each<[JsonObject, JsonValue | undefined]>([
    [
      { host: "a.io", basePath: "/v1/", schemes: ["http", "https", "wss"] },
      [{ url: "https://a.io/v1" }, { url: "http://a.io/v1" }],
    ],
    [{ host: "a.io:8080" }, [{ url: "https://a.io:8080" }]],
    [{ basePath: "/v1" }, [{ url: "/v1" }]],
    [{ basePath: "/" }, undefined],
  ])("%j", async (document, want) => {
    expect((await convert(document))["servers"]).toEqual(want);
  });

  test("what is not said is that of the place the document was read from", async () => {
    const url = "http://api.example.com:81/docs/swagger.json";
    const urls = { [url]: JSON.stringify({ swagger: "2.0", info: {}, paths: {}, basePath: "/v2" }) };
    const { document } = await loadFiles({}, { entry: url, host: { urls } });
    expect(document.root["servers"]).toEqual([{ url: "http://api.example.com:81/v2" }]);
  });

  test("an operation with schemes of its own", async () => {
    const operation = await convertOperation({ schemes: ["http"] }, { host: "a.io", schemes: ["https"] });
    expect(operation).toEqual({ servers: [{ url: "http://a.io" }] });
  });
});

describe("parameters", () => {
  test.each<[string, JsonObject, JsonObject]>([
    [
      "what describes the value moves into the schema",
      {
        name: "n",
        in: "query",
        type: "integer",
        format: "int64",
        minimum: 1,
        exclusiveMinimum: true,
        default: 5,
        "x-a": 1,
        "x-enum-names": ["a"],
      },
      {
        name: "n",
        in: "query",
        "x-a": 1,
        schema: { type: "integer", format: "int64", exclusiveMinimum: 1, default: 5, "x-enum-names": ["a"] },
      },
    ],
    [
      "x-nullable",
      { name: "n", in: "query", type: "string", "x-nullable": true },
      { name: "n", in: "query", schema: { type: ["string", "null"] } },
    ],
    ...(
      [
        ["csv", "form", false],
        ["multi", "form", true],
        ["ssv", "spaceDelimited", false],
        ["pipes", "pipeDelimited", false],
      ] as const
    ).map(([collectionFormat, style, explode]): [string, JsonObject, JsonObject] => [
      collectionFormat,
      { name: "n", in: "query", type: "array", items: { type: "string" }, collectionFormat },
      { name: "n", in: "query", schema: { type: "array", items: { type: "string" } }, style, explode },
    ]),
    [
      "a list without collectionFormat is csv, also in a path or header",
      { name: "n", in: "header", type: "array", items: { type: "string" } },
      {
        name: "n",
        in: "header",
        schema: { type: "array", items: { type: "string" } },
        style: "simple",
        explode: false,
      },
    ],
  ])("%s", async (_, parameter, want) => {
    expect(await convertOperation({ parameters: [parameter] })).toEqual({ parameters: [want] });
  });
});

describe("bodies", () => {
  const body = { name: "pet", in: "body", required: true, description: "A pet", schema: { $ref: "#/definitions/Pet" } };
  const definitions = { Pet: { type: "object" } };
  const schema = { $ref: "#/components/schemas/Pet" };

  test.each<[string, JsonObject, JsonObject, JsonObject]>([
    ["JSON unless said otherwise", {}, {}, { "application/json": { schema } }],
    ["the document's types", {}, { consumes: ["text/xml"] }, { "text/xml": { schema } }],
    [
      "the operation's types",
      { consumes: ["a/b", "c/d"] },
      { consumes: ["text/xml"] },
      { "a/b": { schema }, "c/d": { schema } },
    ],
  ])("%s", async (_, operation, around, content) => {
    expect(await convertOperation({ ...operation, parameters: [body] }, { ...around, definitions })).toEqual({
      parameters: [],
      requestBody: { required: true, description: "A pet", content },
    });
  });

  test("form parameters become the properties of one body", async () => {
    const parameters = [
      { name: "photo", in: "formData", type: "file", required: true, description: "A photo" },
      { name: "tags", in: "formData", type: "array", items: { type: "string" }, collectionFormat: "multi" },
    ];
    const properties = {
      photo: { description: "A photo", type: "string", format: "binary" },
      tags: { type: "array", items: { type: "string" } },
    };
    const mediaType = {
      schema: { type: "object", properties, required: ["photo"] },
      encoding: { tags: { style: "form", explode: true } },
    };
    const consumes = ["application/x-www-form-urlencoded", "multipart/form-data"];
    expect(await convertOperation({ parameters, consumes })).toEqual({
      parameters: [],
      requestBody: { required: true, content: { "multipart/form-data": mediaType } },
    });
  });

  test("a form without file and media type is urlencoded", async () => {
    const parameters = [{ name: "a", in: "formData", type: "string" }];
    const schema = { type: "object", properties: { a: { type: "string" } } };
    expect(await convertOperation({ parameters }, { consumes: ["application/json"] })).toEqual({
      parameters: [],
      requestBody: { content: { "application/x-www-form-urlencoded": { schema } } },
    });
  });

  test("bodies that are shared by reference, or by the operations of a path", async () => {
    const root = await convert({
      definitions,
      parameters: { Body: body, Limit: { name: "limit", in: "query", type: "integer" } },
      paths: {
        "/a": {
          parameters: [{ $ref: "#/parameters/Body" }, { $ref: "#/parameters/Limit" }],
          post: { responses: { 200: { description: "ok" } } },
          put: { parameters: [{ name: "own", in: "body", schema: {} }], responses: { 200: { description: "ok" } } },
        },
      },
    });
    const item = (root["paths"] as { "/a": { post: JsonObject; put: JsonObject; parameters: JsonValue } })["/a"];
    expect(item.parameters).toEqual([{ $ref: "#/components/parameters/Limit" }]);
    expect(item.post["requestBody"]).toMatchObject({ required: true, content: { "application/json": { schema } } });
    expect(item.put["requestBody"]).toEqual({ content: { "application/json": { schema: {} } } });
    expect(root["components"]).toMatchObject({ parameters: { Limit: { name: "limit", schema: { type: "integer" } } } });
    expect(root["components"]).not.toHaveProperty("parameters.Body");
  });
});

describe("responses", () => {
  const schema = { type: "string" };

  test.each<[string, JsonObject, JsonObject, JsonObject]>([
    ["nothing to return", { description: "d" }, {}, { description: "d" }],
    [
      "JSON unless said otherwise",
      { description: "d", schema },
      {},
      { description: "d", content: { "application/json": { schema } } },
    ],
    [
      "the operation's types with their examples",
      { description: "d", schema, examples: { "a/b": 1, "x/y": 2 } },
      { produces: ["a/b", "c/d"] },
      { description: "d", content: { "a/b": { schema, example: 1 }, "c/d": { schema } } },
    ],
    [
      "the types of the examples",
      { description: "d", schema, examples: { "a/b": 1 } },
      {},
      { description: "d", content: { "a/b": { schema, example: 1 } } },
    ],
    [
      "a file",
      { description: "d", schema: { type: "file" } },
      {},
      { description: "d", content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } } },
    ],
    [
      "headers",
      { description: "d", headers: { "X-A": { type: "array", items: { type: "string" }, description: "h" } } },
      {},
      {
        description: "d",
        headers: {
          "X-A": {
            description: "h",
            schema: { type: "array", items: { type: "string" } },
            style: "simple",
            explode: false,
          },
        },
      },
    ],
  ])("%s", async (_, response, operation, want) => {
    expect(await convertOperation({ ...operation, responses: { 200: response } })).toEqual({
      responses: { 200: want },
    });
  });

  test("a shared response has the document's types, or is written out", async () => {
    const around = { produces: ["a/b"], responses: { Gone: { description: "gone", schema } } };
    const responses = { 410: { $ref: "#/responses/Gone" } };
    expect(await convertOperation({ responses }, around)).toEqual({
      responses: { 410: { $ref: "#/components/responses/Gone" } },
    });
    expect(await convertOperation({ responses, produces: ["c/d"] }, around)).toEqual({
      responses: { 410: { description: "gone", content: { "c/d": { schema } } } },
    });
  });
});

describe("security schemes", () => {
  const urls = { authorizationUrl: "https://a", tokenUrl: "https://t" };
  const scopes = { read: "Read" };

  test.each<[JsonObject, JsonObject]>([
    [
      { type: "basic", description: "d" },
      { type: "http", scheme: "basic", description: "d" },
    ],
    [
      { type: "apiKey", name: "k", in: "query" },
      { type: "apiKey", name: "k", in: "query" },
    ],
    [
      { type: "oauth2", flow: "implicit", authorizationUrl: "https://a", scopes },
      { type: "oauth2", flows: { implicit: { authorizationUrl: "https://a", scopes } } },
    ],
    [
      { type: "oauth2", flow: "password", tokenUrl: "https://t", scopes },
      { type: "oauth2", flows: { password: { tokenUrl: "https://t", scopes } } },
    ],
    [
      { type: "oauth2", flow: "application", tokenUrl: "https://t" },
      { type: "oauth2", flows: { clientCredentials: { tokenUrl: "https://t", scopes: {} } } },
    ],
    [
      { type: "oauth2", flow: "accessCode", ...urls, scopes, "x-a": 1 },
      { type: "oauth2", "x-a": 1, flows: { authorizationCode: { ...urls, scopes } } },
    ],
  ])("%j", async (scheme, want) => {
    const root = await convert({ securityDefinitions: { s: scheme }, security: [{ s: [] }] });
    expect(root["components"]).toMatchObject({ securitySchemes: { s: want } });
    expect(root["security"]).toEqual([{ s: [] }]);
  });
});

test("discriminators and nullable in definitions", async () => {
  const definitions = {
    Pet: {
      type: "object",
      discriminator: "kind",
      properties: { kind: { type: "string" }, "x-nullable": { type: "string", "x-nullable": true } },
    },
  };
  expect((await convert({ definitions }))["components"]).toMatchObject({
    schemas: {
      Pet: {
        type: "object",
        discriminator: { propertyName: "kind" },
        properties: { kind: { type: "string" }, "x-nullable": { type: ["string", "null"] } },
      },
    },
  });
});

test("every place leads back to the author's", async () => {
  const { document } = await loadText(`
swagger: "2.0"
info: {}
parameters:
  Photo: { name: photo, in: formData, type: file }
responses:
  Gone: { description: gone, schema: { type: object } }
definitions:
  Pet: { type: object, discriminator: kind, properties: { kind: { type: string } } }
securityDefinitions:
  basic: { type: basic }
paths:
  /x:
    post:
      produces: [c/d]
      parameters:
        - { $ref: '#/parameters/Photo' }
        - { name: name, in: formData, type: string }
        - { name: q, in: query, type: string }
      responses:
        410: { $ref: '#/responses/Gone' }
        200: { description: ok, schema: { type: object, properties: { a: {} } } }
`);
  const places: Readonly<Record<string, string>> = {
    "/components/schemas/Pet/properties/kind": "/definitions/Pet/properties/kind",
    "/components/schemas/Pet/discriminator/propertyName": "/definitions/Pet/discriminator",
    "/components/responses/Gone/content/application~1json/schema": "/responses/Gone/schema",
    "/components/securitySchemes/basic": "/securityDefinitions/basic",
    "/paths/~1x/post/parameters/0": "/paths/~1x/post/parameters/2",
    "/paths/~1x/post/parameters/0/schema": "/paths/~1x/post/parameters/2",
    "/paths/~1x/post/requestBody/content/multipart~1form-data/schema/properties/photo": "/parameters/Photo",
    "/paths/~1x/post/requestBody/content/multipart~1form-data/schema/properties/name": "/paths/~1x/post/parameters/1",
    "/paths/~1x/post/responses/200/content/c~1d/schema/properties/a":
      "/paths/~1x/post/responses/200/schema/properties/a",
    "/paths/~1x/post/responses/410/content/c~1d/schema": "/responses/Gone/schema",
  };
  for (const [pointer, want] of Object.entries(places)) {
    expect(document.resolve(`#${pointer}`)?.value, pointer).toBeDefined();
    expect(document.originOf(toPointer(pointer)).pointer).toBe(want);
  }
  expect(document.resolve("#/definitions/Pet/properties/kind")?.value).toEqual({ type: "string" });
});
