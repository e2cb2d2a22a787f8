import type { Response, ResponseMedia } from "../../model/operation.js";
import type { OperationPlan, ResourcePlan } from "../../plan/client-plan.js";
import type { Reporter } from "./change.js";
import { type Direction, diffSchema, type SchemaDiff } from "./diff-schema.js";
import type { Side } from "./side.js";

/** An operation with the resource that it belongs to. */
export interface OperationSide {
  readonly side: Side;
  readonly resource: ResourcePlan;
  readonly plan: OperationPlan;
}

/** Compares two versions of an operation: how it is called, what it takes, what it gives, what it throws. */
export function diffOperation(before: OperationSide, after: OperationSide, report: Reporter): void {
  diffNames(before, after, report);
  const context = (direction: Direction): SchemaDiff => ({
    before: before.side,
    after: after.side,
    direction,
    report,
  });
  diffParams(before.plan, after.plan, context("request"));
  diffBody(before.plan, after.plan, context("request"));
  diffResults(before.plan, after.plan, context("response"));
  diffErrors(before.plan, after.plan, report);
  const [old, now] = [before.plan.operation, after.plan.operation];
  if (!old.deprecated && now.deprecated) report("docs", "is deprecated");
  if (old.deprecated && !now.deprecated) report("docs", "is no longer deprecated");
  if (old.summary !== now.summary || old.description !== now.description) report("docs", "is described in other words");
  if (needsNothing(before.plan) && !needsNothing(after.plan)) report("breaking", "now needs credentials");
  if (!needsNothing(before.plan) && needsNothing(after.plan)) report("additive", "no longer needs credentials");
}

function diffNames(before: OperationSide, after: OperationSide, report: Reporter): void {
  const [old, now] = [before.plan, after.plan];
  if (old.functionName.text !== now.functionName.text)
    report("breaking", `the function \`${old.functionName.text}\` is now \`${now.functionName.text}\``);
  const [oldMethod, nowMethod] = [before, after].map(
    ({ resource, plan }) => `${resource.property.text}.${plan.methodName}`,
  );
  if (oldMethod !== nowMethod) report("breaking", `the method \`${oldMethod}\` is now \`${nowMethod}\``);
  if (before.resource.module !== after.resource.module && oldMethod === nowMethod)
    report("breaking", `moved from ${before.resource.module} to ${after.resource.module}`);
  const [oldRoute, nowRoute] = [old, now].map(({ operation }) => `${operation.method} ${operation.path}`);
  if (oldRoute !== nowRoute) report("docs", `sends ${nowRoute} instead of ${oldRoute}`);
}

function diffParams(before: OperationPlan, after: OperationPlan, diff: SchemaDiff): void {
  const known = new Map(after.params.map((param) => [param.name, param.parameter]));
  const old = new Set(before.params.map(({ name }) => name));
  for (const { name, parameter } of before.params) {
    const now = known.get(name);
    const place = `the parameter \`${name}\``;
    if (!now) {
      diff.report("breaking", `${place} is gone`);
      continue;
    }
    if (parameter.required !== now.required)
      diff.report(now.required ? "breaking" : "additive", `${place} is ${now.required ? "now" : "no longer"} required`);
    if (!parameter.deprecated && now.deprecated) diff.report("docs", `${place} is deprecated`);
    diffSchema(parameter.schema, now.schema, place, diff);
  }
  for (const { name, parameter } of after.params.filter((param) => !old.has(param.name)))
    diff.report(
      parameter.required ? "breaking" : "additive",
      `the parameter \`${name}\` is new${parameter.required ? " and required" : ""}`,
    );
}

function diffBody(before: OperationPlan, after: OperationPlan, diff: SchemaDiff): void {
  const [old, now] = [before.operation.body, after.operation.body];
  if (!old && !now) return;
  if (!old || !now) {
    if (old) diff.report("breaking", "takes no body any more");
    else
      diff.report(now?.required ? "breaking" : "additive", `takes a body${now?.required ? ", which is required" : ""}`);
    return;
  }
  if (old.required !== now.required)
    diff.report(now.required ? "breaking" : "additive", `the body is ${now.required ? "now" : "no longer"} required`);
  for (const media of old.media) {
    const other = now.media.find(({ mediaType }) => mediaType === media.mediaType);
    if (other)
      diffSchema(media.schema, other.schema, old.media.length > 1 ? `the ${media.mediaType} body` : "the body", diff);
    else diff.report("breaking", `takes no ${media.mediaType} any more`);
  }
  for (const { mediaType } of now.media.filter(
    (media) => !old.media.some((other) => other.mediaType === media.mediaType),
  ))
    diff.report("additive", `takes ${mediaType} as well`);
}

function diffResults(before: OperationPlan, after: OperationPlan, diff: SchemaDiff): void {
  const [old, now] = [results(before), results(after)];
  for (const response of old) {
    const other = now.find(({ status }) => status === response.status);
    if (other) diffResult(response, other, diff);
    else diff.report("breaking", `no longer answers ${response.status}`);
  }
  const isNew = now.filter((response) => !old.some(({ status }) => status === response.status));
  for (const { status } of isNew) diff.report("breaking", `may now answer ${status} as well`);
}

function diffResult(before: Response, after: Response, diff: SchemaDiff): void {
  const place = `the result (${before.status})`;
  const [old, now] = [before.media[0], after.media[0]];
  if (!old && !now) return;
  if (!old || !now) {
    diff.report(old ? "breaking" : "additive", `${place} has ${old ? "no body any more" : "a body now"}`);
    return;
  }
  if (old.kind !== now.kind) diff.report("breaking", `${place} is ${now.kind} instead of ${old.kind}`);
  else compareMedia(old, now, place, diff);
}

function compareMedia(before: ResponseMedia, after: ResponseMedia, place: string, diff: SchemaDiff): void {
  if (before.schema && after.schema) diffSchema(before.schema, after.schema, place, diff);
  else if (before.schema && before.kind === "json") diff.report("breaking", `${place} has no type any more`);
  else if (after.schema && after.kind === "json") diff.report("additive", `${place} has a type now`);
  if (before.itemSchema && after.itemSchema)
    diffSchema(before.itemSchema, after.itemSchema, `an item of ${place}`, diff);
}

function diffErrors(before: OperationPlan, after: OperationPlan, report: Reporter): void {
  const names = (plan: OperationPlan): ReadonlyMap<string, string> =>
    new Map(plan.errors.map((error) => [error.response.status, error.class.name.text]));
  const [old, now] = [names(before), names(after)];
  for (const [status, name] of old) {
    const other = now.get(status);
    if (other === undefined) report("docs", `no longer declares that it throws \`${name}\` (${status})`);
    else if (other !== name) report("breaking", `throws \`${other}\` instead of \`${name}\` (${status})`);
  }
  for (const [status, name] of now)
    if (!old.has(status)) report("additive", `declares that it throws \`${name}\` (${status})`);
}

function results({ operation }: OperationPlan): readonly Response[] {
  return operation.responses.filter(({ isError }) => !isError);
}

function needsNothing({ operation }: OperationPlan): boolean {
  return operation.security.length === 0 || operation.security.some((alternative) => alternative.length === 0);
}
