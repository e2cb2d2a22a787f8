import type { buildConnector, Client, Dispatcher } from "undici";
import type { TransportOptions } from "./transport.js";
import { makeConnector } from "./undici-connect.js";
import type { UndiciPackage } from "./undici-package.js";
import { makeProxyAgent } from "./undici-proxy.js";

/** What undici allows at once on an HTTP/2 connection, unless the server allows less. */
const maxStreams = 100;

/** undici's own limits of five minutes are off: the runtime's decide, and they are counted here, to the millisecond. */
export function makeAgent(undici: UndiciPackage, options: TransportOptions): Dispatcher {
  const shared = {
    connections: options.connections,
    headersTimeout: 0,
    bodyTimeout: 0,
    allowH2: options.http2 === true,
  };
  if (options.proxy !== undefined) return makeProxyAgent(undici, { options, shared });
  const multiplexed = new Set<string>();
  const connect = makeConnector(undici, options);
  const agent = new undici.Agent({
    ...shared,
    connect: options.http2 === true ? notingHttp2(connect, multiplexed) : connect,
  });
  return options.http2 === true ? agent.on("connect", useStreams(multiplexed)) : agent;
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
