// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { isBodySource, type RequestBody } from "./request-body.js";

/** True for a body that can be sent a second time. A stream can't, nor can a multipart body that holds one. */
export function isReplayable(body: RequestBody | undefined): boolean {
  if (typeof body !== "object" || body instanceof Uint8Array || body instanceof ArrayBuffer) return true;
  return body instanceof Blob || (isBodySource(body) && body.replayable);
}
