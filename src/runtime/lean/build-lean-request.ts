import type { Base } from "../base-url.js";
import type { ApiDescriptor, OperationDescriptor } from "../contract.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { applyHeaders, type HeaderRecord } from "../headers.js";
import type { HeaderOptions } from "../options.js";
import type { ApiRequest, CallState } from "../request.js";
import type { RequestBody } from "../request-body.js";
import { planResponse } from "../response-plan.js";
import type { ClientFeature, LeanCall } from "./feature.js";
import { isJson } from "./is-json.js";
import { missingFeature } from "./missing-feature.js";
import { placeScalars } from "./place-scalars.js";

export interface LeanRequestInput {
  readonly call: LeanCall;
  readonly params: Readonly<Record<string, unknown>>;
  readonly client: { readonly baseUrl?: string | undefined; readonly headers?: HeaderOptions | undefined };
  readonly abilities: Pick<ClientFeature, "placeParams" | "encode">;
}

/** The address that an operation is sent to. @throws ConfigurationError where it must be given */
export function leanBase(api: ApiDescriptor, { servers = api.servers }: OperationDescriptor, baseUrl?: string): Base {
  const text = baseUrl ?? servers[0]?.url ?? "";
  try {
    const { protocol, username, password, origin, pathname, search } = new URL(text);
    if (/^https?:$/.test(protocol) && username + password === "" && !text.includes("{")) {
      return { origin, path: pathname.replace(/\/+$/, ""), query: search.slice(1) };
    }
  } catch {
    // What is wrong with it is said below.
  }
  throw new ConfigurationError({
    message: "`baseUrl` must be an http(s) URL, without variables and without a password",
  });
}

/**
 * Puts the parameters where the document says.
 * @throws RequestValidationError for what can't be sent, ConfigurationError for what the client lacks
 */
export function buildLeanRequest(input: LeanRequestInput): ApiRequest {
  const { call, params, client, abilities } = input;
  const { placeParams = placeScalars } = abilities;
  const { operation, options } = call;
  const base = leanBase(call.api, operation, options.baseUrl ?? client.baseUrl);
  const headers: HeaderRecord = { accept: options.accept ?? acceptOf(operation) };
  const body = addBody(input, headers);
  if (options.requestId !== undefined) headers["x-request-id"] = options.requestId;
  applyHeaders(headers, client.headers ?? {});
  const path = placeParams(operation, params, { headers, base, extra: options.query ?? {} });
  applyHeaders(headers, options.headers ?? {});
  const { method } = operation;
  // What the middleware of a feature reads of it, the feature has brought.
  const state = call as LeanCall & CallState;
  const requestId = headers["x-request-id"];
  const { origin } = base;
  return { operation, params, method, origin, trustedOrigin: origin, path, headers, body, requestId, call: state };
}

/** JSON, where a success has it: it is what the types promise. All else is better than nothing. */
function acceptOf(operation: OperationDescriptor): string {
  const types = Object.keys(planResponse(operation, 200).descriptor?.content ?? {});
  const json = types.filter((type) => isJson.test(type));
  return [...(json.length > 0 ? json : types), "*/*;q=0.5"].join(", ");
}

/** @throws ConfigurationError where the client was not made to write bodies */
function addBody(
  { call, params, abilities: { encode } }: LeanRequestInput,
  headers: HeaderRecord,
): RequestBody | undefined {
  const { body: declared, id } = call.operation;
  const value = Object.hasOwn(params, "body") ? params["body"] : undefined;
  if (declared === undefined || value === undefined) return undefined;
  if (encode === undefined) throw missingFeature(`The body of ${id}`, "Json");
  const { body, contentType } = encode(
    String(params["contentType"] ?? Object.keys(declared.content)[0]),
    declared,
    value,
  );
  headers["content-type"] = contentType;
  return body;
}
