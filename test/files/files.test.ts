import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import type { Row } from "./measure.js";

// `npm run files` in its small form: the client in a process of its own, so that what it holds is its own.
let rows: readonly Row[] = [];

beforeAll(async () => {
  const args = ["test/support/run-ts.mjs", "test/files/main.ts", "--small", "--json"];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  rows = JSON.parse(stdout);
}, 180_000);

describe("large files over a socket", () => {
  test("arrive whole, in one request or, where the connection is cut, in as many as it takes", () => {
    expect(rows.map(({ what, requests, isRight }) => ({ what, requests, isRight }))).toEqual([
      { what: "download of 192 MB", requests: 1, isRight: true },
      { what: "download of 32 MB, cut every 40 %", requests: 3, isRight: true },
      { what: "multipart upload of 128 MB", requests: 1, isRight: true },
    ]);
  });

  test("are never in memory as a whole", () => {
    // What is new on the heap until it is next collected stays far below either.
    const grown = rows.map(({ startMb, peakMb }) => peakMb - startMb);
    expect(Math.max(...grown)).toBeLessThan(100);
  });
});
