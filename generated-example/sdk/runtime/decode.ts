// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { BinaryResponse } from "./binary.js";
import type { Call } from "./call.js";
import type { BodyKind, OperationDescriptor, ResponseDescriptor, ResponseMediaDescriptor } from "./contract.js";
import { toApiError } from "./error-body.js";
import { ResponseValidationError } from "./errors/response-validation-error.js";
import { printIssues } from "./errors/validation-issue.js";
import { parseJson } from "./json.js";
import { reportDrift } from "./report-drift.js";
import { type ChosenMedia, chooseMedia } from "./response-media.js";
import { decodeText } from "./text.js";
import type { TransportResponse } from "./transport/transport.js";
import { validateValue } from "./validate.js";

type Decode = (call: Call, response: TransportResponse, chosen: ChosenMedia) => Promise<unknown>;

const decoders: Readonly<Record<BodyKind, Decode>> = {
  json: decodeJson,
  text: decodeString,
  binary: handOver,
  events: handOver,
  lines: handOver,
};

/** The declared result of a response. @throws ApiError for statuses that are errors */
export async function decodeResponse(call: Call, response: TransportResponse): Promise<unknown> {
  const { status } = response;
  const descriptor = findResponse(call.operation, status);
  if (!isSuccess(status, descriptor)) throw await toApiError(call, response, descriptor?.response);
  // RFC 9110 6.4.1: these have no content, whatever the document says.
  const isEmpty = status === 204 || status === 205 || status === 304 || call.operation.method === "HEAD";
  const expected = descriptor?.response ?? firstSuccess(call.operation);
  const chosen = isEmpty ? undefined : chooseMedia(expected, response.headers.get("content-type"));
  if (chosen === undefined) {
    response.body.discard();
    return undefined;
  }
  return decoders[chosen.kind](call, response, chosen);
}

async function decodeJson(call: Call, response: TransportResponse, chosen: ChosenMedia): Promise<unknown> {
  const bytes = await response.body.bytes();
  if (bytes.byteLength === 0) return undefined;
  const source = { status: response.status, contentType: chosen.contentType };
  return checkValue(call, response, { value: parseJson(decodeText(bytes, source), source), media: chosen.media });
}

async function decodeString(call: Call, response: TransportResponse, chosen: ChosenMedia): Promise<unknown> {
  const bytes = await response.body.bytes();
  const value = decodeText(bytes, { status: response.status, contentType: chosen.contentType });
  return checkValue(call, response, { value, media: chosen.media });
}

async function handOver(call: Call, response: TransportResponse): Promise<unknown> {
  return new BinaryResponse(call, response);
}

interface Received {
  readonly value: unknown;
  readonly media: ResponseMediaDescriptor;
}

function checkValue(call: Call, response: TransportResponse, { value, media }: Received): unknown {
  const verdict = validateValue(media.schema, value, call.validation.response);
  if (verdict.kind === "valid") return verdict.value;
  const { issues } = verdict;
  if (verdict.kind === "invalid") {
    const message = `The response to ${call.operation.id} is not what the document says: ${printIssues(issues)}`;
    throw new ResponseValidationError({ message, issues, status: response.status, body: value });
  }
  reportDrift({ operation: call.operation, call }, { direction: "response", status: response.status, issues });
  return verdict.value;
}

interface FoundResponse {
  readonly key: string;
  readonly response: ResponseDescriptor;
}

/** OpenAPI 3.2, 4.16 Responses Object: the status itself, its range, then `default`. */
function findResponse({ responses }: OperationDescriptor, status: number): FoundResponse | undefined {
  for (const key of [`${status}`, `${Math.floor(status / 100)}XX`, "default"]) {
    const response = Object.hasOwn(responses, key) ? responses[key] : undefined;
    if (response !== undefined) return { key, response };
  }
  return undefined;
}

/** 2xx and 304, and a 3xx that the document declares as a result; not what it declares as an error. */
function isSuccess(status: number, found: FoundResponse | undefined): boolean {
  const isDeclared = found !== undefined && found.key !== "default";
  if (isDeclared && found.response.error !== undefined) return false;
  return (status >= 200 && status <= 299) || status === 304 || (isDeclared && status >= 300 && status <= 399);
}

/** A 201 where the document knows only a 200 is read as the 200. */
function firstSuccess({ responses }: OperationDescriptor): ResponseDescriptor | undefined {
  const key = Object.keys(responses).find((status) => status.startsWith("2"));
  return key === undefined ? undefined : responses[key];
}
