// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { ResponseParseError } from "./errors/response-parse-error.js";

export interface TextSource {
  readonly status: number;
  readonly contentType: string | undefined;
  /** Undefined for UTF-8. */
  readonly charset: string | undefined;
}

let utf8: InstanceType<typeof TextDecoder> | undefined;

/** UTF-8, without a byte order mark; what is no UTF-8 becomes U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  utf8 ??= new TextDecoder();
  return utf8.decode(bytes);
}

/** @throws ResponseParseError where the platform doesn't know the charset */
export function decodeText(bytes: Uint8Array, { status, contentType, charset }: TextSource): string {
  if (charset === undefined) return decodeUtf8(bytes);
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch (cause) {
    const message = `The charset ${JSON.stringify(charset)} of the response is unknown`;
    throw new ResponseParseError({ message, status, contentType, excerpt: "", cause });
  }
}
