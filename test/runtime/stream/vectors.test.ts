import { existsSync, readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { callEvents, callLines, type ServerSentEvent } from "../../../src/runtime/index.js";
import { closeClients, makeClient, operation } from "../support/client.js";
import { startServer, type TestServer } from "../support/server.js";

/** The published vectors, over a real socket, chunk by chunk. */
const folder = new URL("../../../../shared/suites/vectors/", import.meta.url);

interface Case {
  readonly id: string;
  readonly source: string;
  readonly type?: string;
  readonly chunks: readonly string[] | null;
  readonly byteChunks?: readonly (readonly number[])[];
}

interface EventCase extends Case {
  readonly events: readonly { readonly data: string; readonly event?: string; readonly id?: string }[];
  readonly retry?: number;
}

interface LineCase extends Case {
  readonly values: readonly unknown[];
  readonly error?: string;
  readonly atLine?: number;
}

function read<Found>(file: string): readonly Found[] {
  const url = new URL(file, folder);
  return existsSync(url) ? JSON.parse(readFileSync(url, "utf8")).cases : [];
}

let server: TestServer | undefined;
afterEach(async () => {
  await closeClients();
  await server?.close();
});

async function serve({ chunks, byteChunks }: Case, contentType: string): Promise<string> {
  const pieces = byteChunks?.map((bytes) => Buffer.from(bytes)) ?? (chunks ?? []).map((text) => Buffer.from(text));
  server = await startServer(async (_request, response) => {
    response.writeHead(200, { "content-type": contentType });
    for (const piece of pieces) {
      response.write(piece);
      await new Promise((resolve) => setImmediate(resolve));
    }
    response.end();
  });
  return server.url;
}

const events = read<EventCase>("sse.json");
const lines = read<LineCase>("ndjson.json");

describe.skipIf(events.length === 0)("the vectors of server-sent events (../shared/suites/vectors/sse.json)", () => {
  it.each(events.map((entry) => [entry.id, entry.source, entry] as const))("%s: %s", async (_id, _source, entry) => {
    const text = operation({
      responses: { 200: { content: { "text/event-stream": { kind: "events", format: "text" } } } },
    });
    const client = makeClient({ baseUrl: await serve(entry, "text/event-stream") });
    const seen: ServerSentEvent<string>[] = [];
    for await (const event of callEvents<ServerSentEvent<string>>(client, text, {})) seen.push(event);
    const wanted = entry.events.map(({ data, event = "message", id }) => ({ event, data, id }));
    expect(seen.map(({ event, data, id }) => ({ event, data, id }))).toEqual(wanted);
  });
});

describe.skipIf(lines.length === 0)("the vectors of JSON Lines (../shared/suites/vectors/ndjson.json)", () => {
  it.each(lines.map((entry) => [entry.id, entry.source, entry] as const))("%s: %s", async (_id, _source, entry) => {
    const type = entry.type ?? "application/jsonl";
    const log = operation({ responses: { 200: { content: { [type]: { kind: "lines" } } } } });
    const client = makeClient({ baseUrl: await serve(entry, type) });
    const seen: unknown[] = [];
    const walk = async (): Promise<void> => {
      for await (const value of callLines<unknown>(client, log, {})) seen.push(value);
    };
    const failure = await walk().catch((error: unknown) => error);
    expect(seen).toEqual(entry.values);
    if (entry.error === undefined) expect(failure).toBeUndefined();
    else expect(failure).toMatchObject({ name: "ResponseParseError", line: entry.atLine });
  });
});
