import { describe, expect, test } from "vitest";
import { stringify as toYaml } from "yaml";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { memoryHost } from "../../../src/host/memory-host.js";
import { lowerApi } from "../../../src/lower/lower-api.js";
import { loadDocument } from "../../../src/spec/load.js";
import { wholeDocument } from "../../scenarios/support/compile.js";
import { lowered, loweredOperation, plain } from "./lowered.js";

const done = { 204: { description: "Done." } };
const text = { type: "string" };

describe("operations", () => {
  test("each method of a path, in the order of the standard; others by additionalOperations", async () => {
    const { api } = await lowered({
      openapi: "3.2.0",
      paths: {
        "/a": {
          query: { responses: done },
          get: { responses: done },
          trace: { responses: done },
          additionalOperations: { COPY: { responses: done }, "not a method": { responses: done } },
        },
      },
    });
    expect(api.operations.map(({ method }) => method)).toEqual(["GET", "TRACE", "QUERY", "COPY"]);
  });

  test("extensions among paths are no paths", async () => {
    const { api, reported } = await lowered({ paths: { "x-internal": { get: { responses: done } } } });
    expect(api.operations).toEqual([]);
    expect(reported).toEqual([]);
  });

  test("a path item may be a reference", async () => {
    const { api } = await lowered({
      paths: { "/a": { $ref: "#/components/pathItems/A" } },
      components: { pathItems: { A: { get: { operationId: "a", responses: done } } } },
    });
    expect(api.operations.map(({ path, operationId }) => [path, operationId])).toEqual([["/a", "a"]]);
  });

  test("what the operation does not say its path says", async () => {
    const pathItem = { summary: "S", description: "D", servers: [{ url: "https://a.example" }] };
    const { operation } = await loweredOperation({}, { pathItem });
    expect([operation.summary, operation.description, operation.servers.map(({ url }) => url)]).toEqual([
      "S",
      "D",
      ["https://a.example"],
    ]);
    const { operation: own } = await loweredOperation(
      { summary: "own", servers: [{ url: "https://b.example" }] },
      { pathItem },
    );
    expect([own.summary, own.servers.map(({ url }) => url)]).toEqual(["own", ["https://b.example"]]);
  });

  test("the second operation of an id has none", async () => {
    const operation = { operationId: "a", responses: done };
    const { api, reported } = await lowered({
      paths: { "/a": { get: operation, put: operation }, "/b": { get: { operationId: "  ", responses: done } } },
    });
    expect(api.operations.map(({ operationId }) => operationId)).toEqual(["a", undefined, undefined]);
    expect(reported).toEqual(["lower/duplicate-operation-id at /paths/~1a/put"]);
  });
});

describe("parameters", () => {
  /** `name in location, style, explode`, with `!` where it is required. */
  async function parameters(given: readonly object[], rest: Parameters<typeof loweredOperation>[1] = {}) {
    const { operation, reported } = await loweredOperation({ parameters: given }, rest);
    const shown = operation.parameters.map(
      ({ wireName, location, style, explode, required }) =>
        `${wireName}${required ? "!" : ""} in ${location}, ${style}, ${explode}`,
    );
    return { shown, reported, operation };
  }

  test.each([
    ["query", "form, true"],
    ["header", "simple, false"],
    ["cookie", "form, true"],
  ])("the defaults of the standard: %s", async (location, want) => {
    expect((await parameters([{ name: "a", in: location, schema: text }])).shown).toEqual([
      `a in ${location}, ${want}`,
    ]);
  });

  test("a path parameter is required and simple", async () => {
    expect((await parameters([{ name: "a", in: "path", schema: text }], { path: "/x/{a}" })).shown).toEqual([
      "a! in path, simple, false",
    ]);
  });

  test.each([
    [{ style: "spaceDelimited" }, "spaceDelimited, false"],
    [{ style: "pipeDelimited", explode: true }, "pipeDelimited, true"],
    [{ style: "deepObject", explode: true }, "deepObject, true"],
    [{ explode: false }, "form, false"],
    [{ style: "form" }, "form, true"],
  ])("as the document says: %j", async (given, want) => {
    expect((await parameters([{ name: "a", in: "query", schema: text, ...given }])).shown).toEqual([
      `a in query, ${want}`,
    ]);
  });

  test("the operation's own win over those of its path, by name and place", async () => {
    const pathItem = {
      parameters: [
        { name: "a", in: "query", schema: text },
        { name: "a", in: "header", schema: text },
        { name: "b", in: "query", schema: text },
      ],
    };
    const { shown } = await parameters([{ name: "a", in: "query", required: true, schema: text }], { pathItem });
    expect(shown).toEqual(["a! in query, form, true", "a in header, simple, false", "b in query, form, true"]);
  });

  test("header names are compared without case", async () => {
    const pathItem = { parameters: [{ name: "X-A", in: "header", schema: text }] };
    expect(
      (await parameters([{ name: "x-a", in: "header", required: true, schema: text }], { pathItem })).shown,
    ).toEqual(["x-a! in header, simple, false"]);
  });

  test("headers that the standard ignores", async () => {
    const names = ["Accept", "content-type", "AUTHORIZATION", "Accept-Language"];
    const { shown } = await parameters(names.map((name) => ({ name, in: "header", schema: text })));
    expect(shown).toEqual(["Accept-Language in header, simple, false"]);
  });

  test("a parameter with content", async () => {
    const { operation } = await parameters([
      { name: "filter", in: "query", content: { "application/json": { schema: { type: "object" } } } },
    ]);
    const [parameter] = operation.parameters;
    expect(parameter?.contentType).toBe("application/json");
    expect(parameter && plain(parameter.schema)).toMatchObject({ kind: "object" });
  });

  test("a reference, and one to a reference", async () => {
    const components = {
      parameters: { A: { $ref: "#/components/parameters/B" }, B: { name: "b", in: "query", schema: text } },
    };
    expect((await parameters([{ $ref: "#/components/parameters/A" }], { components })).shown).toEqual([
      "b in query, form, true",
    ]);
  });

  test("a path parameter without a place cannot be sent", async () => {
    const { shown, reported } = await parameters([{ name: "a", in: "path", required: true, schema: text }]);
    expect(shown).toEqual([]);
    expect(reported).toEqual(["lower/unused-path-parameter at /paths/~1things/get/parameters/0"]);
  });

  test("a place without a parameter is a required string", async () => {
    const { shown, reported } = await parameters([], { path: "/things/{id}/{id}/{other}" });
    expect(shown).toEqual(["id! in path, simple, false", "other! in path, simple, false"]);
    expect(reported.map((entry) => entry.split(" ")[0])).toEqual([
      "lower/undeclared-path-parameter",
      "lower/undeclared-path-parameter",
    ]);
  });
});

describe("request bodies", () => {
  const media = (...types: readonly string[]) => ({
    content: Object.fromEntries(types.map((type) => [type, { schema: text }])),
  });

  test.each([
    { given: ["text/plain", "application/json"], want: ["application/json", "text/plain"] },
    {
      given: ["application/xml", "application/vnd.a+json", "application/json"],
      want: ["application/vnd.a+json", "application/xml", "application/json"],
    },
    { given: ["text/plain", "application/xml"], want: ["text/plain", "application/xml"] },
    {
      given: ["multipart/form-data", "Application/JSON; charset=utf-8"],
      want: ["Application/JSON; charset=utf-8", "multipart/form-data"],
    },
  ])("the first JSON one is the default: $given", async ({ given, want }) => {
    const { operation } = await loweredOperation({ requestBody: media(...given) }, { method: "post" });
    expect(operation.body?.media.map(({ mediaType }) => mediaType)).toEqual(want);
  });

  test("is optional unless the document says otherwise", async () => {
    const one = await loweredOperation({ requestBody: media("application/json") }, { method: "post" });
    const two = await loweredOperation(
      { requestBody: { required: true, ...media("application/json") } },
      { method: "post" },
    );
    expect([one.operation.body?.required, two.operation.body?.required]).toEqual([false, true]);
  });

  test("without content there is none", async () => {
    expect(
      (await loweredOperation({ requestBody: { content: {} } }, { method: "post" })).operation.body,
    ).toBeUndefined();
  });

  test("a media type without a schema takes anything", async () => {
    const { operation } = await loweredOperation(
      { requestBody: { content: { "application/json": {} } } },
      { method: "post" },
    );
    expect(operation.body?.media.map(({ schema }) => plain(schema))).toEqual([{ kind: "unknown" }]);
  });

  test("headers of a part, where the document fixes their value", async () => {
    const headers = {
      "X-Const": { schema: { const: "c" } },
      "X-Enum": { schema: { type: "integer", enum: [1] } },
      "X-Default": { schema: { type: "string", default: "d" } },
      "X-Free": { schema: { type: "string" } },
      "Content-Type": { schema: { const: "a/b" } },
    };
    const content = { "multipart/form-data": { schema: { type: "object" }, encoding: { a: { headers } } } };
    const { operation } = await loweredOperation({ requestBody: { content } }, { method: "post" });
    expect(operation.body?.media[0]?.encoding[0]?.headers).toEqual([
      ["X-Const", "c"],
      ["X-Enum", "1"],
      ["X-Default", "d"],
    ]);
  });

  test("encodings by property", async () => {
    const content = {
      "multipart/form-data": {
        schema: { type: "object", properties: { a: text } },
        encoding: { a: { contentType: "text/csv", style: "form", explode: false } },
      },
    };
    const { operation } = await loweredOperation({ requestBody: { content } }, { method: "post" });
    expect(operation.body?.media[0]?.encoding).toEqual([
      { property: "a", headers: [], contentType: "text/csv", style: "form", explode: false, allowReserved: undefined },
    ]);
  });
});

describe("bodies that are types of their own", () => {
  const object = { type: "object", properties: { a: text } };
  const body = (schema: object) => ({ content: { "application/json": { schema } } });

  async function hints(operation: object, rest: object = {}) {
    const { api } = await loweredOperation({ operationId: "createPet", ...operation }, { method: "post", ...rest });
    return [...api.schemas.values()].map(({ nameHint }) => nameHint.join(" "));
  }

  test.each([
    { name: "an object", schema: object, want: ["createPet request"] },
    { name: "a choice", schema: { oneOf: [text, object] }, want: ["createPet request"] },
    { name: "a list of objects", schema: { type: "array", items: object }, want: ["createPet request item"] },
    { name: "a list of texts", schema: { type: "array", items: text }, want: [] },
    { name: "a text", schema: text, want: [] },
    { name: "any object", schema: { type: "object" }, want: [] },
  ])("$name", async ({ schema, want }) => {
    expect(await hints({ requestBody: body(schema) })).toEqual(want);
  });

  test("a reference keeps its name", async () => {
    const components = { schemas: { Pet: object } };
    expect(await hints({ requestBody: body({ $ref: "#/components/schemas/Pet" }) }, { components })).toEqual(["Pet"]);
  });

  test("the first success is the response, others say their status", async () => {
    const answer = { description: "Fine.", ...body(object) };
    expect(await hints({ responses: { 200: answer, 201: answer, 404: answer, default: answer } })).toEqual([
      "createPet response",
      "createPet Created response",
      "createPet NotFound body",
      "createPet Unexpected body",
    ]);
  });

  test("a shared response gives its own name", async () => {
    const components = { responses: { Problem: { description: "No.", ...body(object) } } };
    expect(
      await hints({ responses: { ...done, 404: { $ref: "#/components/responses/Problem" } } }, { components }),
    ).toEqual(["Problem body"]);
  });
});

describe("responses", () => {
  async function statuses(responses: object) {
    const { operation, reported } = await loweredOperation({ responses });
    return { shown: operation.responses.map(({ status, isError }) => `${status}${isError ? " error" : ""}`), reported };
  }
  const answer = { description: "D" };

  test.each([
    { given: ["200", "404", "500"], want: ["200", "404 error", "500 error"] },
    { given: ["2XX", "4xx", "DEFAULT"], want: ["2XX", "4XX error", "default error"] },
    { given: ["default"], want: ["default"] },
    { given: ["404", "default"], want: ["404 error", "default"] },
    { given: ["302", "default"], want: ["302", "default error"] },
    { given: ["200", "x-note"], want: ["200"] },
  ])("$given", async ({ given, want }) => {
    expect((await statuses(Object.fromEntries(given.map((status) => [status, answer])))).shown).toEqual(want);
  });

  test.each(["2XX", " 2xx", "2xx "])("a status that is there already, as %j", async (again) => {
    const { shown, reported } = await statuses({ "2xx": answer, [again]: answer, default: answer, Default: answer });
    expect(shown).toEqual(["2XX", "default error"]);
    expect(reported).toEqual(
      [again, "Default"].map((key) => `lower/invalid-status at /paths/~1things/get/responses/${key}`),
    );
  });

  test.each(["ok", "99", "600", "20X"])("%s is no status", async (status) => {
    const { shown, reported } = await statuses({ 200: answer, [status]: answer });
    expect(shown).toEqual(["200"]);
    expect(reported).toEqual([`lower/invalid-status at /paths/~1things/get/responses/${status}`]);
  });

  test.each([
    { mediaType: "application/json", schema: text, want: "json" },
    { mediaType: "text/plain", schema: text, want: "text" },
    { mediaType: "application/octet-stream", schema: { type: "string", format: "binary" }, want: "binary" },
    { mediaType: "application/json", schema: { type: "string", format: "binary" }, want: "binary" },
    { mediaType: "image/*", schema: undefined, want: "binary" },
    { mediaType: "*/*", schema: { type: "object" }, want: "json" },
    { mediaType: "*/*", schema: undefined, want: "binary" },
    { mediaType: "text/event-stream", schema: { type: "object" }, want: "events" },
    { mediaType: "application/x-ndjson", schema: { type: "object" }, want: "lines" },
  ])("$mediaType is handed over as $want", async ({ mediaType, schema, want }) => {
    const { operation } = await loweredOperation({
      responses: { 200: { ...answer, content: { [mediaType]: { schema } } } },
    });
    expect(operation.responses[0]?.media[0]?.kind).toBe(want);
  });
});

describe("security", () => {
  const key = { type: "apiKey", in: "header", name: "X-Key" };
  const securitySchemes = { key, basic: { type: "http", scheme: "Basic" } };

  test.each([
    { name: "an API key", given: key, want: { type: "apiKey", in: "header", keyName: "X-Key" } },
    { name: "basic, in any case", given: { type: "http", scheme: "BASIC" }, want: { type: "basic" } },
    { name: "bearer", given: { type: "http", scheme: "bearer" }, want: { type: "bearer" } },
    {
      name: "another HTTP scheme",
      given: { type: "http", scheme: "Digest" },
      want: { type: "http", scheme: "Digest" },
    },
    {
      name: "OpenID Connect",
      given: { type: "openIdConnect", openIdConnectUrl: "https://a.example" },
      want: { type: "openIdConnect", url: "https://a.example" },
    },
    { name: "mutual TLS", given: { type: "mutualTLS" }, want: { type: "mutualTLS" } },
    {
      name: "OAuth 2",
      given: {
        type: "oauth2",
        flows: { clientCredentials: { tokenUrl: "https://a.example/token", scopes: { read: "Read." } } },
      },
      want: {
        type: "oauth2",
        flows: [{ grant: "clientCredentials", tokenUrl: "https://a.example/token", scopes: ["read"] }],
      },
    },
  ])("$name", async ({ given, want }) => {
    const { api, reported } = await lowered({ components: { securitySchemes: { S: { description: "D", ...given } } } });
    expect(JSON.parse(JSON.stringify(api.securitySchemes))).toMatchObject([
      { wireName: "S", description: "D", ...want },
    ]);
    expect(reported).toEqual([]);
  });

  test.each([{ type: "magic" }, { type: "apiKey", in: "body", name: "a" }, { type: "apiKey", in: "query" }])(
    "%j is reported and left out",
    async (given) => {
      const { api, reported } = await lowered({ components: { securitySchemes: { S: given } } });
      expect(api.securitySchemes).toEqual([]);
      expect(reported.join()).toContain("lower/unknown-security-scheme at /components/securitySchemes/S");
    },
  );

  async function needed(security: unknown, own?: unknown) {
    const operation = own === undefined ? {} : { security: own };
    const { operation: found, reported } = await loweredOperation(operation, {
      components: { securitySchemes },
      security,
    });
    return { shown: found.security.map((alternative) => alternative.map(({ scheme }) => scheme).join("+")), reported };
  }

  test("the document's unless the operation has its own", async () => {
    expect((await needed([{ key: [] }])).shown).toEqual(["key"]);
    expect((await needed([{ key: [] }], [{ basic: [] }])).shown).toEqual(["basic"]);
    expect((await needed([{ key: [] }], [])).shown).toEqual([]);
  });

  test("alternatives, combinations and none at all", async () => {
    expect((await needed([{ key: [] }, { key: [], basic: [] }, {}])).shown).toEqual(["key", "key+basic", ""]);
  });

  test("an alternative with a scheme that nobody declares cannot be satisfied", async () => {
    const { shown, reported } = await needed([{ key: [], ghost: [] }, { basic: [] }]);
    expect(shown).toEqual(["basic"]);
    expect(reported).toEqual(["lower/undeclared-security-scheme at /security/0"]);
  });
});

describe("servers", () => {
  test.each([
    {
      name: "a URL",
      given: { url: " https://a.example/v1 ", description: "D" },
      want: [{ url: "https://a.example/v1", description: "D", variables: [] }],
    },
    {
      name: "variables",
      given: { url: "https://{host}", variables: { host: { default: "a", enum: ["a", "b"] } } },
      want: [{ url: "https://{host}", variables: [{ name: "host", default: "a", enum: ["a", "b"] }] }],
    },
    {
      name: "a variable without a default takes its first value",
      given: { url: "https://{host}", variables: { host: { enum: ["a", "b"] } } },
      want: [{ url: "https://{host}", variables: [{ name: "host", default: "a", enum: ["a", "b"] }] }],
    },
    {
      name: "a number as a default",
      given: { url: "http://localhost:{port}", variables: { port: { default: 80 } } },
      want: [{ url: "http://localhost:{port}", variables: [{ name: "port", default: "80", enum: [] }] }],
    },
    { name: "an empty URL is none", given: { url: " " }, want: [] },
  ])("$name", async ({ given, want }) => {
    const { api } = await lowered({ servers: [given] });
    expect(JSON.parse(JSON.stringify(api.servers))).toEqual(want);
  });
});

describe("what operations say in the same words", () => {
  const parameter = { name: "limit", in: "query", schema: { type: "integer" } };

  test("is the same in the model", async () => {
    const { api } = await lowered({
      paths: {
        "/a": { get: { parameters: [parameter], responses: done } },
        "/b": { get: { parameters: [{ ...parameter }], responses: done } },
        "/c": { get: { parameters: [{ ...parameter, required: true }], responses: done } },
      },
    });
    const [first, second, third] = api.operations.map(({ parameters }) => parameters[0]);
    expect(first).toBeDefined();
    expect(second).toBe(first);
    expect(third).toEqual({ ...first, origin: third?.origin, schema: third?.schema, required: true });
  });

  test("is told at each place, where there is something to tell", async () => {
    const slow = { name: "a", in: "query", schema: { type: "string", pattern: "^(same|words)+(s+)+$" } };
    const operation = { parameters: [slow], responses: done };
    const { reported } = await lowered({ paths: { "/a": { get: operation }, "/b": { get: operation } } });
    expect(reported).toEqual([
      "lower/slow-pattern at /paths/~1a/get/parameters/0/schema/pattern",
      "lower/slow-pattern at /paths/~1b/get/parameters/0/schema/pattern",
    ]);
  });

  test("is told once at one place, and at the next again", async () => {
    const bad = { name: "a", in: "query", schema: { type: "string", pattern: "(" } };
    const operation = { responses: done };
    const { reported } = await lowered({
      paths: {
        "/a": { parameters: [bad], get: operation, put: operation },
        "/b": { parameters: [bad], get: operation },
        "/c": { get: { ...operation, parameters: [bad] } },
      },
    });
    const at = (place: string) => `lower/invalid-pattern at /paths/${place}/parameters/0/schema/pattern`;
    expect(reported).toEqual([at("~1a"), at("~1b"), at("~1c/get")]);
  });

  const variants: readonly { name: string; schemas: readonly [object, object] }[] = [
    { name: "0 and -0", schemas: [{ enum: [0, 1] }, { enum: [-0, 1] }] },
    { name: "$id", schemas: [{ $id: "https://a.example/x" }, { $id: "https://a.example/x" }] },
    { name: "allOf", schemas: [{ allOf: [{ type: "string" }] }, { allOf: [{ type: "string" }] }] },
    { name: "long texts", schemas: [{ title: "x".repeat(5_000) }, { title: "x".repeat(5_000) }] },
  ];
  test.each(variants)(
    "is its own where the words do not say all, or are many: $name",
    async ({ schemas: [one, other] }) => {
      // As a document's text would give it: JSON has no -0 when it is written.
      const host = memoryHost({
        "a.yaml": toYaml(
          wholeDocument({
            paths: {
              "/a": { get: { parameters: [{ name: "a", in: "query", schema: one }], responses: done } },
              "/b": { get: { parameters: [{ name: "a", in: "query", schema: other }], responses: done } },
            },
          }),
        ),
      });
      const diagnostics = new Diagnostics();
      const document = await loadDocument("a.yaml", host, diagnostics);
      const operations = document && lowerApi(document, diagnostics).operations;
      const [first, second] = operations?.map(({ parameters }) => parameters[0]) ?? [];
      expect(second).toBeDefined();
      expect(second).not.toBe(first);
    },
  );

  test("is unused where the path has no place for it", async () => {
    const id = { name: "id", in: "path", required: true, schema: text };
    const operation = { parameters: [id], responses: done };
    const { api, reported } = await lowered({
      paths: { "/a/{id}": { get: operation }, "/b": { get: operation }, "/c": { parameters: [id], get: operation } },
    });
    expect(api.operations.map(({ parameters }) => parameters.length)).toEqual([1, 0, 0]);
    expect(reported).toEqual([
      "lower/unused-path-parameter at /paths/~1b/get/parameters/0",
      "lower/unused-path-parameter at /paths/~1c/get/parameters/0",
    ]);
  });
});

describe("what operations refer to", () => {
  const parameter = { name: "limit", in: "query", schema: { type: "integer" } };
  const failure = { description: "Failed.", content: { "application/json": { schema: text } } };
  const components = { parameters: { Limit: parameter }, responses: { Failure: failure } };
  const limit = { $ref: "#/components/parameters/Limit" };
  const failed = { $ref: "#/components/responses/Failure" };
  const sharing = (paths: object, schemas: object = {}) => lowered({ paths, components: { ...components, schemas } });

  test("is the same in the model, also where other schemas differ when they are sent", async () => {
    const operation = { parameters: [limit], responses: { ...done, 400: failed } };
    const schemas = { A: { type: "object", properties: { id: { type: "string", readOnly: true } } } };
    const given = { requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/A" } } } } };
    const { api } = await sharing({ "/a": { get: operation, post: { ...operation, ...given } } }, schemas);
    const [first, second] = api.operations;
    expect(first?.parameters[0]).toBeDefined();
    expect(second?.parameters[0]).toBe(first?.parameters[0]);
    const [ours, theirs] = [first, second].map((one) => one?.responses.find(({ status }) => status === "400"));
    expect(ours?.media).toHaveLength(1);
    expect(theirs).toBe(ours);
  });

  test("is another where something stands beside the reference", async () => {
    const { api } = await sharing({
      "/a": {
        get: { parameters: [limit], responses: { ...done, 400: failed } },
        put: {
          parameters: [{ ...limit, description: "Ours." }],
          responses: { ...done, 400: { ...failed, description: "Ours." } },
        },
      },
    });
    const said = api.operations.map(({ parameters, responses }) => [
      parameters[0]?.description,
      responses.find(({ status }) => status === "400")?.description,
    ]);
    expect(said).toEqual([
      [undefined, "Failed."],
      ["Ours.", "Ours."],
    ]);
  });

  test("is what its status and method make of it", async () => {
    const { api } = await sharing({
      "/a": {
        get: { responses: { 200: failed, 404: failed } },
        head: { responses: { 200: failed, 404: failed } },
        delete: { responses: { default: failed } },
        post: { responses: { ...done, default: failed } },
      },
    });
    const said = api.operations.map(({ method, responses }) =>
      [method, ...responses.map(({ status, isError, media }) => `${status} ${isError} ${media.length}`)].join(", "),
    );
    expect(said.toSorted()).toEqual([
      "DELETE, default false 1",
      "GET, 200 false 1, 404 true 1",
      "HEAD, 200 false 0, 404 true 0",
      "POST, 204 false 0, default true 1",
    ]);
  });
});
