// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { TransportBody } from "../transport/transport.js";

export interface SerializedBody {
  readonly body: TransportBody;
  /** The `Content-Type` to send. */
  readonly contentType: string;
}
