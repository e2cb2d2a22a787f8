/** https://nodejs.org/api/diagnostics_channel.html */
import { errorText, withoutCallSecrets } from "./attempt-text.js";
import type { AttemptObserver } from "./observation.js";
import { builtinModule } from "./platform.js";
import { redactUrl } from "./redact.js";

/**
 * What the channels `sdkwright:attempt:start` and `sdkwright:attempt:end` publish: one object for each attempt, the same on
 * both, so that what is known at its start can be found at its end. It holds no secrets.
 */
export interface AttemptMessage {
  /** The SDK: `Petstore`. */
  readonly api: string;
  readonly operationId: string;
  readonly method: string;
  /** Credentials and unknown query parameters are `REDACTED`. */
  readonly url: string;
  /** The document's: `/pets/{petId}`. */
  readonly urlTemplate: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** At the start the id that was sent, at the end the server's. */
  requestId: string | undefined;
  /** At the end. Undefined where no response came. */
  status?: number | undefined;
  /** At the end: milliseconds to the end of the body. */
  durationMs?: number;
  /** At the end: of the response's body, decoded. */
  bytes?: number | undefined;
  /** At the end, where there is no complete response: class and message. */
  error?: string;
}

interface Channel {
  readonly hasSubscribers: boolean;
  publish(message: AttemptMessage): void;
}

/** Undefined where the platform has no channels. It costs nothing while nobody has subscribed. */
export function diagnosticsObserver(api: string): AttemptObserver | undefined {
  const channels = builtinModule("node:diagnostics_channel") as { channel?(name: string): Channel } | undefined;
  const begins = channels?.channel?.("sdkwright:attempt:start");
  const ends = channels?.channel?.("sdkwright:attempt:end");
  if (begins === undefined || ends === undefined) return undefined;
  return {
    isActive: () => begins.hasSubscribers || ends.hasSubscribers,
    start(request) {
      const { method, origin, path, operation, call, requestId } = request;
      const message: AttemptMessage = withoutCallSecrets(request, {
        api,
        operationId: operation.id,
        method,
        url: redactUrl(origin + path),
        urlTemplate: operation.path,
        attempt: call.attempts.length + 1,
        requestId,
      });
      if (begins.hasSubscribers) begins.publish(message);
      return ({ response, durationMs, bytes, requestId: answered, error }) => {
        if (!ends.hasSubscribers) return;
        const failure = error === undefined ? {} : { error: errorText(error) };
        const outcome = { status: response?.status, durationMs, bytes, requestId: answered, ...failure };
        ends.publish(Object.assign(message, withoutCallSecrets(request, outcome)));
      };
    },
  };
}
