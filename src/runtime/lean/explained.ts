import type { Bytes } from "../bytes.js";
import type { LeanCall } from "./feature.js";
import { toFailure } from "./fetch-once.js";

/** What breaks on the way is an error of the SDK, as everywhere else. */
export function explained(stream: ReadableStream<Bytes>, call: LeanCall): ReadableStream<Bytes> {
  const reader = stream.getReader();
  return new ReadableStream<Bytes>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          const signal = call.cancellation?.signal ?? call.options.signal;
          controller.error(toFailure(error, call.request?.origin ?? "", signal));
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
