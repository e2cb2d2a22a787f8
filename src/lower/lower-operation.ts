import type { Operation, Response } from "../model/operation.js";
import { lowerAnnotations, operationNotes } from "./extensions/annotations.js";
import { ignoringExtension } from "./extensions/ignored.js";
import { lowerAuthorNames } from "./extensions/operation-names.js";
import { lowerBody } from "./lower-body.js";
import { lowerParameters } from "./lower-parameter.js";
import { lowerResponses } from "./lower-response.js";
import { lowerIdempotency, lowerRetries } from "./lower-retry.js";
import { lowerSecurityRequirements } from "./lower-security.js";
import { lowerServers } from "./lower-server.js";
import { originOf, stringAt, valuesAt } from "./node.js";
import type { OperationContext, OperationSite } from "./operation-sites.js";
import { lowerStreamFlag } from "./stream-flag.js";

export function lowerOperations(sites: readonly OperationSite[], context: OperationContext): readonly Operation[] {
  return sites.map((site) => lowerOperation(site, context));
}

/** OpenAPI 3.2, 4.10 Operation Object. */
function lowerOperation(site: OperationSite, context: OperationContext): Operation {
  const { node, pathItem } = site;
  const description = stringAt(node, "description") ?? stringAt(pathItem, "description");
  const words = [site.operationId ?? `${site.method.toLowerCase()} ${site.path}`];
  const own = lowerServers(node, context);
  const parameters = lowerParameters(site, context);
  const retry = lowerRetries(node, context);
  const commonHeader = context.idempotencyHeader;
  const responses = withSuccess(lowerResponses(node, { words, method: site.method }, context));
  return {
    origin: originOf(context, node),
    operationId: site.operationId,
    method: site.method,
    path: site.path,
    authorNames: lowerAuthorNames(node, site.operationId, { rules: context.nameRules, lowering: context }),
    ignoredBy: ignoringExtension(node, context) ?? ignoringExtension(pathItem, context),
    tags: valuesAt(node, "tags").flatMap((value) => (typeof value === "string" && value !== "" ? [value] : [])),
    summary: stringAt(node, "summary") ?? stringAt(pathItem, "summary"),
    ...lowerAnnotations(node, description, context, operationNotes(node)),
    parameters,
    body: lowerBody(node, words, context),
    responses,
    streamFlag: lowerStreamFlag(node, responses, context),
    security: lowerSecurityRequirements(node, context.securitySchemes, context) ?? context.security,
    servers: own.length > 0 ? own : lowerServers(pathItem, context),
    retry,
    idempotency: lowerIdempotency(node, { method: site.method, parameters, retry, commonHeader }),
  };
}

/** `default` is what every status answers that is not declared: an error, unless nothing else can be the success. */
function withSuccess(responses: readonly Response[]): readonly Response[] {
  const hasSuccess = responses.some(({ isError, status }) => !isError && status !== "default");
  return responses.map((response) => (response.status === "default" ? { ...response, isError: hasSuccess } : response));
}
