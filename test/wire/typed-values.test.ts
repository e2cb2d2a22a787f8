/** `types.dates: "date"` and `types.int64: "bigint"`: the SDK of typed-values.yaml against a real server. */
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { writeGenerated } from "./support/generate.js";

const wire = {
  id: "9223372036854775807",
  createdAt: '"2020-02-29T12:00:00.123456+02:00"',
  amount: "12345678901234567",
  big: "12345678901234567",
  day: '"2020-01-01"',
  status: '"open"',
  settledAt: "null",
  history: '[{"id":1,"createdAt":"1990-12-31T23:59:60Z","amount":-9007199254740993}]',
  marks:
    '{"name":"n","constructor":"2020-01-01T00:00:00Z","at-x":"2020-01-01T00:00:00Z","n-y":98765432109876543210,"other":{"kind":"a","at":"2020-01-01T00:00:00Z"}}',
  either: '{"kind":"b","n":99999999999999999}',
  times: '{"t":"2020-01-01T00:00:00Z"}',
  pair: '[77777777777777777,"2020-01-01T00:00:00Z"]',
  distinct: '["2020-01-01T00:00:00Z"]',
  extra: "55555555555555555",
};

function entryText(change: Partial<Record<keyof typeof wire, string>> = {}): string {
  const members = Object.entries({ ...wire, ...change });
  return `{${members.map(([name, text]) => `"${name}": ${text}`).join(", ")}}`;
}

const newYear = new Date("2020-01-01T00:00:00Z");
const entry = {
  id: 9223372036854775807n,
  createdAt: new Date("2020-02-29T10:00:00.123Z"),
  amount: 12345678901234567n,
  // No int64: a number, which rounds.
  big: 12345678901234568,
  day: "2020-01-01",
  status: "open",
  settledAt: null,
  history: [{ id: 1n, createdAt: new Date("1991-01-01T00:00:00Z"), amount: -9007199254740993n }],
  marks: {
    name: "n",
    constructor: newYear,
    "at-x": newYear,
    "n-y": 98765432109876543210n,
    other: { kind: "a", at: newYear },
  },
  either: { kind: "b", n: 99999999999999999n },
  times: { t: newYear },
  pair: [77777777777777777n, newYear],
  distinct: [newYear],
  extra: 55555555555555550,
};
/** Of the same instants and integers, as this SDK writes them. */
const sent =
  '{"id":9223372036854775807,"createdAt":"2020-02-29T10:00:00.123Z","amount":12345678901234567,"big":12345678901234568,' +
  '"day":"2020-01-01","status":"open","settledAt":null,"history":[{"id":1,"createdAt":"1991-01-01T00:00:00.000Z",' +
  '"amount":-9007199254740993}],"marks":{"name":"n","constructor":"2020-01-01T00:00:00.000Z","at-x":"2020-01-01T00:00:00.000Z",' +
  '"n-y":98765432109876543210,"other":{"kind":"a","at":"2020-01-01T00:00:00.000Z"}},"either":{"kind":"b","n":99999999999999999},' +
  '"times":{"t":"2020-01-01T00:00:00.000Z"},"pair":[77777777777777777,"2020-01-01T00:00:00.000Z"],' +
  '"distinct":["2020-01-01T00:00:00.000Z"],"extra":55555555555555550}';

interface Client {
  readonly entries: Record<"get" | "put", (params: object, options?: object) => Promise<typeof entry>>;
  close(): Promise<void>;
}
interface Sdk {
  readonly Ledger: new (options: object) => Client;
  readonly schemas: { readonly Entry: { parse(value: unknown): unknown; encode(value: unknown): unknown } };
  parseWebhook(name: string, body: string): unknown;
}

const answer = { status: 200, text: entryText() };
let request: { readonly url: string; readonly headers: IncomingHttpHeaders; readonly body: string } | undefined;
const drift: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] }[] = [];
const server = createServer(async (incoming, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  request = { url: incoming.url ?? "", headers: incoming.headers, body: Buffer.concat(chunks).toString() };
  response.writeHead(answer.status, { "content-type": "application/json" }).end(answer.text);
});
let sdk: Sdk;
let client: Client;

beforeAll(async () => {
  const variant = { transport: "undici", runtime: "bundled", types: { dates: "date", int64: "bigint" } } as const;
  const folder = await writeGenerated("typed-values", "test/wire/typed-values.yaml", variant);
  // The compiler can't know files that a test has just written.
  sdk = (await import(/* @vite-ignore */ resolve(folder, "index.ts"))) as Sdk;
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const onDrift = (event: (typeof drift)[number]) => void drift.push(event);
  client = new sdk.Ledger({ baseUrl, hooks: { onDrift } });
}, 60_000);
beforeEach(() => {
  Object.assign(answer, { status: 200, text: entryText() });
  drift.length = 0;
});
afterAll(async () => {
  await client.close();
  await new Promise((done) => server.close(done));
});

describe("a response", () => {
  test.each(["off", "warn", "lenient", "strict"])("arrives typed, with all digits, in mode %s", async (validate) => {
    expect(await client.entries.get({ id: 1n }, { validate })).toEqual(entry);
    expect(drift).toEqual([]);
  });

  test.each(["off", "warn", "lenient"])("that has grown arrives typed in mode %s", async (validate) => {
    answer.text = entryText({ status: '"paused"' });
    expect(await client.entries.get({ id: 1n }, { validate })).toEqual({ ...entry, status: "paused" });
    expect(drift.map(({ issues }) => issues.map(({ path }) => path))).toEqual(validate === "off" ? [] : [[["status"]]]);
  });

  test("has its variant told apart though it has grown itself", async () => {
    answer.text = entryText({ either: '{"kind":"a","at":"2020-01-01T00:00:00Z","level":"z"}' });
    const { either } = await client.entries.get({ id: 1n });
    expect(either).toEqual({ kind: "a", at: newYear, level: "z" });
  });

  test.each(["off", "warn"])("keeps what is no date in mode %s, and decodes the rest", async (validate) => {
    answer.text = entryText({ createdAt: '"yesterday"' });
    expect(await client.entries.get({ id: 1n }, { validate })).toEqual({ ...entry, createdAt: "yesterday" });
    expect(drift.length).toBe(validate === "off" ? 0 : 1);
  });

  test.each([
    ["createdAt", '"yesterday"', "Expected a date and time with an offset"],
    ["createdAt", '"2020-01-01T12:00:00"', "Expected a date and time with an offset"],
    ["createdAt", "5", "expected string"],
    ["id", "0", "expected bigint to be >=1"],
    ["id", "9223372036854775808", "expected bigint to be <=9223372036854775807"],
    ["amount", "1.5", "Expected an integer"],
    ["amount", '"1"', "expected number"],
  ] as const)("with %s %s is refused", async (name, text, message) => {
    answer.text = entryText({ [name]: text });
    await expect(client.entries.get({ id: 1n })).rejects.toMatchObject({
      name: "ResponseValidationError",
      issues: [{ path: [name], message: expect.stringContaining(message) }],
    });
  });

  test("that is an error has a typed body", async () => {
    Object.assign(answer, { status: 409, text: '{"at":"2020-01-01T00:00:00Z","n":9007199254740993}' });
    await expect(client.entries.get({ id: 1n })).rejects.toMatchObject({
      name: "ConflictProblem",
      body: { at: newYear, n: 9007199254740993n },
    });
  });
});

describe("a request", () => {
  test("has its values in path, query, header and cookie", async () => {
    const ids = [1n, -9007199254740995n];
    await client.entries.get({ id: 9007199254740993n, since: newYear, ids, "If-Modified": newYear, seen: newYear });
    expect(request?.url).toBe(
      "/entries/9007199254740993?since=2020-01-01T00%3A00%3A00.000Z&ids=1&ids=-9007199254740995",
    );
    expect(request?.headers["if-modified"]).toBe("2020-01-01T00:00:00.000Z");
    expect(request?.headers.cookie).toBe("seen=2020-01-01T00%3A00%3A00.000Z");
  });

  test.each(["off", "warn", "lenient", "strict"])("has its body encoded in mode %s", async (request_) => {
    await client.entries.put({ id: 1n, body: entry }, { validate: { request: request_ } });
    expect(request?.body).toBe(sent);
    expect(drift).toEqual([]);
  });

  test.each([
    ["a text for a date", { createdAt: "2020-01-01T00:00:00Z" }, ["body", "createdAt"], "expected date"],
    ["a bigint below its limit", { id: 0n }, ["body", "id"], "expected bigint to be >=1"],
    ["a number for a bigint", { amount: 5 }, ["body", "amount"], "expected bigint"],
    ["a text for a date of a pattern", { marks: { "at-x": "x" } }, ["body", "marks", "at-x"], "expected date"],
  ] as const)("with %s is refused before it is sent", async (_, change, path, message) => {
    request = undefined;
    const body = { ...entry, ...change };
    await expect(client.entries.put({ id: 1n, body }, { validate: "lenient" })).rejects.toMatchObject({
      name: "RequestValidationError",
      issues: [{ path, message: expect.stringContaining(message) }],
    });
    expect(request).toBeUndefined();
  });

  test("with an invalid Date is refused even where nothing is checked", async () => {
    const since = new Date(Number.NaN);
    await expect(client.entries.get({ id: 1n, since })).rejects.toThrow("An invalid Date can't be sent");
  });
});

test("a webhook's payload is typed", () => {
  expect(sdk.parseWebhook("posted", entryText())).toEqual(entry);
});

test("the schema is a codec: parse and encode are each other's inverse", () => {
  const plain = JSON.parse(
    entryText({ id: "1", amount: "2", either: "null", marks: "{}", history: "[]", pair: "[3, null]" }),
  );
  const value = { id: 1, createdAt: "2020-01-01T00:00:00.000Z", amount: 2 };
  const parsed = sdk.schemas.Entry.parse(value);
  expect(parsed).toEqual({ id: 1n, createdAt: newYear, amount: 2n });
  expect(sdk.schemas.Entry.encode(parsed)).toEqual(value);
  expect(() => sdk.schemas.Entry.parse(plain)).toThrow("either");
});
