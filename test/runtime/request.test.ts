import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  ConfigurationError,
  type OperationDescriptor,
  type ParamDescriptor,
  type RequestOptions,
  RequestValidationError,
} from "../../src/runtime/index.js";
import { closeClients, makeClient, operation, transports } from "./support/client.js";
import { startServer, type TestServer } from "./support/server.js";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
afterEach(closeClients);

const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

describe("the request target", () => {
  const petId: ParamDescriptor = { name: "petId", in: "path", required: true };
  it.each<[string, string, Partial<OperationDescriptor>, object, RequestOptions, string]>([
    ["a plain path", "", {}, {}, {}, "/pets"],
    ["a base path", "/v1/", {}, {}, {}, "/v1/pets"],
    ["a query of the base", "/v1?key=1", {}, {}, {}, "/v1/pets?key=1"],
    [
      "a path parameter",
      "",
      { path: "/pets/{petId}", params: [petId] },
      { petId: "a/b?c#d" },
      {},
      "/pets/a%2Fb%3Fc%23d",
    ],
    ["dots inside a value", "", { path: "/pets/{petId}", params: [petId] }, { petId: "..x" }, {}, "/pets/..x"],
    ["several in a segment", "", { path: "/{a}-{b}.json", params: [] }, { a: 1, b: 2 }, {}, "/1-2.json"],
    ["a literal that needs encoding", "", { path: "/caf\u00e9 au lait" }, {}, {}, "/caf%C3%A9%20au%20lait"],
    ["a fragment in the template", "", { path: "/pets#list" }, {}, {}, "/pets"],
    [
      "a query in the template",
      "",
      { path: "/pets?v=2", params: [{ name: "q", in: "query" }] },
      { q: 1 },
      {},
      "/pets?v=2&q=1",
    ],
    [
      "nothing for undefined and null",
      "",
      {
        params: [
          { name: "a", in: "query" },
          { name: "b", in: "query" },
        ],
      },
      { a: null },
      {},
      "/pets",
    ],
    [
      "a wire name",
      "",
      { params: [{ name: "idQuery", wireName: "id", in: "query" }] },
      { idQuery: 1 },
      {},
      "/pets?id=1",
    ],
    [
      "more query of the call",
      "",
      { params: [{ name: "a", in: "query" }] },
      { a: 1 },
      { query: { b: [2, 3], c: undefined } },
      "/pets?a=1&b=2&b=3",
    ],
    ["another base for a call", "/v1", {}, {}, { baseUrl: "BASE/v2" }, "/v2/pets"],
  ])("has %s", async (_name, base, descriptor, params, options, want) => {
    const client = makeClient({ baseUrl: server.url + base });
    const { baseUrl } = options;
    await client.call(operation(descriptor), params, {
      ...options,
      ...(baseUrl === undefined ? {} : { baseUrl: baseUrl.replace("BASE", server.url) }),
    });
    expect(server.last().target).toBe(want);
  });
});

describe("what is refused before anything is sent", () => {
  const path: ParamDescriptor = { name: "petId", in: "path", required: true };
  const header: ParamDescriptor = { name: "X-Note", in: "header" };
  const cookie: ParamDescriptor = { name: "c", in: "cookie", style: "cookie" };
  it.each<[string, Partial<OperationDescriptor>, object, string]>([
    ["a missing path parameter", { path: "/{petId}", params: [path] }, {}, "petId: is required"],
    ["null in the path", { path: "/{petId}", params: [path] }, { petId: null }, "petId: is required"],
    [
      "an inherited path parameter",
      { path: "/{petId}", params: [path] },
      Object.create({ petId: 1 }),
      "petId: is required",
    ],
    ["an empty path parameter", { path: "/{petId}", params: [path] }, { petId: "" }, "petId: can't be empty"],
    [".", { path: "/{petId}/x", params: [path] }, { petId: "." }, "another path"],
    ["..", { path: "/{petId}/x", params: [path] }, { petId: ".." }, "another path"],
    ["%2e%2E", { path: "/{petId}/x", params: [path] }, { petId: "%2e%2E" }, "another path"],
    [
      ".%2e that is sent as it is",
      { path: "/{petId}", params: [{ ...path, allowReserved: true }] },
      { petId: [".%2e"] },
      "leads elsewhere",
    ],
    ["two halves of ..", { path: "/{petId}{petId}/x", params: [path] }, { petId: ["."] }, "leads elsewhere"],
    [
      "label style that makes ..",
      { path: "/a{petId}/../{petId}", params: [{ ...path, style: "label" }] },
      { petId: "b" },
      "leads elsewhere",
    ],
    ["a line break in a header", { params: [header] }, { "X-Note": "a\r\nX-Admin: 1" }, "line break"],
    ["a semicolon in a raw cookie", { params: [cookie] }, { c: "a; admin=1" }, "semicolon"],
  ])("%s", async (_name, descriptor, params, want) => {
    const client = makeClient({ baseUrl: server.url });
    const before = server.requests.length;
    const error = await client.call(operation(descriptor), params).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(RequestValidationError);
    expect((error as RequestValidationError).message).toContain(want);
    expect((error as RequestValidationError).operationId).toBe("getPet");
    expect(server.requests).toHaveLength(before);
  });

  it.each<[string, RequestOptions, string]>([
    ["a header value with a line break", { headers: { "x-a": "1\n2" } }, "line break"],
    ["a header name with a space", { headers: { "x a": "1" } }, "not a header name"],
    ["a base that is no URL", { baseUrl: "/v1" }, "not an absolute URL"],
    ["a base of another protocol", { baseUrl: "file:///etc" }, "http or https"],
    ["a base with a password", { baseUrl: "http://a:b@localhost" }, "as `auth`"],
  ])("%s", async (_name, options, want) => {
    const promise = makeClient({ baseUrl: server.url }).call(operation(), {}, options);
    await expect(promise).rejects.toThrow(want);
    await expect(promise).rejects.toBeInstanceOf(ConfigurationError);
  });
});

describe.each(transports)("the headers through %s", (name, transport) => {
  it("are the runtime's own where nobody says otherwise", async () => {
    await makeClient({ baseUrl: server.url, transport }).call(operation(), {});
    const { headers } = server.last();
    expect(headers["user-agent"]).toBe(`petstore/1.0 sdkwright-runtime/1 node/${process.versions.node}`);
    expect(headers["accept"]).toBe("application/json");
    expect(headers["x-request-id"]).toMatch(uuid);
    expect(headers["accept-encoding"]).toContain("gzip");
    expect(headers).not.toHaveProperty("authorization");
  });

  it("merge as client < operation < call, whatever their case; null removes", async () => {
    const headers = { "X-A": "client", "x-b": "client", "X-C": "client", "user-agent": null };
    const client = makeClient({ baseUrl: server.url, transport, headers });
    const params = [{ name: "b", wireName: "X-B", in: "header" } as const, { name: "X-C", in: "header" } as const];
    await client.call(
      operation({ params }),
      { b: "operation", "X-C": "operation" },
      {
        headers: { "x-C": "call", ACCEPT: "text/csv", "x-request-id": null, "x-undefined": undefined },
      },
    );
    const sent = server.last().headers;
    expect(sent).toMatchObject({ "x-a": "client", "x-b": "operation", "x-c": "call", accept: "text/csv" });
    expect(sent).not.toHaveProperty("x-request-id");
    expect(sent).not.toHaveProperty("x-undefined");
    expect(sent["user-agent"] ?? "").not.toContain("petstore");
    expect(name).toBeTypeOf("string");
  });

  it("let go of the content coding of a range", async () => {
    await makeClient({ baseUrl: server.url, transport }).call(operation(), {}, { headers: { range: "bytes=0-9" } });
    expect(server.last().headers["accept-encoding"] ?? "identity").toBe("identity");
  });
});

describe("single headers", () => {
  it.each<[string, Parameters<typeof makeClient>[0], RequestOptions, string, unknown]>([
    ["a request id of the call", {}, { requestId: "mine" }, "x-request-id", "mine"],
    ["a request id under another name", { requestIdHeader: "X-Trace" }, { requestId: "mine" }, "x-trace", "mine"],
    ["no request id", { requestIdHeader: false }, { requestId: "mine" }, "x-request-id", undefined],
    ["a user agent", { userAgent: "me/2" }, {}, "user-agent", "me/2"],
    ["an accept of the call", {}, { accept: "text/plain" }, "accept", "text/plain"],
  ])("%s", async (_name, options, call, header, want) => {
    await makeClient({ baseUrl: server.url, ...options }).call(operation(), {}, call);
    expect(server.last().headers[header]).toBe(want);
  });

  it("ask for success first, JSON before the rest", async () => {
    const content = (...types: string[]) => ({ content: Object.fromEntries(types.map((type) => [type, {}])) });
    const responses = {
      404: content("application/problem+json"),
      200: content("text/csv", "application/json"),
    };
    await makeClient({ baseUrl: server.url }).call(operation({ responses }), {});
    expect(server.last().headers["accept"]).toBe("application/json, application/problem+json;q=0.9");
  });

  it("join cookies of parameters and of the user", async () => {
    const params = [{ name: "a", in: "cookie" } as const, { name: "b", in: "cookie" } as const];
    const client = makeClient({ baseUrl: server.url, headers: { cookie: "z=0" } });
    await client.call(operation({ params }), { a: "1;2", b: [3, 4] });
    expect(server.last().headers["cookie"]).toBe("z=0; a=1%3B2; b=3; b=4");
  });
});
