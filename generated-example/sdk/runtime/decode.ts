// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { BinaryResponse } from "./binary.js";
import type { Call } from "./call.js";
import type { BodyKind, ResponseMediaDescriptor } from "./contract.js";
import { toApiError } from "./error-body.js";
import { ResponseValidationError } from "./errors/response-validation-error.js";
import { printIssues } from "./errors/validation-issue.js";
import { jsonParser, parseJson } from "./json.js";
import { responsePlanOf } from "./operation-plan.js";
import { reportDrift } from "./report-drift.js";
import { type ChosenMedia, chooseMedia } from "./response-plan.js";
import { decodeText } from "./text.js";
import type { TransportResponse } from "./transport/transport.js";
import { validateValue } from "./validate.js";

/** Gives the value, or a promise of it where the body has not all come. */
type Decode = (call: Call, response: TransportResponse, chosen: ChosenMedia) => unknown;

const decoders: Readonly<Record<BodyKind, Decode>> = {
  json: decodeJson,
  text: decodeString,
  binary: handOver,
  events: handOver,
  lines: handOver,
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
    return checkValue(call, response, { value, media: chosen.media });
  };
  return withText(response, chosen, finish);
}

function decodeString(call: Call, response: TransportResponse, chosen: ChosenMedia): unknown {
  return withText(response, chosen, (value) => checkValue(call, response, { value, media: chosen.media }));
}

/** Most bodies have come with their headers: those are read without waiting. */
function withText(response: TransportResponse, chosen: ChosenMedia, finish: (text: string) => unknown): unknown {
  const { status, body } = response;
  const { charset, contentType } = chosen;
  const text = charset === undefined ? body.readyText?.() : undefined;
  if (text !== undefined) return finish(text);
  return body.bytes().then((bytes) => finish(decodeText(bytes, { charset, status, contentType })));
}

function handOver(call: Call, response: TransportResponse): unknown {
  return new BinaryResponse(call, response);
}

interface Received {
  readonly value: unknown;
  readonly media: ResponseMediaDescriptor;
}

function checkValue(call: Call, response: TransportResponse, { value, media }: Received): unknown {
  const verdict = validateValue(media.schema, value, call.validation.response, call.values);
  if (verdict.kind === "valid") return verdict.value;
  const { issues } = verdict;
  if (verdict.kind === "invalid") {
    const message = `The response to ${call.operation.id} is not what the document says: ${printIssues(issues)}`;
    throw new ResponseValidationError({ message, issues, status: response.status, body: value });
  }
  reportDrift({ operation: call.operation, call }, { direction: "response", status: response.status, issues });
  return verdict.value;
}
