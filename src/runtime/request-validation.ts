import { RequestValidationError } from "./errors/request-validation-error.js";
import { printIssues, type ValidationIssue } from "./errors/validation-issue.js";
import { essenceOf, familyOf, findMedia } from "./media-type.js";
import type { Policy } from "./middleware.js";
import { reportDrift } from "./report-drift.js";
import type { ApiRequest } from "./request.js";
import { withoutParts } from "./serialize/part.js";
import { validateGiven } from "./validate.js";

/** What was found so far, made with the first issue: most requests have none. */
interface Found {
  readonly fatal: ValidationIssue[];
  readonly drift: ValidationIssue[];
}

/** Checks parameters and body against the document before anything is sent. Off unless asked for. */
export const requestValidation: Policy = (request, next, receive) => {
  if (request.call.validation.request === "off") return next(request, receive);
  const found = checkBody(request, checkParams(request));
  if (found === undefined) return next(request, receive);
  const { fatal, drift } = found;
  if (drift.length > 0) reportDrift(request, { direction: "request", status: undefined, issues: drift });
  if (fatal.length === 0) return next(request, receive);
  const message = `The request is not what ${request.operation.id} takes: ${printIssues(fatal)}`;
  return Promise.reject(new RequestValidationError({ message, issues: fatal }));
};

function checkParams(request: ApiRequest): Found | undefined {
  let found: Found | undefined;
  for (const param of request.operation.params ?? []) {
    const value = Object.hasOwn(request.params, param.name) ? request.params[param.name] : undefined;
    if (value !== undefined && (value !== null || param.in === "path")) {
      found = check(request, found, { name: param.name, value, schema: param.schema });
    } else if (param.required === true) found = missing(request, found, param.name);
  }
  return found;
}

function checkBody(request: ApiRequest, found: Found | undefined): Found | undefined {
  const descriptor = request.operation.body;
  if (descriptor === undefined) return found;
  const { body, contentType } = request.params;
  if (body === undefined) return descriptor.required === true ? missing(request, found, "body") : found;
  const types = Object.keys(descriptor.content);
  const key = typeof contentType === "string" ? findMedia(types, contentType) : types[0];
  const schema = key === undefined ? undefined : descriptor.content[key]?.schema;
  return check(request, found, { name: "body", value: isMultipart(key) ? withoutParts(body) : body, schema });
}

function isMultipart(mediaType: string | undefined): boolean {
  return mediaType !== undefined && familyOf(essenceOf(mediaType)) === "multipart";
}

interface Subject {
  readonly name: string;
  readonly value: unknown;
  readonly schema: Parameters<typeof validateGiven>[0];
}

function check(request: ApiRequest, found: Found | undefined, { name, value, schema }: Subject): Found | undefined {
  const verdict = validateGiven(schema, value, request.call.validation.request, request.call.values);
  if (verdict.kind === "valid") return found;
  const { fatal, drift } = found ?? { fatal: [], drift: [] };
  const issues = verdict.kind === "drift" ? drift : fatal;
  for (const issue of verdict.issues) issues.push({ ...issue, path: [name, ...issue.path] });
  return { fatal, drift };
}

function missing(request: ApiRequest, found: Found | undefined, name: string): Found {
  const { fatal, drift } = found ?? { fatal: [], drift: [] };
  const issues = request.call.validation.request === "warn" ? drift : fatal;
  issues.push({ path: [name], message: "is required", code: "invalid_type" });
  return { fatal, drift };
}
