import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { ApiClient } from "../../src/runtime/index.js";
import { undiciTransport } from "../../src/runtime/transport/undici.js";
import { makeCertificates } from "../runtime/support/certificates.js";
import { type Section, times } from "./report.js";

const calls = 100;

/** A hundred calls one after the other: on one session, and with a new client, so a new connection, for each. */
export async function benchSessions(): Promise<readonly Section[]> {
  const rows: string[][] = [];
  const { ca, server: pair } = makeCertificates();
  for (const scheme of ["http", "https"]) {
    const answer = (_request: unknown, response: { end(text: string): void }) => response.end("{}");
    const server = scheme === "http" ? createServer(answer) : createSecureServer(pair, answer);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const baseUrl = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const connect = () => {
      const api = { name: "Bench", version: "1", userAgent: "bench/1", servers: [], security: {} };
      return new ApiClient(api, { baseUrl, tls: { ca } }, undiciTransport);
    };
    const get = { id: "get", method: "GET", path: "/", responses: { 200: { content: { "application/json": {} } } } };
    const shared = connect();
    for (let round = 0; round < 20; round += 1) await shared.call(get, {});
    const kept = await time(async () => void (await shared.call(get, {})));
    await shared.close();
    const fresh = await time(async () => {
      const client = connect();
      await client.call(get, {});
      await client.close();
    });
    rows.push([scheme, `${kept} ms`, `${fresh} ms`, times(fresh, kept)]);
    await new Promise((resolve) => server.close(resolve));
  }
  return [
    {
      title: `${calls} calls, one after the other`,
      intro: "The server in the same process.",
      head: ["", "one session", "a new connection each", "to one session"],
      rows,
    },
  ];
}

async function time(act: () => Promise<void>): Promise<number> {
  const start = performance.now();
  for (let call = 0; call < calls; call += 1) await act();
  return Math.round(performance.now() - start);
}
