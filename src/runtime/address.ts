/** Where the parameters of an operation go in its address and its headers. */
import type { OperationDescriptor, ParamDescriptor } from "./contract.js";
import { addHeaderParam } from "./header-param.js";
import type { HeaderRecord } from "./headers.js";
import { expectSegment, expectStraight, expectText } from "./path-rules.js";
import { appendQuery } from "./serialize/append-query.js";
import { encodeLiteral } from "./serialize/encode.js";
import { serializeHeaderParam } from "./serialize/header.js";
import { serializePathParam } from "./serialize/path.js";
import { serializeQueryParam } from "./serialize/query.js";
import { serializeQuerystring } from "./serialize/querystring.js";

export type Params = Readonly<Record<string, unknown>>;

export interface PathPlan {
  /** The fixed texts of the path; a parameter stands between each two of them. */
  readonly pathTexts: readonly string[];
  readonly pathParams: readonly ParamDescriptor[];
}

export interface QueryPlan {
  readonly queryParams: readonly ParamDescriptor[];
  readonly querystring: ParamDescriptor | undefined;
}

/** Takes the template apart. */
export function planPath({ path, params = [] }: OperationDescriptor): PathPlan {
  // What follows a `#` never reaches a server; some documents tell operations apart by it.
  const template = path.split("#", 1)[0] ?? "";
  const pieces = template.split(/\{([^{}]+)\}/);
  const inPath = params.filter((param) => param.in === "path");
  return {
    pathTexts: pieces.filter((_piece, index) => index % 2 === 0).map(encodeLiteral),
    pathParams: pieces.filter((_piece, index) => index % 2 === 1).map((name) => pathParam(inPath, name)),
  };
}

/** A template may name a parameter that the document doesn't declare: its value is still looked for. */
function pathParam(params: readonly ParamDescriptor[], name: string): ParamDescriptor {
  return params.find((param) => (param.wireName ?? param.name) === name) ?? { name, in: "path", required: true };
}

/**
 * Path and base path are joined by the caller.
 * @throws RequestValidationError where a value is missing, empty or leads to another path
 */
export function buildPath({ pathTexts, pathParams }: PathPlan, params: Params): string {
  let path = pathTexts[0] ?? "";
  for (let index = 0; index < pathParams.length; index += 1) {
    const param = pathParams[index];
    if (param !== undefined) path += pathValue(param, params) + (pathTexts[index + 1] ?? "");
  }
  if (pathParams.length > 0) expectStraight(path, pathParams[0]?.name ?? "");
  return path;
}

function pathValue(param: ParamDescriptor, params: Params): string {
  const value = Object.hasOwn(params, param.name) ? params[param.name] : undefined;
  expectSegment(param.name, value);
  const text = serializePathParam(param, value);
  expectText(param.name, text);
  return text;
}

/** Without `?`; nothing where there is nothing to send. */
export function buildQuery(plan: QueryPlan, params: Params, extra: Params | undefined): string {
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

/** What is asked for: path, the server's own query, and the operation's. */
export function joinQuery(path: string, baseQuery: string, query: string): string {
  const all = baseQuery === "" ? query : appendQuery(baseQuery, query);
  const target = path === "" ? "/" : path;
  if (all === "") return target;
  // Some documents write a query into the path.
  return target + (target.includes("?") ? "&" : "?") + all;
}

/** @throws RequestValidationError for a value that no header can have */
export function addHeaderParams(list: readonly ParamDescriptor[], params: Params, headers: HeaderRecord): void {
  for (const param of list) {
    const value = serializeHeaderParam(param, Object.hasOwn(params, param.name) ? params[param.name] : undefined);
    if (value !== undefined) addHeaderParam(headers, param, value);
  }
}
