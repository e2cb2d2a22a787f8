// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { ConfigurationError } from "../errors/configuration-error.js";
import type { SessionOptions } from "./transport.js";

/** What shapes the connections that the undici transport makes for itself. */
export const ownConnectionNames = ["proxy", "http2", "socketPath", "tls"] as const;

/** An option that would be ignored without a word is refused: `tls` or `proxy` may be what security rests on. */
export function refuseSessionOptions(
  options: SessionOptions,
  names: readonly (keyof SessionOptions)[],
  where: string,
): void {
  const name = names.find((one) => options[one] !== undefined);
  if (name !== undefined) throw new ConfigurationError({ message: `\`${name}\` is of no effect ${where}` });
}
