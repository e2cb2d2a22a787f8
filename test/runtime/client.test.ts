import { inspect } from "node:util";
import { Agent, MockAgent } from "undici";
import { afterEach, describe, expect, it } from "vitest";
import {
  AbortedError,
  ApiClient,
  type ApiPromise,
  type ClientOptions,
  ConfigurationError,
  type Hooks,
  SdkError,
  type Transport,
} from "../../src/runtime/index.js";
import { RecordHeaders } from "../../src/runtime/response-headers.js";
import { undiciTransport } from "../../src/runtime/transport/undici.js";
import { api, closeClients, makeClient, operation, transports } from "./support/client.js";
import { answerJson, type Handler, startServer, type TestServer } from "./support/server.js";

let server: TestServer | undefined;
async function start(handler: Handler = answerJson({ a: 1 })): Promise<string> {
  server = await startServer(handler);
  return server.url;
}
afterEach(async () => {
  await closeClients();
  await server?.close();
  server = undefined;
});

const get = operation();

/** As generated code writes it. */
class PetsResource {
  readonly #client: ApiClient;
  constructor(client: ApiClient) {
    this.#client = client;
  }
  list(): ApiPromise<unknown> {
    return this.#client.call(get, {});
  }
}
class Petstore extends ApiClient {
  readonly pets: PetsResource = new PetsResource(this);
  constructor(options: ClientOptions = {}) {
    super(api, options, undiciTransport);
  }
}

describe.each(transports)("closing a client of %s", (_name, transport) => {
  it("waits for what is under way, and refuses what comes later", async () => {
    const url = await start((request, response) => void setTimeout(() => answerJson({ a: 1 })(request, response), 60));
    const client = makeClient({ baseUrl: url, transport });
    const running = client.call(get, {});
    await expect.poll(() => server?.requests.length).toBe(1);
    let isClosed = false;
    const closing = client.close().then(() => {
      isClosed = true;
    });
    const late = client.call(get, {});
    await expect(late).rejects.toBeInstanceOf(ConfigurationError);
    await expect(late).rejects.toThrow("The Petstore client is closed");
    expect(isClosed).toBe(false);
    expect(await running).toEqual({ a: 1 });
    await closing;
    await client.close();
  });

  it("does not wait for a result that nobody has asked for yet, nor lose it", async () => {
    const client = makeClient({ baseUrl: await start(), transport });
    const call = client.call(get, {});
    await client.close();
    expect(await call).toEqual({ a: 1 });
  });

  it("by force ends what is under way", async () => {
    const url = await start(() => undefined);
    const client = makeClient({ baseUrl: url, transport });
    const running = client.call(get, {}).catch((reason: unknown) => reason);
    await expect.poll(() => server?.requests.length).toBe(1);
    await client.destroy();
    expect(await running).toBeInstanceOf(AbortedError);
    await expect(client.call(get, {})).rejects.toBeInstanceOf(ConfigurationError);
  });
});

describe("disposing of a client", () => {
  it("closes it", async () => {
    const client = makeClient({ baseUrl: await start() });
    await client.call(get, {});
    await client[Symbol.asyncDispose]();
    expect(client.toJSON()).toMatchObject({ closed: true });
  });

  it("that has sent nothing makes no connection", async () => {
    await makeClient({ baseUrl: "http://127.0.0.1:1" }).close();
  });
});

describe("a derived client", () => {
  it("has the class, the connections and the options of its origin, and its own", async () => {
    const url = await start();
    const petstore = new Petstore({ baseUrl: url, headers: { "x-a": "1", "x-b": "1" }, userAgent: "me" });
    const derived = petstore.with({ headers: { "x-b": "2" } });
    expect(derived).toBeInstanceOf(Petstore);
    await petstore.pets.list();
    // undici frees a connection at the end of the event loop's turn.
    await new Promise((resolve) => setImmediate(resolve));
    await derived.pets.list();
    expect(server?.last().headers).toMatchObject({ "x-a": "1", "x-b": "2", "user-agent": "me" });
    expect(server?.requests[0]?.headers["x-b"]).toBe("1");
    expect(server?.connections).toBe(1);
    await petstore.close();
  });

  it("closes for itself alone, and with its origin", async () => {
    const url = await start();
    const origin = new Petstore({ baseUrl: url });
    const [first, second] = [origin.with({ timeout: 5_000 }), origin.with({}).with({})];
    await first.close();
    await expect(first.pets.list()).rejects.toBeInstanceOf(ConfigurationError);
    expect(await second.pets.list()).toEqual({ a: 1 });
    expect(await origin.pets.list()).toEqual({ a: 1 });
    await origin.close();
    await expect(second.pets.list()).rejects.toBeInstanceOf(ConfigurationError);
  });

  it("of a bare ApiClient is one, too", async () => {
    const client = makeClient({ baseUrl: await start() });
    const derived = client.with({ requestIdHeader: false });
    await derived.call(get, {});
    expect(derived.constructor).toBe(ApiClient);
    expect(server?.last().headers).not.toHaveProperty("x-request-id");
    expect(server?.last().headers["accept-encoding"]).toContain("gzip, deflate, br");
  });
});

describe("the server", () => {
  const servers = [
    { url: "BASE/{version}", name: "main", variables: { version: { default: "v1", enum: ["v1", "v2"] } } },
    { url: "BASE/sandbox", name: "sandbox" },
    { url: "/relative" },
  ];
  const at = (url: string) => servers.map((one) => ({ ...one, url: one.url.replace("BASE", url) }));

  it.each<[string, ClientOptions, string]>([
    ["the first by default", {}, "/v1/pets"],
    ["with a variable", { serverVariables: { version: "v2" } }, "/v2/pets"],
    ["by name", { server: "sandbox" }, "/sandbox/pets"],
    ["by its place", { server: 1 }, "/sandbox/pets"],
    ["baseUrl before all", { server: "sandbox", baseUrl: "BASE/mine" }, "/mine/pets"],
  ])("%s", async (_name, options, want) => {
    const url = await start();
    const baseUrl = options.baseUrl?.replace("BASE", url);
    await makeClient({ ...options, baseUrl }, { servers: at(url) }).call(get, {});
    expect(server?.last().target).toBe(want);
  });

  it("of an operation is used for it, unless the user gives a base", async () => {
    const url = await start();
    const upload = operation({ servers: [{ url: `${url}/uploads` }] });
    await makeClient({}, { servers: at(url) }).call(upload, {});
    expect(server?.last().target).toBe("/uploads/pets");
    await makeClient({ server: "sandbox" }, { servers: at(url) }).call(upload, {});
    expect(server?.last().target).toBe("/uploads/pets");
    await makeClient({ baseUrl: `${url}/mine` }, { servers: at(url) }).call(upload, {});
    expect(server?.last().target).toBe("/mine/pets");
  });

  it.each<[ClientOptions, string]>([
    [{ server: "none" }, "Petstore has no server none; there are: main, sandbox, 2"],
    [{ server: 2 }, '"/relative" is not an absolute URL: set `baseUrl`'],
    [{ serverVariables: { version: "v9" } }, '`serverVariables.version` is "v9", but must be one of v1, v2'],
  ])("%j is refused", async (options, message) => {
    const promise = makeClient(options, { servers: at("http://127.0.0.1:1") }).call(get, {});
    await expect(promise).rejects.toThrow(message);
    await expect(promise).rejects.toBeInstanceOf(ConfigurationError);
  });

  it("must be given where the document names none", async () => {
    await expect(makeClient({}).call(get, {})).rejects.toThrow("Petstore names no server: set `baseUrl`");
  });
});

describe("what is printed of a client", () => {
  it("is its name and address, never an option", () => {
    const client = new Petstore({
      baseUrl: "https://api.example/v1",
      auth: { key: "s3cret" },
      headers: { a: "s3cret" },
    });
    const text = '{"name":"Petstore","version":"1.0","baseUrl":"https://api.example/v1","closed":false}';
    expect(inspect(client)).toBe(`Petstore ${text}`);
    expect(inspect(ApiClient.prototype)).toBeTypeOf("string");
    expect(JSON.stringify(client)).toBe(text);
  });
});

describe("hooks", () => {
  it("see the request, the response and the error, the client's before the call's", async () => {
    const url = await start(answerJson({ title: "no" }, 404, { "x-request-id": "theirs" }));
    const seen: unknown[] = [];
    const hooks = (who: string): Hooks => ({
      onRequest: async (request) => {
        await Promise.resolve();
        request.headers[`x-${who}`] = "1";
        seen.push(`${who} request ${request.method} ${request.path}`);
      },
      onResponse: ({ status, requestId }) => void seen.push(`${who} response ${status} ${requestId}`),
      onError: ({ error, operationId }) => void seen.push(`${who} error ${operationId} ${error.name}`),
    });
    const client = makeClient({ baseUrl: url, hooks: hooks("client") });
    await client.call(get, {}, { hooks: hooks("call") }).safe();
    expect(seen).toEqual([
      "client request GET /pets",
      "call request GET /pets",
      "client response 404 theirs",
      "call response 404 theirs",
      "client error getPet NotFoundError",
      "call error getPet NotFoundError",
    ]);
    expect(server?.last().headers).toMatchObject({ "x-client": "1", "x-call": "1" });
  });

  it("fail the call with their own error", async () => {
    const mine = new TypeError("mine");
    const hooks = {
      onRequest: () => {
        throw mine;
      },
    };
    await expect(makeClient({ baseUrl: await start(), hooks }).call(get, {})).rejects.toBe(mine);
    expect(server?.requests).toHaveLength(0);
  });
});

describe("middleware", () => {
  it("runs in its order, around everything, and may answer by itself", async () => {
    const url = await start();
    const seen: string[] = [];
    const client = makeClient({
      baseUrl: url,
      middleware: [
        async (request, next) => {
          seen.push("first");
          const response = await next({ ...request, headers: { ...request.headers, "x-a": "1" } });
          seen.push(`first ${response.status}`);
          return response;
        },
        (request, next) => {
          seen.push("second");
          return next(request);
        },
      ],
    });
    await client.call(get, {});
    expect(seen).toEqual(["first", "second", "first 200"]);
    expect(server?.last().headers["x-a"]).toBe("1");
  });
});

describe("the transport", () => {
  const fixed = (sent: unknown[]): Transport => ({
    send: async (request) => {
      sent.push(request);
      const bytes = new TextEncoder().encode('{"b":2}');
      return {
        status: 200,
        headers: new RecordHeaders({ "content-type": "application/json" }),
        body: { bytes: async () => bytes, stream: () => new Blob([bytes]).stream(), discard: () => undefined },
      };
    },
    close: async () => void sent.push("closed"),
    destroy: async () => void sent.push("destroyed"),
  });

  it("may be the user's own, which stays open", async () => {
    const sent: unknown[] = [];
    const client = makeClient({ baseUrl: "https://x.example/v1", transport: fixed(sent) });
    expect(await client.call(get, {})).toEqual({ b: 2 });
    await client.close();
    expect(sent).toMatchObject([{ method: "GET", origin: "https://x.example", path: "/v1/pets" }]);
  });

  it("that is made by the client is closed by it", async () => {
    const sent: unknown[] = [];
    const client = makeClient({ baseUrl: "https://x.example/v1", transport: () => fixed(sent) });
    await client.call(get, {});
    await client.close();
    expect(sent.at(-1)).toBe("closed");
  });

  it("may be an undici MockAgent, which stays open", async () => {
    const dispatcher = new MockAgent();
    dispatcher.disableNetConnect();
    dispatcher
      .get("https://x.example")
      .intercept({ path: "/pets" })
      .reply(200, { mocked: true }, { headers: { "content-type": "application/json" } })
      .times(2);
    for (const client of [0, 1].map(() => makeClient({ baseUrl: "https://x.example", dispatcher }))) {
      expect(await client.call(get, {})).toEqual({ mocked: true });
      await client.close();
    }
    await dispatcher.close();
  });

  it("may be an undici Agent whose own limits count, too", async () => {
    const url = await start(() => undefined);
    const dispatcher = new Agent();
    const client = makeClient({ baseUrl: url, dispatcher, timeout: { headers: 50 } });
    await expect(client.call(get, {})).rejects.toMatchObject({ name: "TimeoutError", phase: "headers" });
    await dispatcher.destroy();
  });

  it("must be able to dispatch", async () => {
    const promise = makeClient({ baseUrl: "https://x.example", dispatcher: {} }).call(get, {});
    await expect(promise).rejects.toBeInstanceOf(ConfigurationError);
    await expect(promise).rejects.toBeInstanceOf(SdkError);
  });
});
