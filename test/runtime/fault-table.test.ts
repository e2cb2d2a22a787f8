import { afterAll, describe, expect, it } from "vitest";
import { SdkError, TimeoutError } from "../../src/runtime/index.js";
import { closeClients, makeClient, operation } from "./support/client.js";
import { faults } from "./support/fault-server.js";

const body = { content: { "application/json": {} } };
const callers = {
  GET: operation(),
  PUT: operation({ method: "PUT", body }),
  POST: operation({ method: "POST", body }),
  "POST with a key": operation({ method: "POST", body, idempotency: { header: "Idempotency-Key" } }),
} as const;

/** Class (and phase), and how many attempts were made: by GET and PUT, by POST, by POST with a key. */
type Row = readonly [fault: string, error: string, get: number, post: number, keyed: number];

const table: readonly Row[] = [
  ["refused connection", "ConnectionError", 3, 3, 3],
  ["silence while connecting", "TimeoutError connect", 3, 3, 3],
  ["reset before the headers", "ConnectionError", 3, 1, 3],
  ["reset within the headers", "ConnectionError", 3, 1, 3],
  ["reset within the body", "ConnectionError", 3, 1, 3],
  ["body shorter than its length", "ConnectionError", 3, 1, 3],
  ["truncated gzip", "ConnectionError", 1, 1, 1],
  ["silence instead of headers", "TimeoutError headers", 3, 1, 3],
  ["silence within the body", "TimeoutError body", 1, 1, 1],
  ["a trickle", "TimeoutError total", 1, 1, 1],
  ["no HTTP", "ConnectionError", 1, 1, 1],
  ["429 each time", "RateLimitError", 3, 3, 3],
  ["429 without a time", "RateLimitError", 3, 3, 3],
  ["503 each time", "ServerError", 3, 1, 3],
  ["503 with Retry-After each time", "ServerError", 3, 3, 3],
  ["500 each time", "ServerError", 3, 1, 3],
];

const lines: string[] = [];

describe("what becomes of a fault", () => {
  it("is said of every fault", () => {
    expect(table.map(([fault]) => fault).sort()).toEqual(Object.keys(faults).sort());
  });

  it.each(table)("%s: %s", async (fault, wanted, get, post, keyed) => {
    const start = faults[fault];
    if (start === undefined) throw new Error(`there is no fault "${fault}"`);
    const server = await start();
    const timeout = { connect: 100, headers: 150, body: 150, total: fault === "a trickle" ? 400 : 20_000 };
    const client = makeClient({ baseUrl: server.url, timeout, retry: { baseDelay: 1 } });
    const attempts: Record<string, number> = {};
    for (const [name, descriptor] of Object.entries(callers)) {
      const begun = performance.now();
      const error = await client.call(descriptor, { body: {} }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(SdkError);
      if (!(error instanceof SdkError)) continue;
      const phase = error instanceof TimeoutError ? ` ${error.phase}` : "";
      expect(error.name + phase).toBe(wanted);
      attempts[name] = error.attempts.length;
      const elapsed = (performance.now() - begun).toFixed(0);
      lines.push(
        `${fault.padEnd(31)} ${name.padEnd(16)} ${wanted.padEnd(21)} ${attempts[name]} ${elapsed.padStart(6)} ms`,
      );
    }
    expect(attempts).toEqual({ GET: get, PUT: get, POST: post, "POST with a key": keyed });
    await closeClients();
    await server.close();
  });

  afterAll(() => {
    process.stdout.write(
      `${["fault                           method           error                 attempts, time", ...lines].join("\n")}\n`,
    );
  });
});
