import { resolve } from "node:path";
import { setImmediate as soon } from "node:timers/promises";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ServerSentEvent, StreamOptions, StreamPromise } from "../../src/runtime/index.js";
import { type Handler, startServer, type TestServer } from "../runtime/support/server.js";
import { writeGenerated } from "./support/generate.js";

type Follow<Item> = (client: object, options?: StreamOptions) => StreamPromise<Item>;

interface SequencesSdk {
  followReadings: Follow<unknown>;
  followJob: Follow<ServerSentEvent>;
  createClient(options: object): { close(): Promise<void> };
}

const rs = "\u001e";
const first = '{"at":"one",\n "value":1}';

describe.each(["undici", "fetch"] as const)("sequences of a generated SDK through %s", (transport) => {
  let sdk: SequencesSdk;
  let server: TestServer | undefined;
  let client: { close(): Promise<void> } | undefined;

  beforeAll(async () => {
    const variant = { transport, runtime: "bundled" } as const;
    const folder = await writeGenerated(`sequences-${transport}`, "test/wire/sequences.yaml", variant);
    const load = (path: string): Promise<object> => import(/* @vite-ignore */ resolve(folder, path));
    // The compiler can't know files that a test has just written.
    sdk = { ...(await load("operations/sequences.ts")), ...(await load("client.ts")) } as SequencesSdk;
  }, 120_000);
  afterEach(async () => {
    await client?.close();
    await server?.close();
  });

  async function serve(handler: Handler): Promise<object> {
    server = await startServer(handler);
    client = sdk.createClient({ baseUrl: server.url, retry: false });
    return client;
  }

  /** Each piece in a chunk of its own. */
  const inPieces =
    (pieces: Iterable<string | Uint8Array>, type = "application/json-seq"): Handler =>
    async (_request, response) => {
      response.writeHead(200, { "content-type": type });
      for (const piece of pieces) {
        response.write(piece);
        await soon();
      }
      response.end();
    };

  async function read(follow: AsyncIterable<unknown>) {
    const items: unknown[] = [];
    try {
      for await (const item of follow) items.push(item);
    } catch (error) {
      return { items, error };
    }
    return { items, error: undefined };
  }

  const textOf = (...records: readonly string[]) => records.map((record) => `${rs}${record}\n`).join("");

  test.each([
    ["as a whole", (text: string) => [text]],
    ["byte by byte", (text: string) => Array.from(Buffer.from(text), (byte) => Uint8Array.of(byte))],
  ])("records that come %s: line breaks within them, empty ones, letters of several bytes", async (_how, cut) => {
    const text = `${rs}${textOf(first, '{"at":"zw\u00f6lf \u{1F4DD}","value":12}')}`;
    const items = [
      { at: "one", value: 1 },
      { at: "zw\u00f6lf \u{1F4DD}", value: 12 },
    ];
    expect(await read(sdk.followReadings(await serve(inPieces(cut(text)))))).toEqual({ items, error: undefined });
    expect(server?.last().headers["accept"]).toBe("application/json-seq");
  });

  test("a record is given when it is whole, not when the next one begins", async () => {
    let send: (text: string) => void = () => undefined;
    const stream = sdk.followReadings(
      await serve((_request, response) => {
        response.writeHead(200, { "content-type": "application/json-seq" });
        response.flushHeaders();
        send = (text) => void response.write(text);
      }),
    );
    const iterator = (await stream)[Symbol.asyncIterator]();
    send(textOf(first));
    expect((await iterator.next()).value).toEqual({ at: "one", value: 1 });
    await iterator.return(undefined);
  });

  test("a malformed record is an error with its number, or left out and reported", async () => {
    // The second was cut off by the server, which began anew (RFC 7464, 2.3); the third is not what the document says.
    const text = textOf(first, '{"at":"two","val', '{"at":"three"}', '{"at":"four","value":4}');
    const { items, error } = await read(sdk.followReadings(await serve(inPieces([text]))));
    expect(items).toEqual([{ at: "one", value: 1 }]);
    expect(error).toMatchObject({ name: "ResponseParseError", line: 2, operationId: "followReadings" });
    expect(String(error)).toContain("Record 2");
    await server?.close();
    const reported: unknown[] = [];
    const options = { onMalformed: (problem: Error) => void reported.push(problem) };
    const rest = await read(sdk.followReadings(await serve(inPieces([text])), options));
    expect(rest.items).toEqual([
      { at: "one", value: 1 },
      { at: "four", value: 4 },
    ]);
    expect(reported).toMatchObject([
      { name: "ResponseParseError", line: 2 },
      { name: "ResponseValidationError", line: 3 },
    ]);
  });

  test("a record without an end has a limit, and its parts are not parsed again and again", async () => {
    // Every piece ends as a record may end: each could be tried, and would be 20 GB of text.
    const pieces = (function* endless() {
      yield `${rs}[`;
      for (let count = 0; count < 4_000; count += 1) yield `${"1,".repeat(1_300)}\n`;
    })();
    const options = { maxItemLength: 10_000_000 };
    const began = performance.now();
    const { items, error } = await read(sdk.followReadings(await serve(inPieces(pieces)), options));
    expect(items).toEqual([]);
    expect(error).toMatchObject({ name: "StreamError", reason: "too-long", line: 1 });
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test("events by their names: data as the document says of each", async () => {
    const text =
      'event: reading\ndata: {"at":"one","value":1}\n\nevent: note\ndata: {"not":"parsed"}\n\nevent: reading\ndata: {"at":1}\n\n';
    const { items, error } = await read(sdk.followJob(await serve(inPieces([text], "text/event-stream"))));
    expect(items).toMatchObject([
      { event: "reading", data: { at: "one", value: 1 } },
      { event: "note", data: '{"not":"parsed"}' },
    ]);
    expect(error).toMatchObject({ name: "ResponseValidationError", operationId: "followJob", line: 9 });
  });
});
