// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { StreamError } from "../errors/stream-error.js";

/** A server that never ends its line must not fill the memory. */
export function tooLong(what: "Line" | "Record", line: number, maxLength: number): StreamError {
  const message = `${what} ${line} of the stream is longer than ${maxLength} characters: \`maxItemLength\` sets the limit`;
  return new StreamError({ message, reason: "too-long", line });
}
