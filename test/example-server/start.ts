import { createServer, type Server } from "node:http";
import { answer, basePath, type World } from "./app.js";
import { Store, type StoreOptions } from "./data/store.js";
import { type Fault, FaultList } from "./faults.js";
import { routes } from "./handlers/routes.js";
import { RateLimiter, type RateLimitOptions } from "./rate-limit.js";
import { Connections, type RecordedRequest } from "./record.js";
import { createRouter } from "./router.js";
import { TokenIssuer } from "./tokens.js";

export { credentials } from "./auth.js";
export { generatedBytes } from "./data/content.js";
export { eventId, mediaId, postId, userId } from "./data/ids.js";
export type { Fault, FaultKind } from "./faults.js";
export { faultHeader } from "./faults.js";
export type { RecordedRequest } from "./record.js";

/** Everything has a default: 2,500 posts, 60 users, 130 files, 1,000 audit entries, 40 events, no rate limit to speak of. */
export interface InkwellOptions extends Partial<StoreOptions> {
  /** A free one, if left out. */
  readonly port?: number;
  /** Seconds that an access token lives. */
  readonly tokenLifetime?: number;
  readonly rateLimit?: RateLimitOptions;
  /** Whether pages of other origins may call. */
  readonly cors?: boolean;
  /** Milliseconds that an idle connection is kept. */
  readonly keepAliveTimeout?: number;
  /** So many requests are remembered. */
  readonly maxRequests?: number;
}

/** A running server. */
export interface Inkwell extends AsyncDisposable {
  /** With the `/v1` of the document: what an SDK takes as `baseUrl`. */
  readonly url: string;
  /** What arrived, in order. */
  readonly requests: readonly RecordedRequest[];
  /** How many connections were made, and how many are open. */
  readonly connections: { readonly opened: number; readonly open: number };
  /** All records; what a test changes here, the next request sees. */
  readonly state: Store;
  readonly tokens: TokenIssuer;
  readonly rateLimiter: RateLimiter;
  /** Makes something go wrong, once or several times; the function that it returns takes it back. */
  fault(fault: Fault): () => void;
  clearFaults(): void;
  /** Everything as it was in the beginning, but for open connections and their count. */
  reset(): void;
  /** Ends all connections, also those that a request still waits on. */
  close(): Promise<void>;
}

const defaults: StoreOptions = {
  users: 60,
  posts: 2500,
  media: 130,
  downloadSize: 1_048_576,
  auditEntries: 1000,
  auditStart: 1n,
  events: 40,
  now: () => new Date(),
};

/** Starts the example API on this machine. */
export async function startInkwell(options: InkwellOptions = {}): Promise<Inkwell> {
  const world = createWorld(options);
  const server = createServer((request, response) => void answer(world, request, response));
  server.on("connection", (socket) => world.connections.add(socket));
  if (options.keepAliveTimeout !== undefined) server.keepAliveTimeout = options.keepAliveTimeout;
  // Slow uploads and long streams are no attack here.
  server.requestTimeout = 0;
  const port = await listen(server, options.port ?? 0);
  const close = (): Promise<void> => stop(server, world);
  return {
    url: `http://127.0.0.1:${port}${basePath}`,
    requests: world.requests,
    connections: world.connections,
    get state() {
      return world.store;
    },
    tokens: world.tokens,
    rateLimiter: world.limiter,
    fault: (fault) => world.faults.add(fault),
    clearFaults: () => world.faults.clear(),
    reset: () => reset(world),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function createWorld(options: InkwellOptions): World {
  const storeOptions = { ...defaults, ...options };
  const { now } = storeOptions;
  return {
    store: new Store(storeOptions),
    find: createRouter(routes),
    tokens: new TokenIssuer({ lifetime: options.tokenLifetime ?? 3600, now }),
    limiter: new RateLimiter(options.rateLimit ?? { limit: 1_000_000, windowMs: 60_000 }, now),
    faults: new FaultList(),
    connections: new Connections(),
    requests: [],
    maxRequests: options.maxRequests ?? 100_000,
    cors: options.cors ?? false,
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") return reject(new TypeError("the server has no port"));
      resolve(address.port);
    });
  });
}

function reset(world: World): void {
  world.store.dispose();
  world.store = new Store(world.store.options);
  world.requests.length = 0;
  world.faults.clear();
  world.limiter.clear();
  world.tokens.revokeAll();
  world.tokens.issued = 0;
}

async function stop(server: Server, world: World): Promise<void> {
  await new Promise<void>((resolve) => {
    // The error of a server that is already closed does not matter.
    server.close(() => resolve());
    server.closeAllConnections();
  });
  await world.connections.closed();
  world.store.dispose();
}
