import { SdkError } from "../errors/sdk-error.js";
import type { Transport, TransportOptions } from "./transport.js";

/** Sends through undici: the default on Node.js. */
export function undiciTransport(options: TransportOptions): Transport {
  throw new SdkError({ message: `no transport for ${options.connections} connections yet` });
}
