import type { Bytes } from "./bytes.js";
import { ConfigurationError } from "./errors/configuration-error.js";
import { ResponseParseError } from "./errors/response-parse-error.js";
import type { ResponseBody } from "./transport/transport.js";

/**
 * 256 MiB: far beyond any answer that is meant to be held in memory, and half of what V8 can hold in one text; parsed
 * JSON takes several times its length.
 */
export const defaultMaxResponseBytes = 268_435_456;

interface Limited {
  readonly limit: number;
  readonly status: number;
  readonly contentType: string | undefined;
}

/** @throws ConfigurationError where it is no number of bytes */
export function resolveMaxResponseBytes(given: number | undefined): number {
  if (given === undefined) return defaultMaxResponseBytes;
  if (given > 0) return given;
  throw new ConfigurationError({ message: `\`maxResponseBytes\` must be a number of bytes, not ${given}` });
}

/**
 * A whole body, content codings decoded; one that is larger than the limit is read no further.
 * @throws ResponseParseError where it is
 */
export async function readWhole(body: Pick<ResponseBody, "bytes">, limited: Limited): Promise<Bytes> {
  const bytes = await body.bytes(limited.limit + 1);
  if (bytes.byteLength > limited.limit) throw tooLarge(limited);
  return bytes;
}

/** @throws ResponseParseError for a text of more bytes than the limit */
export function expectSmall(text: string, limited: Limited): void {
  // No character of UTF-16 takes more than three bytes in UTF-8: most texts need not be measured.
  if (text.length * 3 <= limited.limit) return;
  if (text.length > limited.limit || new TextEncoder().encode(text).byteLength > limited.limit) throw tooLarge(limited);
}

function tooLarge({ limit, status, contentType }: Limited): ResponseParseError {
  const message = `The response (status ${status}) is larger than the ${limit} bytes that \`maxResponseBytes\` allows; nothing of it is used. Raise \`maxResponseBytes\`, or read it in pieces (\`stream()\`, \`saveTo()\`)`;
  return new ResponseParseError({ message, status, contentType, excerpt: "" });
}
