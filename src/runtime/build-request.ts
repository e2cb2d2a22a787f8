import { addHeaderParams, buildPath, buildQuery, joinQuery, type Params } from "./address.js";
import { addCookieParams } from "./cookie-params.js";
import { RequestValidationError } from "./errors/request-validation-error.js";
import { applyHeaders, copyHeaders, type HeaderRecord } from "./headers.js";
import { findMedia } from "./media-type.js";
import type { OperationPlan } from "./operation-plan.js";
import type { RequestOptions } from "./options.js";
import { randomId } from "./platform.js";
import type { ApiRequest, CallState } from "./request.js";
import type { RequestBody, SerializedBody } from "./request-body.js";
import { requestProblem } from "./request-problem.js";
import { serializeBody } from "./serialize/body.js";
import type { ClientSettings } from "./settings.js";

export interface RequestInput {
  readonly plan: OperationPlan;
  readonly params: Params;
  readonly options: RequestOptions;
  readonly settings: ClientSettings;
  readonly call: CallState;
  /** What the transport can decode. */
  readonly acceptEncoding: string | undefined;
}

/**
 * Puts the parameters where the document says.
 * @throws RequestValidationError for what can't be sent, ConfigurationError for what the client lacks
 */
export function buildRequest(input: RequestInput): ApiRequest {
  const { plan, params, options, settings, call } = input;
  const base = settings.servers.resolve(plan.operation, options.baseUrl);
  const query = buildQuery(plan, params, options.query);
  const headers = copyHeaders(settings.baseHeaders);
  headers["accept"] = options.accept ?? plan.accept;
  if (input.acceptEncoding !== undefined) headers["accept-encoding"] = input.acceptEncoding;
  const body = addBody(plan, params, headers);
  const requestId = options.requestId ?? (settings.makesRequestIds ? randomId() : undefined);
  if (settings.requestIdHeader !== undefined && requestId !== undefined) headers[settings.requestIdHeader] = requestId;
  if (settings.headers !== undefined) applyHeaders(headers, settings.headers);
  if (plan.headerParams.length > 0) addHeaderParams(plan.headerParams, params, headers);
  if (plan.cookieParams.length > 0) addCookieParams(plan.cookieParams, params, headers);
  if (options.headers !== undefined) applyHeaders(headers, options.headers);
  // A part of a file would be a part of its coded form.
  if (headers["range"] !== undefined && headers["accept-encoding"] === input.acceptEncoding) {
    delete headers["accept-encoding"];
  }
  return {
    operation: plan.operation,
    params,
    method: plan.operation.method,
    origin: base.origin,
    trustedOrigin: base.origin,
    path: joinQuery(base.path + buildPath(plan, params), base.query, query),
    headers,
    body,
    requestId: settings.requestIdHeader === undefined ? options.requestId : headers[settings.requestIdHeader],
    call,
  };
}

function addBody(plan: OperationPlan, params: Params, headers: HeaderRecord): RequestBody | undefined {
  const descriptor = plan.operation.body;
  if (descriptor === undefined || !Object.hasOwn(params, "body") || params["body"] === undefined) return undefined;
  const serialized = serializeChosen(plan, params);
  headers["content-type"] = serialized.contentType;
  return serialized.body;
}

function serializeChosen(plan: OperationPlan, params: Params): SerializedBody {
  const wanted = typeof params["contentType"] === "string" ? params["contentType"] : undefined;
  const key = wanted === undefined ? plan.bodyTypes[0] : findMedia(plan.bodyTypes, wanted);
  if (key === undefined) {
    const message = `"${wanted}" is not one of ${plan.bodyTypes.join(", ")}`;
    throw wanted === undefined
      ? new RequestValidationError({ message: `${plan.operation.id} declares no media type for its body`, issues: [] })
      : requestProblem("contentType", message);
  }
  // The wanted type may be one of a range: `image/png` of `image/*`.
  return serializeBody(wanted ?? key, plan.operation.body?.content[key] ?? {}, params["body"]);
}
