import { inspect } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { ApiError, type ApiErrorInit, callEvents, callLines, SdkError } from "../../src/runtime/index.js";
import { collectUntilFailure } from "./stream/support.js";
import { closeClients, makeClient, operation, transports } from "./support/client.js";
import { answer, startServer, type TestServer } from "./support/server.js";

let server: TestServer | undefined;
afterEach(async () => {
  await closeClients();
  await server?.close();
  server = undefined;
});

const nested: z.ZodType = z.union([z.array(z.lazy(() => nested)), z.looseObject({ a: z.lazy(() => nested) })]);
const recursive = () => nested;
const deep = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
const deepObject = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

class NestedProblem extends ApiError {
  constructor(init: ApiErrorInit) {
    super(init);
  }
}

/** What a program does with an error: none of it may throw. */
function printed(error: unknown): string {
  return [String(error), JSON.stringify(error), inspect(error), inspect(error, { depth: 20 })].join("\n");
}

describe.each(transports)("JSON that nests deeper than the stack, through %s,", (_name, transport) => {
  const security = { key: { type: "apiKey", in: "header", name: "X-Api-Key", env: "NONE_KEY" } } as const;

  async function clientOf(body: string, type: string, status = 200, options: object = {}) {
    server = await startServer(answer(body, { "content-type": type }, status));
    return makeClient({ baseUrl: server.url, transport, ...options }, { security });
  }

  it.each([
    ["30,000 lists", deep(30_000)],
    ["10,000 objects", deepObject(10_000)],
    ["100,000 lists, of which the beginning is read", deep(100_000)],
  ])("in the body of an error (%s) does not hide the status, and the error can be printed", async (_what, body) => {
    for (const auth of [undefined, { key: "s3cret-key" }]) {
      const client = await clientOf(body, "application/json", 422, { auth });
      const responses = {
        422: { content: { "application/json": { schema: recursive } }, error: () => NestedProblem as never },
      };
      const error = await client.call(operation({ responses, security: [{}, { key: [] }] }), {}).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(ApiError);
      expect(error).toMatchObject({ status: 422, operationId: "getPet" });
      expect(printed(error).length).toBeLessThan(500_000);
      await server?.close();
    }
  });

  it.each([
    ["without a schema", {}, false],
    ["with one that holds itself", { itemSchema: recursive }, true],
  ])("in a line %s", async (_what, media, isRefused) => {
    const client = await clientOf(`[]\n${deep(100_000)}\n[]\n`, "application/jsonl");
    const log = operation({ responses: { 200: { content: { "application/jsonl": { kind: "lines", ...media } } } } });
    const { items, error } = await collectUntilFailure(callLines<unknown>(client, log, {}));
    expect(items).toHaveLength(isRefused ? 1 : 3);
    if (isRefused) expect(error).toMatchObject({ name: "ResponseParseError", line: 2, operationId: "getPet" });
    expect(printed(error).length).toBeLessThan(500_000);
    const reported: unknown[] = [];
    const onMalformed = (problem: Error) => void reported.push(problem);
    const rest = await collectUntilFailure(callLines<unknown>(client, log, {}, { onMalformed }));
    expect(rest.error).toBeUndefined();
    expect(rest.items.length + reported.length).toBe(3);
  });

  it.each(["message", "error"])("in an event called %s", async (name) => {
    const client = await clientOf(`data: []\n\nevent: ${name}\ndata: ${deep(100_000)}\n\n`, "text/event-stream");
    for (const media of [{}, { itemSchema: recursive }]) {
      const content = { "text/event-stream": { kind: "events" as const, ...media } };
      const stream = callEvents<unknown>(client, operation({ responses: { 200: { content } } }), {});
      const { items, error } = await collectUntilFailure(stream);
      expect(items.length).toBe(error === undefined ? 2 : 1);
      if (error !== undefined) expect(error).toBeInstanceOf(SdkError);
      expect(printed(error).length).toBeLessThan(500_000);
    }
  });

  it("in a value that is not what the document says: the error can be printed", async () => {
    const client = await clientOf(`{"a":${deep(100_000)}}`, "application/json", 200, { auth: { key: "s3cret-key" } });
    const schema = () => z.object({ a: z.array(z.number()) });
    const content = { "application/json": { schema } };
    const get = operation({ responses: { 200: { content } }, security: [{ key: [] }] });
    const error = await client.call(get, {}).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "ResponseValidationError", operationId: "getPet" });
    expect(printed(error).length).toBeLessThan(500_000);
  });
});
