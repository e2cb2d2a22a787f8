import { afterAll, afterEach, beforeAll, beforeEach, vi } from "vitest";
import type { InkwellOptions as ClientOptions } from "../../../generated-example/sdk/index.js";
import type { RecordedRequest } from "../../example-server/start.js";
import {
  type Inkwell as Server,
  type InkwellOptions as ServerOptions,
  startInkwell,
} from "../../example-server/start.js";

/** The public surface of an SDK of fixtures/inkwell.yaml. */
export type Sdk = typeof import("../../../generated-example/sdk/index.js");
export type Client = InstanceType<Sdk["Inkwell"]>;

/** An SDK and the server it talks to. Every test finds the server as it was in the beginning, and no credentials around. */
export interface Wire {
  readonly sdk: Sdk;
  readonly server: Server;
  /** Has an API key. */
  readonly inkwell: Client;
  /** A client of its own, closed after the test. It has no credentials but those that are given, and retries nothing. */
  client(options?: ClientOptions): Client;
  /** The latest request that the server got. */
  latest(): RecordedRequest;
}

/** So much is enough to list, and is made anew for each test in no time. */
const fewRecords = { posts: 40, users: 12, media: 4, downloadSize: 100_000, auditEntries: 10, events: 5 };

const variables = [
  "API_KEY",
  "BASIC_USERNAME",
  "BASIC_PASSWORD",
  "BEARER_TOKEN",
  "OAUTH",
  "OAUTH_TOKEN",
  "OAUTH_CLIENT_ID",
  "OAUTH_CLIENT_SECRET",
];

export function useWire(load: () => Promise<Sdk>, options: ServerOptions = {}): Wire {
  let sdk: Sdk | undefined;
  let server: Server | undefined;
  let inkwell: Client | undefined;
  const clients: Client[] = [];
  const client = (clientOptions: ClientOptions = {}): Client => {
    const { Inkwell } = started(sdk);
    const made = new Inkwell({ baseUrl: started(server).url, retry: false, ...clientOptions });
    clients.push(made);
    return made;
  };
  beforeAll(async () => {
    [sdk, server] = await Promise.all([load(), startInkwell({ ...fewRecords, ...options })]);
  }, 60_000);
  beforeEach(() => {
    started(server).reset();
    for (const name of variables) vi.stubEnv(`INKWELL_${name}`, undefined);
    inkwell = client({ apiKey: "test-key" });
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await Promise.all(clients.splice(0).map((made) => made.destroy()));
  });
  afterAll(() => server?.close());
  return {
    get sdk() {
      return started(sdk);
    },
    get server() {
      return started(server);
    },
    get inkwell() {
      return started(inkwell);
    },
    client,
    latest: () => started(started(server).requests.at(-1)),
  };
}

function started<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new TypeError("the test has not been set up");
  return thing;
}

/** The SDK that the repository holds. */
export function committedSdk(): Promise<Sdk> {
  return import("../../../generated-example/sdk/index.js");
}

/** An address where nobody listens. */
export async function deadUrl(): Promise<string> {
  const server = await startInkwell({ ...fewRecords, posts: 1 });
  await server.close();
  return server.url;
}

/** What a promise is rejected with. */
export async function failureOf(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new TypeError("the call did not fail");
}
