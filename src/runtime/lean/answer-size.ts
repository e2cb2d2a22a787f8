import { type Bytes, concat } from "../bytes.js";
import type { CallState } from "../request.js";
import { readWhole, resolveMaxResponseBytes } from "../response-limit.js";
import { explained } from "./explained.js";
import { type ClientFeature, type LeanCall, places } from "./feature.js";

/**
 * A larger answer is read no further: it is a `ResponseParseError`, or an `ApiError` without a body. Default: 256 MiB.
 * @throws ConfigurationError where it is no number of bytes
 */
export function withMaxResponseBytes(max?: number): ClientFeature {
  const own = resolveMaxResponseBytes(max);
  return {
    serves: "maxResponseBytes",
    place: places.answerSize,
    prepare: ({ options }) => ({ maxResponseBytes: resolveMaxResponseBytes(options.maxResponseBytes ?? own) }),
    middleware: () => (request, next, receive) => {
      const call: LeanCall = request.call as LeanCall & CallState;
      return next(request, ({ status, headers, body }) => {
        const limited = { limit: call.maxResponseBytes ?? own, status, contentType: headers.get("content-type") };
        const read = (limit: number | undefined) => readSome(explained(body.stream(), call), limit);
        const stream = () => body.stream();
        const discard = () => body.discard();
        return receive({
          status,
          headers,
          body: { stream, discard, bytes: () => readWhole({ bytes: read }, limited) },
        });
      });
    },
  };
}

/** All of it, or what came until there were `limit` bytes at least. */
async function readSome(stream: ReadableStream<Bytes>, limit = Number.POSITIVE_INFINITY): Promise<Bytes> {
  const reader = stream.getReader();
  const chunks: Bytes[] = [];
  let size = 0;
  while (size < limit) {
    const { done, value } = await reader.read();
    if (done) return concat(chunks, size);
    chunks.push(value);
    size += value.byteLength;
  }
  await reader.cancel();
  return concat(chunks, size);
}
