import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type ApiClient,
  type BinaryResponse,
  callLines,
  multipart,
  type RequestOptions,
} from "../../src/runtime/index.js";
import { operation } from "../runtime/support/client.js";

/** What is called, in all the ways that there are. */
type Caller = (client: ApiClient, options: RequestOptions) => Promise<unknown>;

const body = { content: { "application/json": {} } };
const simple =
  (descriptor: Parameters<typeof operation>[0]): Caller =>
  async (client, options) =>
    client.call(operation(descriptor), descriptor?.body === undefined ? {} : { body: {} }, options);

export const callers = {
  GET: simple({}),
  PUT: simple({ method: "PUT", body }),
  DELETE: simple({ method: "DELETE" }),
  POST: simple({ method: "POST", body }),
  "POST with a key": simple({ method: "POST", body, idempotency: { header: "Idempotency-Key" } }),
  stream: async (client, options) => {
    const responses = { 200: { content: { "application/jsonl": { kind: "lines" as const } } } };
    for await (const _ of callLines(client, operation({ responses }), {}, options)) void _;
  },
  download: async (client, options) => {
    const responses = { 200: { content: { "application/octet-stream": {} } } };
    // What an operation gives whose answer is neither JSON nor text.
    const file = (await client.call(operation({ responses }), {}, options)) as BinaryResponse;
    await file.saveTo(join(tmpdir(), `sdkwright-fault-${randomUUID()}`), { maxResumes: 1 });
  },
  upload: async (client, options) => {
    const content = { "multipart/form-data": { serialize: multipart } };
    const upload = operation({ method: "POST", body: { content } });
    await client.call(upload, { body: { file: new Blob(["x".repeat(100_000)]) } }, options);
  },
} satisfies Readonly<Record<string, Caller>>;

export type Kind = keyof typeof callers;
// The keys of a record are its names.
export const kinds = Object.keys(callers) as readonly Kind[];
