import { SdkError } from "../errors/sdk-error.js";
import type { Transport, TransportOptions } from "./transport.js";

/** Sends through the platform's `fetch`: for browsers, workers, Deno and Bun. */
export function fetchTransport(options: TransportOptions): Transport {
  throw new SdkError({ message: `no transport for ${options.connections} connections yet` });
}
