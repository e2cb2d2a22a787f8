// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { Agent, type buildConnector, type Client, type Dispatcher, EnvHttpProxyAgent, Pool, ProxyAgent } from "undici";
import { ConfigurationError } from "../errors/configuration-error.js";
import { ConnectTimeout } from "./connect-timeout.js";
import type { TransportOptions } from "./transport.js";
import { connectorOptions, makeConnector } from "./undici-connect.js";

/** What undici allows at once on an HTTP/2 connection, unless the server allows less. */
const maxStreams = 100;

/** undici's own limits of five minutes are off: the runtime's decide, and they are counted here, to the millisecond. */
export function makeAgent(options: TransportOptions): Dispatcher {
  const shared = {
    connections: options.connections,
    headersTimeout: 0,
    bodyTimeout: 0,
    allowH2: options.http2 === true,
  };
  if (options.proxy !== undefined) return makeProxyAgent(options, shared);
  const multiplexed = new Set<string>();
  const connect = makeConnector(options);
  const agent = new Agent({
    ...shared,
    connect: options.http2 === true ? notingHttp2(connect, multiplexed) : connect,
  });
  return options.http2 === true ? agent.on("connect", useStreams(multiplexed)) : agent;
}

function makeProxyAgent(options: TransportOptions, shared: Agent.Options): Dispatcher {
  const { proxy = "", socketPath, connectTimeout } = options;
  if (socketPath !== undefined)
    throw new ConfigurationError({ message: "`proxy` and `socketPath` exclude each other" });
  const tls = { ...connectorOptions(options), timeout: connectTimeout };
  const proxied = {
    ...shared,
    requestTls: tls,
    // The proxy may be signed by the same private authority; it is never shown the client's certificate.
    proxyTls: {
      ...connectorOptions({ ...options, http2: false, tls: { ca: options.tls?.ca } }),
      timeout: connectTimeout,
    },
    clientFactory: (origin: URL, poolOptions: object) => new ProxyPool(origin, poolOptions, connectTimeout),
  };
  if (proxy === "environment") return new EnvHttpProxyAgent({ ...proxied, connect: makeConnector(options) });
  return new ProxyAgent({ ...proxied, uri: proxyUrl(proxy) });
}

function proxyUrl(proxy: string): string {
  const url = URL.canParse(proxy) ? new URL(proxy) : undefined;
  if (url !== undefined && /^(?:https?|socks5?):$/.test(url.protocol)) return proxy;
  // The text itself may hold a password.
  throw new ConfigurationError({ message: "`proxy` must be an http, https or socks5 URL, or `environment`" });
}

/** Connections to a proxy. One that takes the connection and never opens the tunnel has used up the connection's time. */
class ProxyPool extends Pool {
  readonly #limitMs: number;

  constructor(origin: URL, options: Pool.Options, limitMs: number) {
    super(origin, options);
    this.#limitMs = limitMs;
  }

  override connect(options: Parameters<Pool["connect"]>[0]): Promise<Dispatcher.ConnectData>;
  override connect(
    options: Parameters<Pool["connect"]>[0],
    callback: (error: Error | null, data: Dispatcher.ConnectData) => void,
  ): void;
  override connect(
    options: Parameters<Pool["connect"]>[0],
    callback?: (error: Error | null, data: Dispatcher.ConnectData) => void,
  ): Promise<Dispatcher.ConnectData> | undefined {
    // `ProxyAgent` asks for a promise; undici asks itself with a callback.
    if (callback !== undefined) {
      super.connect(options, callback);
      return undefined;
    }
    if (this.#limitMs <= 0) return super.connect(options);
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(new ConnectTimeout(this.#limitMs)), this.#limitMs);
    return super.connect({ ...options, signal: abort.signal }).finally(() => clearTimeout(timer));
  }
}

/** Remembers which hosts agreed on HTTP/2. */
function notingHttp2(connect: buildConnector.connector, multiplexed: Set<string>): buildConnector.connector {
  return (target, callback) =>
    connect(target, (...args) => {
      const socket = args[1];
      if (socket !== null && "alpnProtocol" in socket && socket.alpnProtocol === "h2") multiplexed.add(hostOf(target));
      callback(...args);
    });
}

/** undici sends one request at a time on every connection, unless it is told that this one is HTTP/2. */
function useStreams(multiplexed: ReadonlySet<string>): (origin: URL, targets: readonly Dispatcher[]) => void {
  return (origin, targets) => {
    const client = targets.at(-1);
    if (client !== undefined && "pipelining" in client && multiplexed.has(origin.host)) {
      (client as Client).pipelining = maxStreams;
    }
  };
}

function hostOf({ host, hostname, port }: buildConnector.Options): string {
  return host ?? (port === "" ? hostname : `${hostname}:${port}`);
}
