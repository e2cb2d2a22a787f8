// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { ResponseParseError } from "./errors/response-parse-error.js";
import { mediaParameter } from "./media-type.js";

export interface TextSource {
  readonly status: number;
  readonly contentType: string | undefined;
}

let utf8: InstanceType<typeof TextDecoder> | undefined;

/** UTF-8, without a byte order mark; what is no UTF-8 becomes U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  utf8 ??= new TextDecoder();
  return utf8.decode(bytes);
}

/**
 * Bytes as text, in the charset of the content type.
 * @throws ResponseParseError where the platform doesn't know it
 */
export function decodeText(bytes: Uint8Array, { status, contentType }: TextSource): string {
  const charset = contentType === undefined ? undefined : mediaParameter(contentType, "charset");
  if (charset === undefined || /^utf-?8$/i.test(charset)) return decodeUtf8(bytes);
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch (cause) {
    const message = `The charset ${JSON.stringify(charset)} of the response is unknown`;
    throw new ResponseParseError({ message, status, contentType, excerpt: "", cause });
  }
}
