import { BinaryResponse } from "../binary.js";
import type { OpenCall } from "../call.js";
import { RawResponse } from "../raw-response.js";
import { resolveMaxResponseBytes } from "../response-limit.js";
import { chooseMedia, planResponse } from "../response-plan.js";
import { OpenStreams } from "../stream/open-streams.js";
import { StreamBody } from "../stream/stream-body.js";
import { explained } from "./explained.js";
import type { ClientFeature, LeanCall } from "./feature.js";
import { limited } from "./limits.js";
import { locate } from "./locate.js";

/** Hands over bodies that are neither JSON nor text: files, server-sent events, JSON Lines; and, by `raw()`, every other. */
export function withDownloads(): ClientFeature {
  return {
    serves: "maxResponseBytes",
    prepare: (call) => ({ ...limited(call), maxResponseBytes: resolveMaxResponseBytes(call.options.maxResponseBytes) }),
    decode: (call, { status, headers, body }, isRaw) => {
      const open = opened(call);
      const response = {
        status,
        headers,
        body: {
          bytes: (limit?: number) => body.bytes(limit),
          stream: () => explained(body.stream(), call),
          discard: () => body.discard(),
        },
      };
      if (isRaw) return new RawResponse(open, response);
      const chosen = chooseMedia(planResponse(call.operation, response.status), response.headers.get("content-type"));
      const isStream = chosen?.kind === "events" || chosen?.kind === "lines";
      return isStream ? new StreamBody(open, response, chosen) : new BinaryResponse(open, response);
    },
  };
}

/** What the readers of bodies need of a call. */
function opened(call: LeanCall): OpenCall {
  const { settle = () => undefined } = call;
  const more = {
    openStreams: new OpenStreams(undefined),
    validation: call.validation ?? { request: "off", response: "off" },
    values: call.api.values,
    // The total limit ends where the body is handed over, as in a whole client.
    handOver: () => call.cancellation?.stopTimer(),
    staysOpen: () => undefined,
    settle,
    locate: (error: unknown) => {
      locate(call, error);
      return error;
    },
    fail: async (error: unknown) => {
      settle();
      locate(call, error);
      await call.failed?.(error);
      return error;
    },
  };
  // All that they read is here or a member of every lean call.
  return Object.assign(call, more) as unknown as OpenCall;
}
