import type { Agent, Dispatcher, Pool } from "undici";
import { ConfigurationError } from "../errors/configuration-error.js";
import { ConnectTimeout } from "./connect-timeout.js";
import type { TransportOptions } from "./transport.js";
import { connectorOptions, makeConnector } from "./undici-connect.js";
import type { UndiciPackage } from "./undici-package.js";

/** @throws ConfigurationError for a proxy that can't be one, before anything is connected */
export function checkProxy({ proxy, socketPath }: TransportOptions): void {
  if (proxy === undefined) return;
  if (socketPath !== undefined)
    throw new ConfigurationError({ message: "`proxy` and `socketPath` exclude each other" });
  const url = URL.canParse(proxy) ? new URL(proxy) : undefined;
  if (proxy === "environment" || (url !== undefined && /^(?:https?|socks5?):$/.test(url.protocol))) return;
  // The text itself may hold a password.
  throw new ConfigurationError({ message: "`proxy` must be an http, https or socks5 URL, or `environment`" });
}

/** `options` have passed `checkProxy`. */
export function makeProxyAgent(
  undici: UndiciPackage,
  { options, shared }: { readonly options: TransportOptions; readonly shared: Agent.Options },
): Dispatcher {
  const { proxy = "", connectTimeout } = options;
  const tls = { ...connectorOptions(options), timeout: connectTimeout };
  const ProxyPool = proxyPool(undici, connectTimeout);
  const proxied = {
    ...shared,
    requestTls: tls,
    // The proxy may be signed by the same private authority; it is never shown the client's certificate.
    proxyTls: {
      ...connectorOptions({ ...options, http2: false, tls: { ca: options.tls?.ca } }),
      timeout: connectTimeout,
    },
    clientFactory: (origin: URL, poolOptions: object) => new ProxyPool(origin, poolOptions),
  };
  if (proxy === "environment") {
    return new undici.EnvHttpProxyAgent({ ...proxied, connect: makeConnector(undici, options) });
  }
  return new undici.ProxyAgent({ ...proxied, uri: proxy });
}

/** Connections to a proxy. One that takes the connection and never opens the tunnel has used up the connection's time. */
function proxyPool({ Pool: UndiciPool }: UndiciPackage, limitMs: number): typeof Pool {
  return class ProxyPool extends UndiciPool {
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
      if (limitMs <= 0) return super.connect(options);
      const abort = new AbortController();
      const timer = setTimeout(() => abort.abort(new ConnectTimeout(limitMs)), limitMs);
      return super.connect({ ...options, signal: abort.signal }).finally(() => clearTimeout(timer));
    }
  };
}
