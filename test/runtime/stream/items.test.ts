import { afterEach, describe, expect, it } from "vitest";
import * as z from "zod";
import {
  type DriftEvent,
  ResponseParseError,
  ResponseValidationError,
  StreamError,
} from "../../../src/runtime/index.js";
import { EventParser } from "../../../src/runtime/stream/event-parser.js";
import { LineSplitter } from "../../../src/runtime/stream/line-splitter.js";
import { RecordSplitter } from "../../../src/runtime/stream/record-splitter.js";
import { closeClients, makeClient } from "../support/client.js";
import { answer, startServer, type TestServer } from "../support/server.js";
import { collect, collectUntilFailure, events, lines } from "./support.js";

let server: TestServer | undefined;
afterEach(async () => {
  await closeClients();
  await server?.close();
});

async function serve(text: string, type = "text/event-stream") {
  server = await startServer(answer(text, { "content-type": type }));
  return makeClient({ baseUrl: server.url });
}

/** Every way to cut a text in two, and one character at a time: what comes out is the same. */
function cuts(text: string): readonly (readonly string[])[] {
  return [...Array.from(text, (_, index) => [text.slice(0, index), text.slice(index)]), [...text]];
}

describe("however the text is cut, the same comes out", () => {
  it.each([
    ["LF", "id: 1\nevent: a\ndata: x\ndata: y\n\n: c\ndata\n\nretry: 7\nid: 2\n\ndata: z\n\n"],
    [
      "CRLF",
      "id: 1\r\nevent: a\r\ndata: x\r\ndata: y\r\n\r\n: c\r\ndata\r\n\r\nretry: 7\r\nid: 2\r\n\r\ndata: z\r\n\r\n",
    ],
    ["CR", "id: 1\revent: a\rdata: x\rdata: y\r\r: c\rdata\r\rretry: 7\rid: 2\r\rdata: z\r\r"],
    ["mixed", "id: 1\revent: a\r\ndata: x\ndata: y\r\n\r: c\ndata\r\rretry: 7\rid: 2\n\ndata: z\n\r\n"],
  ])("events with %s", (_name, text) => {
    for (const pieces of cuts(text)) {
      const parser = new EventParser(1000, "");
      const seen: unknown[] = [];
      for (const piece of pieces) {
        parser.feed(piece);
        for (let event = parser.next(); event !== undefined; event = parser.next()) {
          seen.push([event.event, event.data, event.id, parser.lastEventId]);
        }
      }
      expect(seen, JSON.stringify(pieces)).toEqual([
        ["a", "x\ny", "1", "1"],
        ["message", "", undefined, "1"],
        ["message", "z", undefined, "2"],
      ]);
      expect(parser.retry).toBe(7);
    }
  });

  it("lines", () => {
    for (const pieces of cuts('{"a":1}\r\n\n  \n[2]\n"\u2028"\n3')) {
      expect(split(new LineSplitter(1000), pieces).map((text) => JSON.parse(text))).toEqual([
        { a: 1 },
        [2],
        "\u2028",
        3,
      ]);
    }
  });

  it("records", () => {
    for (const pieces of cuts('\u001e{"a":\n1}\n\u001e\u001e[2]\n\u001e12\u001e7\n\u001etrue')) {
      expect(split(new RecordSplitter(1000), pieces).map((text) => JSON.parse(text))).toEqual([{ a: 1 }, [2], 7]);
    }
  });
});

function split(splitter: LineSplitter | RecordSplitter, pieces: readonly string[]): readonly string[] {
  const seen: string[] = [];
  for (const piece of pieces) {
    splitter.feed(piece);
    for (let text = splitter.next(); text !== undefined; text = splitter.next()) seen.push(text);
  }
  const last = splitter.end();
  return last === undefined ? seen : [...seen, last];
}

const amount = () => z.object({ amount: z.number() });

describe("lines", () => {
  it("that are no JSON are an error that names the line", async () => {
    const client = await serve('{"amount":1}\n\noops\n{"amount":2}\n', "application/jsonl");
    const { items, error } = await collectUntilFailure(lines(client));
    expect(items).toEqual([{ amount: 1 }]);
    expect(error).toBeInstanceOf(ResponseParseError);
    expect(error).toMatchObject({ line: 3, excerpt: "oops", operationId: "readLog", status: 200 });
    expect(String(error)).toContain("Line 3 of the stream is no JSON: oops");
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ line: 3 });
  });

  it("of the wrong shape are one, too", async () => {
    const client = await serve('{"amount":1}\n{"amount":"x"}\n', "application/jsonl");
    const { error } = await collectUntilFailure(lines(client, { itemSchema: amount }));
    expect(error).toBeInstanceOf(ResponseValidationError);
    expect(error).toMatchObject({ line: 2, body: { amount: "x" }, issues: [{ path: ["amount"] }] });
  });

  it("are left out and reported where the call asks for it", async () => {
    const client = await serve('{"amount":1}\noops\n{"amount":"x"}\n{"amount":2}', "application/jsonl");
    const problems: unknown[] = [];
    const onMalformed = (problem: Error): unknown => problems.push(problem);
    expect(await collect(lines(client, { itemSchema: amount }, { onMalformed }))).toEqual([
      { amount: 1 },
      { amount: 2 },
    ]);
    expect(problems).toMatchObject([
      { name: "ResponseParseError", line: 2, operationId: "readLog" },
      { name: "ResponseValidationError", line: 3 },
    ]);
  });

  it.each([
    ["off", undefined],
    ["warn", undefined],
    ["lenient", "ResponseValidationError"],
    ["strict", "ResponseValidationError"],
  ] as const)("are looked at as the mode says: %s", async (validate, wanted) => {
    const client = await serve('{"amount":"x"}\n', "application/jsonl");
    const { error } = await collectUntilFailure(lines(client, { itemSchema: amount }, { validate }));
    expect(error instanceof Error ? error.name : undefined).toBe(wanted);
  });

  it("have a limit", async () => {
    const client = await serve(`"short"\n"${"x".repeat(100)}"\n`, "application/jsonl");
    const { items, error } = await collectUntilFailure(lines(client, {}, { maxItemLength: 50 }));
    expect(items).toEqual(["short"]);
    expect(error).toBeInstanceOf(StreamError);
    expect(error).toMatchObject({ reason: "too-long", line: 2, kind: "stream" });
  });

  it("that never end do not fill the memory", async () => {
    server = await startServer((_request, response) => {
      response.writeHead(200, { "content-type": "application/jsonl" });
      const more = (): void => {
        while (!response.destroyed && response.write("x".repeat(65_536)));
        if (!response.destroyed) response.once("drain", more);
      };
      more();
    });
    const { error } = await collectUntilFailure(lines(makeClient({ baseUrl: server.url }), {}, { maxItemLength: 1e6 }));
    expect(error).toMatchObject({ name: "StreamError", reason: "too-long" });
  });

  it.each([["text/html", "lines"]])("a page is none (%s)", async (type) => {
    const client = await serve("<html>Log in</html>", type);
    await expect(lines(client)).rejects.toMatchObject({ name: "ResponseParseError", contentType: type });
  });
});

describe("events", () => {
  it("have name, parsed data, id and retry", async () => {
    const client = await serve('event: a\nid: 1\nretry: 9\ndata: {"x":\ndata: 1}\n\ndata: 2\n\n');
    expect(await collect(events(client))).toEqual([
      { event: "a", data: { x: 1 }, id: "1", retry: 9 },
      { event: "message", data: 2, id: undefined, retry: undefined },
    ]);
  });

  it("are typed by their names; an unknown one is drift, or an error in strict mode", async () => {
    const media = { events: { price: { itemSchema: amount }, note: { format: "text" as const } }, onlyNamed: true };
    const text = 'event: price\ndata: {"amount":1}\n\nevent: note\ndata: 12\n\nevent: new\ndata: {"y":1}\n\n';
    const drift: DriftEvent[] = [];
    const hooks = { onDrift: (event: DriftEvent): unknown => drift.push(event) };
    const client = await serve(text);
    const seen = await collect(events(client, media, { hooks: { onDrift: (event) => void hooks.onDrift(event) } }));
    expect(seen.map(({ event, data }) => [event, data])).toEqual([
      ["price", { amount: 1 }],
      ["note", "12"],
      ["new", { y: 1 }],
    ]);
    expect(drift).toMatchObject([{ issues: [{ message: 'Unknown event "new"' }] }]);
    const { error } = await collectUntilFailure(events(client, media, { validate: "strict" }));
    expect(error).toBeInstanceOf(ResponseValidationError);
  });

  it.each([
    ["[DONE] by default", {}, "data: 1\n\ndata: [DONE]\n\ndata: 2\n\n", [1]],
    ["another one", { sentinel: "END" }, "data: 1\n\ndata: END\n\ndata: 2\n\n", [1]],
    ["none of its own for text", { format: "text" }, "data: [DONE]\n\ndata: x\n\n", ["[DONE]", "x"]],
    ["one that is declared for text", { format: "text", sentinel: "x" }, "data: y\n\ndata: x\n\ndata: z\n\n", ["y"]],
    ["JSON or text", { format: "either" }, "data: {}\n\ndata: x\n\n", [{}, "x"]],
  ] as const)("end and data: %s", async (_name, media, text, wanted) => {
    expect((await collect(events(await serve(text), media))).map(({ data }) => data)).toEqual(wanted);
  });

  it("that are no JSON are an error with the line of their end, or are left out and reported", async () => {
    const text = "data: 1\n\n: a comment\ndata: {oops\n\ndata: 3\n\n";
    const { items, error } = await collectUntilFailure(events(await serve(text)));
    expect(items).toHaveLength(1);
    expect(error).toMatchObject({ name: "ResponseParseError", line: 5, operationId: "follow", excerpt: "{oops" });
    const problems: unknown[] = [];
    const onMalformed = (problem: Error): unknown => problems.push(problem);
    const rest = await collect(events(await serve(text), {}, { onMalformed }));
    expect(rest.map(({ data }) => data)).toEqual([1, 3]);
    expect(problems).toMatchObject([{ name: "ResponseParseError", line: 5 }]);
  });

  it("called `error` that the document does not know are a StreamError with the server's words", async () => {
    const text = 'data: {"amount":1}\n\nevent: error\ndata: {"error":{"message":"overloaded"}}\n\n';
    const { items, error } = await collectUntilFailure(events(await serve(text), { itemSchema: amount }));
    expect(items).toHaveLength(1);
    expect(error).toBeInstanceOf(StreamError);
    expect(error).toMatchObject({
      reason: "error-event",
      body: { error: { message: "overloaded" } },
      operationId: "follow",
    });
    expect(String(error)).toContain("overloaded");
  });

  it("called `error` that the document knows are events", async () => {
    const text = 'event: error\ndata: {"amount":1}\n\n';
    expect(await collect(events(await serve(text), { itemSchema: amount }))).toHaveLength(1);
    const media = { events: { error: { itemSchema: amount } }, onlyNamed: true };
    expect(await collect(events(await serve(text), media))).toMatchObject([{ event: "error", data: { amount: 1 } }]);
  });

  it("an error within the data is data, as OpenAI has it", async () => {
    const client = await serve('data: {"error":{"message":"no"}}\n\n');
    expect(await collect(events(client))).toMatchObject([{ data: { error: { message: "no" } } }]);
  });

  it.each(["application/json", "text/html"])("%s is no stream of events", async (type) => {
    await expect(events(await serve("{}", type))).rejects.toThrow(`answered with ${type}`);
  });

  it("an error status is its ApiError, before any item", async () => {
    server = await startServer(answer('{"message":"no"}', { "content-type": "application/json" }, 404));
    const promise = events(makeClient({ baseUrl: server.url }));
    await expect(promise).rejects.toMatchObject({ name: "NotFoundError", status: 404 });
  });

  it("204 is a stream without events", async () => {
    server = await startServer(answer("", {}, 204));
    expect(await collect(events(makeClient({ baseUrl: server.url })))).toEqual([]);
  });

  it("safe() gives the stream, raw() the bytes", async () => {
    const client = await serve("data: 1\n\n");
    const result = await events(client).safe();
    if (!result.ok) throw result.error;
    expect(await collect(result.data)).toHaveLength(1);
    expect(await (await events(client).raw()).text()).toBe("data: 1\n\n");
  });
});
