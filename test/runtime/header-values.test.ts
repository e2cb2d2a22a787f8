import { afterEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { readHeaders } from "../../src/runtime/index.js";
import { RecordHeaders } from "../../src/runtime/response-headers.js";
import { closeClients, makeClient, operation, transports } from "./support/client.js";
import { startServer, type TestServer } from "./support/server.js";

const read = (text: string, schema: unknown) =>
  readHeaders({ "X-Value": { schema: () => schema } }, new RecordHeaders({ "x-value": text }), undefined)["X-Value"];

describe("a declared header", () => {
  it.each<[string, string, unknown, unknown]>([
    ["a number", "7", z.number(), 7],
    ["a text of digits", "007", z.string(), "007"],
    ["a number that is declared as text", "7", z.string(), "7"],
    ["a boolean", "true", z.boolean(), true],
    ["a list", "a, b,c", z.array(z.string()), ["a", "b", "c"]],
    ["a list of one number", "1", z.array(z.number()), [1]],
    ["an object", "a,1,b,x", z.object({ a: z.number(), b: z.string() }), { a: 1, b: "x" }],
    ["an exploded object", "a=1,b=x", z.object({ a: z.number(), b: z.string() }), { a: 1, b: "x" }],
    ["JSON", '{"a":[1]}', z.object({ a: z.array(z.number()) }), { a: [1] }],
    ["a known value", "fast", z.enum(["fast"]), "fast"],
    ["a value that is not known yet", "slow", z.enum(["fast"]), "slow"],
    ["what is not what the document says", "many", z.number(), undefined],
    ["half of JSON", '{"a"', z.object({ a: z.string() }), undefined],
    ["a number with a sign of a path", "1e400", z.number().max(5), undefined],
  ])("%s", (_name, text, schema, want) => {
    expect(read(text, schema)).toEqual(want);
  });

  it("of another delimiter than a comma", () => {
    const fields = { "X-Value": { schema: () => z.array(z.string()), delimiter: "|" } };
    const found = readHeaders(fields, new RecordHeaders({ "x-value": "a,b|c" }), undefined);
    expect(found).toEqual({ "X-Value": ["a,b", "c"] });
  });

  it("that is missing is not there", () => {
    expect(readHeaders({ "X-Value": {} }, new RecordHeaders({}), undefined)).toEqual({});
  });

  it("may be called like what every object has", () => {
    const found = readHeaders(
      { constructor: {}, ["__proto__"]: {} },
      new RecordHeaders({ constructor: "c" }),
      undefined,
    );
    expect(Object.entries(found)).toEqual([["constructor", "c"]]);
  });
});

let server: TestServer | undefined;
afterEach(async () => {
  await closeClients();
  await server?.close();
});

describe.each(transports)("through %s", (_name, transport) => {
  it("withResponse() has those of the status that came", async () => {
    server = await startServer((_request, response) => {
      response.writeHead(200, { "content-type": "application/json", "x-rate-limit": "60", "x-other": "1" }).end("{}");
    });
    const headers = { read: readHeaders, fields: { "X-Rate-Limit": { schema: () => z.number() }, "X-None": {} } };
    const responses = {
      200: { content: { "application/json": {} }, headers },
      201: { headers: { read: readHeaders, fields: { "X-Other": {} } } },
    };
    const response = await makeClient({ baseUrl: server.url, transport })
      .call(operation({ responses }), {})
      .withResponse();
    expect(response.headerValues).toEqual({ "X-Rate-Limit": 60 });
    expect(response.headers.get("x-other")).toBe("1");
  });

  it("is empty where none is declared", async () => {
    server = await startServer();
    const response = await makeClient({ baseUrl: server.url, transport }).call(operation(), {}).withResponse();
    expect(response.headerValues).toEqual({});
  });
});
