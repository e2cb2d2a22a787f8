import type { Socket } from "node:net";
import type { buildConnector } from "undici";
import { ConnectTimeout } from "./connect-timeout.js";
import type { TransportOptions } from "./transport.js";
import type { UndiciPackage } from "./undici-package.js";

/**
 * Makes connections within the limit. undici's own limit is off: it is looked at about twice a second only, and a
 * connection that took too long would be given up half a second late.
 */
export function makeConnector(undici: UndiciPackage, options: TransportOptions): buildConnector.connector {
  const connect = undici.buildConnector(connectorOptions(options));
  const limitMs = options.connectTimeout;
  if (limitMs <= 0) return connect;
  return (target, callback) => {
    let timer: NodeJS.Timeout | undefined;
    const settle = (...args: Parameters<buildConnector.Callback>): void => {
      clearTimeout(timer);
      callback(...args);
    };
    // undici's types hide that it gives the socket back.
    const socket = connect(target, settle) as unknown as Socket;
    timer = setTimeout(() => socket.destroy(new ConnectTimeout(limitMs)), limitMs);
  };
}

/** For undici's own connectors: the ones of a proxy are made by itself. */
export function connectorOptions({ tls = {}, socketPath, http2 }: TransportOptions): buildConnector.BuildOptions {
  const { ca, cert, key, passphrase, servername } = tls;
  // Named one by one: nothing that switches verification off gets through. Node.js takes undefined for absent, its
  // types don't say so.
  const options = { ca, cert, key, passphrase, servername, socketPath, allowH2: http2 === true, timeout: 0 };
  return options as buildConnector.BuildOptions;
}
