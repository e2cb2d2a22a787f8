import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MemoryTokenStore, type TokenSet, type TokenStore } from "../../../src/runtime/oauth2.js";
import {
  closeTokenClients,
  failureOf,
  secured,
  startTokenServer,
  type TokenServer,
  tokenClient,
} from "./support/token-server.js";

const run = promisify(execFile);
const root = new URL("../../../", import.meta.url).pathname;

let server: TokenServer;
beforeEach(async () => {
  server = await startTokenServer();
});
afterEach(async () => {
  await closeTokenClients();
  await server.close();
});

const grant = { clientId: "id", clientSecret: "s3cret" };

describe("two processes with one store", () => {
  test("never use a refresh token twice, though it is replaced each time", { timeout: 120_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), "sdkwright-tokens-"));
    const used: string[] = [];
    // Each token lives a second: it is renewed in the background and waited for, in both processes.
    const issue = (count: number) => ({
      access_token: `a${count}`,
      refresh_token: `r${count}`,
      token_type: "Bearer",
      expires_in: 1,
    });
    server.onToken = (form) => {
      const token = form.get("refresh_token") ?? "";
      const isLatest = token === `r${used.length}`;
      used.push(token);
      return isLatest ? { body: issue(used.length) } : { status: 400, body: { error: "invalid_grant" } };
    };
    const outfile = join(root, ".cache/run/oauth2-worker.mjs");
    await build({
      entryPoints: [join(root, "test/runtime/oauth2/support/worker.ts")],
      outfile,
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
    });
    const worker = () => run(process.execPath, [outfile, server.url, folder, "4000"]);
    const outputs = await Promise.all([worker(), worker()]);
    expect(outputs.map(({ stdout }) => Number(stdout) > 10)).toEqual([true, true]);
    expect(used.length).toBeGreaterThan(3);
    expect(new Set(used).size).toBe(used.length);
    await rm(folder, { recursive: true });
  });
});

describe("a store", () => {
  test("is asked before the server, and filled by it; its keys hold no secret", async () => {
    const tokens = new Map<string, TokenSet | undefined>();
    const tokenStore: TokenStore = {
      get: (key) => tokens.get(key),
      set: (key, value) => void tokens.set(key, value),
      lock: (_key, task) => task(),
    };
    await tokenClient(server, grant, { tokenStore }).call(secured, {});
    await tokenClient(server, grant, { tokenStore }).call(secured, {});
    expect(server.issued).toBe(1);
    await tokenClient(server, { ...grant, scopes: ["other"] }, { tokenStore }).call(secured, {});
    expect(server.issued).toBe(2);
    expect([...tokens.values()]).toMatchObject([{ accessToken: "t1" }, { accessToken: "t2" }]);
    expect([...tokens.keys()].join()).not.toContain("s3cret");
    expect([...tokens.keys()][0]).toMatch(/^Petstore:oauth:/);
  });

  test("in memory, for clients that are not derived from each other", async () => {
    const tokenStore = new MemoryTokenStore();
    await Promise.all([1, 2, 3].map(() => tokenClient(server, grant, { tokenStore }).call(secured, {})));
    expect(server.issued).toBe(1);
  });

  test("that holds what has expired, or what the API refuses, does not stand in the way", async () => {
    const tokenStore = new MemoryTokenStore();
    const first = tokenClient(server, grant, { tokenStore });
    await first.call(secured, {});
    server.accepts = (token) => token !== "t1";
    await tokenClient(server, grant, { tokenStore }).call(secured, {});
    await first.call(secured, {});
    expect(server.issued).toBe(2);
  });

  test("that fails, fails the call", async () => {
    const reason = new Error("the disk is full");
    const tokenStore: TokenStore = { get: () => undefined, set: () => undefined, lock: () => Promise.reject(reason) };
    expect(await failureOf(tokenClient(server, grant, { tokenStore }).call(secured, {}))).toBe(reason);
  });
});
