import { type PathPlan, planPath, type QueryPlan } from "./address.js";
import type { OperationDescriptor, ParamDescriptor, ParamLocation, ResponseDescriptor } from "./contract.js";
import { essenceOf, familyOf } from "./media-type.js";
import { declaredRequestIdHeaders } from "./response.js";
import { planResponse, type ResponsePlan } from "./response-plan.js";

/** What is worked out once for each operation, when it is first called. */
export interface OperationPlan extends PathPlan, QueryPlan {
  readonly operation: OperationDescriptor;
  readonly headerParams: readonly ParamDescriptor[];
  readonly cookieParams: readonly ParamDescriptor[];
  /** The keys of the body's `content`, in order. */
  readonly bodyTypes: readonly string[];
  readonly accept: string;
  /** The headers that the document declares for the id of a request. */
  readonly requestIdHeaders: readonly string[];
  /** By status. */
  readonly responses: Map<number, ResponsePlan>;
}

const plans = /* @__PURE__ */ new WeakMap<OperationDescriptor, OperationPlan>();

export function planOperation(operation: OperationDescriptor): OperationPlan {
  let plan = plans.get(operation);
  if (plan === undefined) {
    plan = makePlan(operation);
    plans.set(operation, plan);
  }
  return plan;
}

/** What the document says of a status. There are at most 500 of them. */
export function responsePlanOf(plan: OperationPlan, status: number): ResponsePlan {
  let response = plan.responses.get(status);
  if (response === undefined) {
    response = planResponse(plan.operation, status);
    plan.responses.set(status, response);
  }
  return response;
}

function makePlan(operation: OperationDescriptor): OperationPlan {
  const params = operation.params ?? [];
  const at = (location: ParamLocation) => params.filter((param) => param.in === location);
  return {
    operation,
    ...planPath(operation),
    queryParams: at("query"),
    querystring: at("querystring")[0],
    headerParams: at("header"),
    cookieParams: at("cookie"),
    bodyTypes: Object.keys(operation.body?.content ?? {}),
    accept: planAccept(operation),
    requestIdHeaders: declaredRequestIdHeaders(operation),
    responses: new Map(),
  };
}

/** The media type of success first; RFC 9110 12.5.1 has no order of its own, so the others get a lower weight. */
function planAccept(operation: OperationDescriptor): string {
  const entries = Object.entries(operation.responses);
  const [success, failure] = [entries.filter(isSuccess), entries.filter((entry) => !isSuccess(entry))].map((list) =>
    list.map(([, response]) => Object.keys(response.content ?? {})),
  );
  const types = [...new Set([...byPreference((success ?? []).flatMap(preferred)), ...(failure ?? []).flat()])];
  const [first, ...others] = types;
  if (first === undefined) return "*/*";
  return [first, ...others.map((type) => `${type};q=0.9`)].join(", ");
}

function isSuccess([status, response]: [string, ResponseDescriptor]): boolean {
  return /^[23]/.test(status) || (status === "default" && response.error === undefined);
}

/** Where a response has JSON, only streams are asked for besides: it is what the types promise. */
function preferred(types: readonly string[]): readonly string[] {
  return types.some(isJson) ? types.filter((type) => isJson(type) || isStream(type)) : types;
}

function isStream(type: string): boolean {
  const family = familyOf(essenceOf(type));
  return family === "events" || family === "lines";
}

function isJson(type: string): boolean {
  return familyOf(essenceOf(type)) === "json";
}

/** JSON is what the types of an SDK describe best. */
function byPreference(types: readonly string[]): readonly string[] {
  return [...types.filter(isJson), ...types.filter((type) => !isJson(type))];
}
