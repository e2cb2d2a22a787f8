import { afterAll, describe, expect, it } from "vitest";
import type { Kind } from "../faults/callers.js";
import { runFault, shownRow, tableHead } from "../faults/run-faults.js";
import { wrongRows } from "../faults/verdict.js";
import { faults } from "./support/fault-server.js";

/** Class (and phase), and how many attempts were made: by GET, PUT and DELETE, by POST and uploads, by POST with a key, by streams, by downloads. */
type Row = readonly [
  fault: string,
  outcome: string,
  get: number,
  post: number,
  keyed: number,
  stream: number,
  download: number,
];

const table: readonly Row[] = [
  ["refused connection", "ConnectionError", 3, 3, 3, 3, 3],
  ["silence while connecting", "TimeoutError connect", 3, 3, 3, 3, 3],
  ["a name that nobody knows", "ConnectionError", 3, 3, 3, 3, 3],
  ["reset before the headers", "ConnectionError", 3, 1, 3, 3, 3],
  ["reset within the headers", "ConnectionError", 3, 1, 3, 3, 3],
  ["reset within the body", "ConnectionError", 3, 1, 3, 1, 1],
  ["body shorter than its length", "ConnectionError", 3, 1, 3, 1, 1],
  ["truncated gzip", "ConnectionError", 1, 1, 1, 1, 1],
  ["half-close without an answer", "ConnectionError", 3, 1, 3, 3, 3],
  ["half-close within the body", "ConnectionError", 3, 1, 3, 1, 1],
  ["invalid UTF-8", "ResponseParseError", 1, 1, 1, 1, 1],
  ["invalid JSON", "ResponseParseError", 1, 1, 1, 1, 1],
  ["huge headers", "ConnectionError", 1, 1, 1, 1, 1],
  ["ten thousand headers", "ConnectionError", 1, 1, 1, 1, 1],
  ["a storm of 1xx", "TimeoutError headers", 3, 1, 3, 3, 3],
  ["two lengths", "ConnectionError", 1, 1, 1, 1, 1],
  ["an endless chunk size", "ConnectionError", 1, 1, 1, 1, 1],
  ["garbage for gzip", "ConnectionError", 1, 1, 1, 1, 1],
  ["silence instead of headers", "TimeoutError headers", 3, 1, 3, 3, 3],
  ["silence within the body", "TimeoutError body", 1, 1, 1, 1, 1],
  ["a trickle", "TimeoutError total", 1, 1, 1, 1, 1],
  ["no HTTP", "ConnectionError", 1, 1, 1, 1, 1],
  ["429 each time", "RateLimitError", 3, 3, 3, 3, 3],
  ["429 without a time", "RateLimitError", 3, 3, 3, 3, 3],
  ["503 each time", "ServerError", 3, 1, 3, 3, 3],
  ["503 with Retry-After each time", "ServerError", 3, 3, 3, 3, 3],
  ["500 each time", "ServerError", 3, 1, 3, 3, 3],
  ["503 with a Retry-After of a day", "ServerError", 1, 1, 1, 1, 1],
  ["429 from a clock that is an hour late", "RateLimitError", 3, 3, 3, 3, 3],
  ["redirects in a circle", "ApiError", 2, 2, 2, 2, 2],
  ["redirects without end", "ApiError", 6, 6, 6, 6, 6],
];

/** Bytes are bytes to a download. */
const harmlessToDownloads = ["invalid UTF-8", "invalid JSON"];

const lines: string[] = [];

// `npm run faults` prints it without a test around.
describe("what becomes of a fault", () => {
  it("is said of every fault", () => {
    expect(table.map(([fault]) => fault).sort()).toEqual(Object.keys(faults).sort());
  });

  it.each(table)("%s: %s", async (fault, outcome, get, post, keyed, stream, download) => {
    const rows = await runFault(fault);
    lines.push(...rows.map(shownRow));
    const attempts: Readonly<Record<Kind, number>> = {
      GET: get,
      PUT: get,
      DELETE: get,
      POST: post,
      upload: post,
      "POST with a key": keyed,
      stream,
      download,
    };
    const expected = rows.map(({ kind }) => {
      const isHarmless = kind === "download" && harmlessToDownloads.includes(fault);
      return [kind, isHarmless ? "ok" : outcome, attempts[kind]];
    });
    expect(rows.map((row) => [row.kind, row.outcome, row.attempts])).toEqual(expected);
    expect(wrongRows(rows)).toEqual([]);
  });

  afterAll(() => {
    process.stdout.write(`${[tableHead, ...lines].join("\n")}\n`);
  });
});
