import type { Base } from "../base-url.js";
import type { OperationDescriptor } from "../contract.js";
import { propertyOf } from "../error-message.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { withoutFinalSlashes } from "../final-slashes.js";
import { applyHeaders, type HeaderRecord } from "../headers.js";
import type { HeaderOptions } from "../options.js";
import type { ApiRequest, CallState } from "../request.js";
import { planResponse } from "../response-plan.js";
import type { ClientFeature, LeanApi, LeanCall } from "./feature.js";
import { isJson } from "./is-json.js";
import { missingFeature } from "./missing-feature.js";
import { placeScalars } from "./place-scalars.js";

/** What a client was told, and what only one of its features can do: to write what it can't write by itself. */
export interface LeanRequestSettings extends Pick<ClientFeature, "placeParams" | "encode"> {
  readonly baseUrl?: string | undefined;
  readonly headers?: HeaderOptions | undefined;
}

/** The address that an operation is sent to. @throws ConfigurationError where it must be given */
export function leanBase(
  api: LeanApi,
  { servers = api.servers }: OperationDescriptor,
  baseUrl = `${servers[0]?.url}`,
): Base {
  try {
    const { href, origin, pathname, search } = new URL(baseUrl);
    // With a user or a password, the origin is not what it begins with.
    if (/^https?:[^{]*$/i.test(baseUrl) && href.startsWith(origin)) {
      return { origin, path: withoutFinalSlashes(pathname), query: search.slice(1) };
    }
  } catch {
    // What is wrong with it is said below.
  }
  throw new ConfigurationError({ message: "`baseUrl` must be an http(s) URL without variables or password" });
}

/**
 * Puts the parameters where the document says.
 * @throws RequestValidationError for what can't be sent, ConfigurationError for what the client lacks
 */
export function buildLeanRequest(call: LeanCall, settings: LeanRequestSettings): ApiRequest {
  const { operation, params, options } = call;
  const { placeParams = placeScalars, encode = noEncoder } = settings;
  const base = leanBase(call.api, operation, options.baseUrl ?? settings.baseUrl);
  const headers: HeaderRecord = { accept: options.accept ?? acceptOf(operation) };
  const hasBody = operation.body && propertyOf(params, "body") !== undefined;
  const body = hasBody ? encode(operation, params, headers) : undefined;
  if (options.requestId !== undefined) headers["x-request-id"] = options.requestId;
  applyHeaders(headers, settings.headers);
  const path = placeParams(operation, params, { headers, base, extra: options.query ?? {} });
  applyHeaders(headers, options.headers);
  const { method } = operation;
  const { origin } = base;
  const requestId = headers["x-request-id"];
  // What the middleware of a feature reads of it, the feature has brought.
  const state = call as LeanCall & CallState;
  return { operation, params, method, origin, trustedOrigin: origin, path, headers, body, requestId, call: state };
}

/** JSON, where a success has it: it is what the types promise. All else is better than nothing. */
function acceptOf(operation: OperationDescriptor): string {
  const types = Object.keys(planResponse(operation, 200).descriptor?.content ?? {});
  const json = types.filter((type) => isJson.test(type));
  return [...(json.length > 0 ? json : types), "*/*;q=0.5"].join(", ");
}

function noEncoder({ id }: OperationDescriptor): never {
  throw missingFeature(`The body of ${id}`, "Json");
}
