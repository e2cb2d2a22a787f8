// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { BinaryResponse } from "./binary.js";
import type { Call } from "./call.js";
import { checkValue } from "./check-value.js";
import type { BodyKind } from "./contract.js";
import { toApiError } from "./error-body.js";
import { jsonParser, parseJson } from "./json.js";
import { responsePlanOf } from "./operation-plan.js";
import { expectSmall, readWhole } from "./response-limit.js";
import { type ChosenMedia, chooseMedia } from "./response-plan.js";
import { StreamBody } from "./stream/stream-body.js";
import { decodeText } from "./text.js";
import type { TransportResponse } from "./transport/transport.js";

/** Gives the value, or a promise of it where the body has not all come. */
type Decode = (call: Call, response: TransportResponse, chosen: ChosenMedia) => unknown;

const decoders: Readonly<Record<BodyKind, Decode>> = {
  json: decodeJson,
  text: decodeString,
  binary: handOver,
  events: handOverStream,
  lines: handOverStream,
};

/**
 * The declared result of a response, or a promise of it.
 * @throws ApiError for statuses that are errors
 */
export function decodeResponse(call: Call, response: TransportResponse): unknown {
  const plan = responsePlanOf(call.plan, response.status);
  if (!plan.isSuccess) return throwApiError(call, response);
  const chosen = plan.hasBody ? chooseMedia(plan, response.headers.get("content-type")) : undefined;
  if (chosen !== undefined) return decoders[chosen.kind](call, response, chosen);
  response.body.discard();
  return undefined;
}

async function throwApiError(call: Call, response: TransportResponse): Promise<never> {
  throw await toApiError(call, response);
}

function decodeJson(call: Call, response: TransportResponse, chosen: ChosenMedia): unknown {
  const finish = (text: string): unknown => {
    if (text === "") return undefined;
    const source = { status: response.status, contentType: chosen.contentType };
    const value = parseJson(text, source, jsonParser(call.values, chosen.media.schema));
    return checkValue(call, chosen.media.schema, { value, status: response.status });
  };
  return withText(call, response, chosen, finish);
}

function decodeString(call: Call, response: TransportResponse, chosen: ChosenMedia): unknown {
  return withText(call, response, chosen, (value) =>
    checkValue(call, chosen.media.schema, { value, status: response.status }),
  );
}

/** Most bodies have come with their headers: those are read without waiting. */
function withText(
  call: Call,
  response: TransportResponse,
  chosen: ChosenMedia,
  finish: (text: string) => unknown,
): unknown {
  const { status, body } = response;
  const { charset, contentType } = chosen;
  const limited = { limit: call.maxResponseBytes, status, contentType };
  const text = charset === undefined ? body.readyText?.() : undefined;
  if (text !== undefined) {
    expectSmall(text, limited);
    return finish(text);
  }
  return readWhole(body, limited).then((bytes) => finish(decodeText(bytes, { charset, status, contentType })));
}

function handOver(call: Call, response: TransportResponse): unknown {
  return new BinaryResponse(call, response);
}

function handOverStream(call: Call, response: TransportResponse, chosen: ChosenMedia): unknown {
  return new StreamBody(call, response, chosen);
}
