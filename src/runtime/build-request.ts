import type { ParamDescriptor } from "./contract.js";
import { RequestValidationError } from "./errors/request-validation-error.js";
import { applyHeaders, copyHeaders, type HeaderRecord } from "./headers.js";
import { findMedia } from "./media-type.js";
import type { OperationPlan } from "./operation-plan.js";
import type { RequestOptions } from "./options.js";
import { randomId } from "./platform.js";
import type { ApiRequest, CallState } from "./request.js";
import type { RequestBody, SerializedBody } from "./request-body.js";
import { requestProblem } from "./request-problem.js";
import { appendQuery } from "./serialize/append-query.js";
import { serializeBody } from "./serialize/body.js";
import { cookieProblem, serializeCookieParam } from "./serialize/cookie.js";
import { headerProblem, serializeHeaderParam } from "./serialize/header.js";
import { serializePathParam } from "./serialize/path.js";
import { serializeQueryParam } from "./serialize/query.js";
import { serializeQuerystring } from "./serialize/querystring.js";
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

type Params = Readonly<Record<string, unknown>>;

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
  if (plan.cookieParams.length > 0) addCookies(plan.cookieParams, params, headers);
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

/** `.` and `..`, percent-encoded or not: every URL parser on the way would resolve them. */
const dotSegment = /^(?:\.|%2e){1,2}$/i;
const dotSegmentWithin = /(?:^|\/)(?:\.|%2e){1,2}(?=[/?]|$)/i;

function buildPath(plan: OperationPlan, params: Params): string {
  const { pathTexts, pathParams } = plan;
  let path = pathTexts[0] ?? "";
  for (let index = 0; index < pathParams.length; index += 1) {
    const param = pathParams[index];
    if (param !== undefined) path += pathValue(param, params) + (pathTexts[index + 1] ?? "");
  }
  // Most paths have neither character, which is seen faster than the expression fails.
  if (pathParams.length > 0 && (path.includes(".") || path.includes("%")) && dotSegmentWithin.test(path)) {
    throw requestProblem(pathParams[0]?.name ?? "", `makes a path that leads elsewhere: ${path}`);
  }
  return path;
}

function pathValue(param: ParamDescriptor, params: Params): string {
  const value = Object.hasOwn(params, param.name) ? params[param.name] : undefined;
  if (value === undefined || value === null) throw requestProblem(param.name, "is required: it is part of the path");
  if (typeof value === "string" && dotSegment.test(value)) {
    throw requestProblem(param.name, `can't be ${JSON.stringify(value)}: it would lead to another path`);
  }
  const text = serializePathParam(param, value);
  // `DELETE /pets/` is not what anybody means who deletes the pet of an empty id.
  if (text === "") throw requestProblem(param.name, "can't be empty: it is part of the path");
  return text;
}

function buildQuery(plan: OperationPlan, params: Params, extra: Params | undefined): string {
  let query = "";
  for (const param of plan.queryParams) {
    const value = Object.hasOwn(params, param.name) ? params[param.name] : undefined;
    if (value === undefined || value === null) continue;
    query = appendQuery(query, serializeQueryParam(param, value));
  }
  if (plan.querystring !== undefined && Object.hasOwn(params, plan.querystring.name)) {
    query = appendQuery(query, serializeQuerystring(plan.querystring, params[plan.querystring.name]));
  }
  if (extra === undefined) return query;
  for (const [name, value] of Object.entries(extra)) query = appendQuery(query, serializeQueryParam({ name }, value));
  return query;
}

function joinQuery(path: string, baseQuery: string, query: string): string {
  const all = baseQuery === "" ? query : appendQuery(baseQuery, query);
  const target = path === "" ? "/" : path;
  if (all === "") return target;
  // Some documents write a query into the path.
  return target + (target.includes("?") ? "&" : "?") + all;
}

function addHeaderParams(list: readonly ParamDescriptor[], params: Params, headers: HeaderRecord): void {
  for (const param of list) {
    const value = serializeHeaderParam(param, Object.hasOwn(params, param.name) ? params[param.name] : undefined);
    if (value === undefined) continue;
    const name = param.wireName ?? param.name;
    const problem = headerProblem(name, value);
    if (problem !== undefined) throw requestProblem(param.name, problem);
    headers[name.toLowerCase()] = value;
  }
}

function addCookies(list: readonly ParamDescriptor[], params: Params, headers: HeaderRecord): void {
  const cookies = headers["cookie"] === undefined ? [] : [headers["cookie"]];
  for (const param of list) {
    const value = Object.hasOwn(params, param.name) ? params[param.name] : undefined;
    const text = serializeCookieParam(param, value);
    if (text === "") continue;
    const problem = cookieProblem(param, value) ?? headerProblem("cookie", text);
    if (problem !== undefined) throw requestProblem(param.name, problem);
    cookies.push(text);
  }
  if (cookies.length > 0) headers["cookie"] = cookies.join("; ");
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
