import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type ClientOptions, globalParams, type OperationDescriptor } from "../../src/runtime/index.js";
import { closeClients, makeClient, operation } from "./support/client.js";
import { startServer, type TestServer } from "./support/server.js";

const globals = globalParams([
  { name: "version", in: "header", wireName: "X-Version", isEverywhere: true, env: "PETSTORE_VERSION", default: "1" },
  { name: "shopId", in: "path", wireName: "shop_id" },
  { name: "size", in: "query", wireName: "size" },
  { name: "tenant", in: "header", wireName: "X-Tenant" },
]);

const plain = operation();
const declaring = operation({
  path: "/shops/{shop_id}",
  params: [
    { name: "shop", wireName: "shop_id", in: "path" },
    { name: "size", in: "query" },
    { name: "x-tenant", in: "header" },
    { name: "x-version", in: "header" },
  ],
});

let server: TestServer;

beforeEach(async () => {
  server = await startServer();
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await closeClients();
  await server.close();
});

function seen() {
  const { target, headers } = server.last();
  return { url: target, version: headers["x-version"], tenant: headers["x-tenant"] };
}

interface Sent {
  readonly options?: object;
  readonly called?: OperationDescriptor;
  readonly params?: object;
}

async function sent({ options = {}, called = declaring, params = {} }: Sent): Promise<ReturnType<typeof seen>> {
  const client = makeClient({ baseUrl: server.url, ...options } satisfies ClientOptions, { globals });
  await client.call(() => called, params);
  return seen();
}

describe("parameters that the client gives", () => {
  it("reach every operation that declares them, headers all the others too", async () => {
    const options = { params: { shopId: 7, size: "big", tenant: 3, version: "2" } };
    expect(await sent({ options })).toEqual({ url: "/shops/7?size=big", version: "2", tenant: "3" });
    expect(await sent({ options, called: plain })).toEqual({ url: "/pets", version: "2", tenant: undefined });
  });

  it("give way to what the call says; undefined says nothing", async () => {
    const options = { params: { shopId: 7, size: "big", version: "2" } };
    const params = { shop: 8, size: undefined, "x-version": "3" };
    expect(await sent({ options, params })).toEqual({ url: "/shops/8?size=big", version: "3", tenant: undefined });
  });

  it("null sends nothing in their place", async () => {
    const params = { shop: 8, size: null };
    expect((await sent({ options: { params: { size: "big" } }, params })).url).toBe("/shops/8");
  });

  it("come from the environment where the document names a variable, and from the document last", async () => {
    expect((await sent({ called: plain })).version).toBe("1");
    vi.stubEnv("PETSTORE_VERSION", "env");
    expect((await sent({ called: plain })).version).toBe("env");
    expect((await sent({ called: plain, options: { params: { version: "own" } } })).version).toBe("own");
    expect((await sent({ called: plain, options: { headers: { "x-version": "header" } } })).version).toBe("header");
  });

  it("that nobody gives are asked for by name", async () => {
    await expect(sent({})).rejects.toThrow("shop");
  });

  it("are merged in a derived client", async () => {
    const client = makeClient({ baseUrl: server.url, params: { shopId: 7, size: "big" } } as ClientOptions, {
      globals,
    });
    await client.with({ params: { size: "small" } } as ClientOptions).call(() => declaring, {});
    expect(seen().url).toBe("/shops/7?size=small");
  });

  it("are own properties: no prototype is asked", async () => {
    const named = { name: "constructor", in: "query", wireName: "size" } as const;
    const client = makeClient({ baseUrl: server.url }, { globals: globalParams([named]) });
    await client.call(() => operation({ params: [{ name: "size", in: "query" }] }), {});
    expect(seen().url).toBe("/pets");
  });
});
