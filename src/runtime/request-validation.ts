import { RequestValidationError } from "./errors/request-validation-error.js";
import { printIssues, type ValidationIssue } from "./errors/validation-issue.js";
import { essenceOf, familyOf, findMedia } from "./media-type.js";
import type { Middleware } from "./middleware.js";
import { reportDrift } from "./report-drift.js";
import type { ApiRequest } from "./request.js";
import { withoutParts } from "./serialize/part.js";
import { validateGiven } from "./validate.js";

interface Checked {
  readonly fatal: readonly ValidationIssue[];
  readonly drift: readonly ValidationIssue[];
}

/** Checks parameters and body against the document before anything is sent. Off unless asked for. */
export const requestValidation: Middleware = (request, next) => {
  if (request.call.validation.request === "off") return next(request);
  const checks = [...checkParams(request), checkBody(request)];
  const fatal = checks.flatMap((check) => check.fatal);
  const drift = checks.flatMap((check) => check.drift);
  if (drift.length > 0) reportDrift(request, { direction: "request", status: undefined, issues: drift });
  if (fatal.length === 0) return next(request);
  const message = `The request is not what ${request.operation.id} takes: ${printIssues(fatal)}`;
  return Promise.reject(new RequestValidationError({ message, issues: fatal }));
};

function checkParams(request: ApiRequest): readonly Checked[] {
  return (request.operation.params ?? []).map((param) => {
    const value = Object.hasOwn(request.params, param.name) ? request.params[param.name] : undefined;
    const isAbsent = value === undefined || (value === null && param.in !== "path");
    if (isAbsent) return param.required === true ? missing(request, param.name) : nothing;
    return check(request, { name: param.name, value, schema: param.schema });
  });
}

function checkBody(request: ApiRequest): Checked {
  const descriptor = request.operation.body;
  if (descriptor === undefined) return nothing;
  const { body, contentType } = request.params;
  if (body === undefined) return descriptor.required === true ? missing(request, "body") : nothing;
  const types = Object.keys(descriptor.content);
  const key = typeof contentType === "string" ? findMedia(types, contentType) : types[0];
  const schema = key === undefined ? undefined : descriptor.content[key]?.schema;
  return check(request, { name: "body", value: isMultipart(key) ? withoutParts(body) : body, schema });
}

function isMultipart(mediaType: string | undefined): boolean {
  return mediaType !== undefined && familyOf(essenceOf(mediaType)) === "multipart";
}

interface Subject {
  readonly name: string;
  readonly value: unknown;
  readonly schema: Parameters<typeof validateGiven>[0];
}

function check(request: ApiRequest, { name, value, schema }: Subject): Checked {
  const verdict = validateGiven(schema, value, request.call.validation.request, request.call.values);
  if (verdict.kind === "valid") return nothing;
  const issues = verdict.issues.map((issue) => ({ ...issue, path: [name, ...issue.path] }));
  return verdict.kind === "drift" ? { fatal: [], drift: issues } : { fatal: issues, drift: [] };
}

function missing(request: ApiRequest, name: string): Checked {
  const issue = { path: [name], message: "is required", code: "invalid_type" };
  return request.call.validation.request === "warn" ? { fatal: [], drift: [issue] } : { fatal: [issue], drift: [] };
}

const nothing: Checked = { fatal: [], drift: [] };
