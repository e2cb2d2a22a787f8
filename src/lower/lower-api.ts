import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { rootPointer } from "../diagnostics/origin.js";
import type { Api } from "../model/api.js";
import type { OpenApiDocument } from "../spec/document.js";
import type { JsonObject } from "../spec/json.js";
import { typeName } from "./extensions/code-names.js";
import { fernIdempotencyHeader } from "./extensions/fern-retries.js";
import { lowerGlobals } from "./extensions/globals.js";
import { lowerNameRules } from "./extensions/operation-names.js";
import { lowerSpeakeasyRetries } from "./extensions/speakeasy-retries.js";
import { lowerOperations } from "./lower-operation.js";
import { lowerSecurityRequirements, lowerSecuritySchemes } from "./lower-security.js";
import { lowerRootServers } from "./lower-server.js";
import { lowerWebhooks } from "./lower-webhooks.js";
import { asObject, entriesOf, itemsAt, type Lowering, type Node, objectAt, stringAt } from "./node.js";
import { operationSites } from "./operation-sites.js";
import type { PaginationOptions } from "./pagination/draft.js";
import { lowerPagination } from "./pagination/lower-pagination.js";
import { applyGlobals } from "./passes/apply-globals.js";
import { applyOperationSettings, type OperationSettings } from "./passes/apply-operation-settings.js";
import { breakAliasCycles } from "./passes/break-alias-cycles.js";
import { breakCheckCycles } from "./passes/break-check-cycles.js";
import { completeRequired } from "./passes/complete-required.js";
import { leftOut } from "./passes/left-out.js";
import { type Selection, select } from "./passes/select.js";
import { splitAccess } from "./passes/split-access.js";
import { tagVariants } from "./passes/tag-variants.js";
import { SchemaRegistry } from "./schema/context.js";
import { schemaContext } from "./schema/lower-schema.js";
import { sharedParts } from "./shared-parts.js";

/** What of the configuration concerns the model. */
export interface LowerOptions {
  readonly select?: Selection | undefined;
  /** By operationId. */
  readonly operations?: OperationSettings | undefined;
  readonly pagination?: PaginationOptions | undefined;
}

/** The document as the model says it. What is not supported yet is reported and read as the safest thing. */
export function lowerApi(document: OpenApiDocument, diagnostics: Diagnostics, options: LowerOptions = {}): Api {
  const lowering: Lowering = { document, diagnostics };
  const root: Node<JsonObject> = { value: document.root, pointer: rootPointer };
  const registry = new SchemaRegistry((node) => {
    const schema = asObject(node);
    return schema && typeName(schema, lowering);
  });
  const context = schemaContext(lowering, registry);
  const components = objectAt(root, "components");
  for (const [name, schema] of entriesOf(components && objectAt(components, "schemas"))) registry.name(schema, [name]);
  const securitySchemes = lowerSecuritySchemes(components, lowering);
  const sites = operationSites(root, lowering);
  const operations = lowerOperations(sites, {
    ...context,
    servers: lowerRootServers(root, lowering),
    security: lowerSecurityRequirements(root, securitySchemes, lowering) ?? [],
    securitySchemes,
    nameRules: lowerNameRules(root, lowering),
    idempotencyHeader: fernIdempotencyHeader(root),
    shared: sharedParts(),
  });
  const webhooks = lowerWebhooks(root, sites, context);
  const info = objectAt(root, "info");
  const api = breakAliasCycles(
    {
      title: (info && stringAt(info, "title")) ?? "API",
      version: (info && stringAt(info, "version")) ?? "0.0.0",
      description: info && stringAt(info, "description"),
      specVersion: document.specVersion,
      license: info && lowerLicense(info),
      servers: lowerRootServers(root, lowering),
      tags: lowerTags(root),
      securitySchemes,
      retry: lowerSpeakeasyRetries(root, lowering),
      operations,
      webhooks,
      schemas: registry.drain(context.lower),
    },
    diagnostics,
  );
  const settings = options.operations ?? {};
  const tagged = tagVariants(completeRequired(breakCheckCycles(api, diagnostics)));
  const configured = applyOperationSettings(tagged, settings, diagnostics);
  const chosen = options.select ?? everything;
  const left = leftOut(configured, { settings, include: chosen.include, diagnostics });
  const selected = select(configured, { ...chosen, leftOut: left }, diagnostics);
  // Last, since the items of a list are what is read.
  const complete = applyGlobals(splitAccess(selected), lowerGlobals(root, lowering));
  return lowerPagination(complete, sites, lowering, options.pagination ?? {});
}

const everything: Selection = { include: [], exclude: [] };

function lowerLicense(info: Node<JsonObject>): Api["license"] {
  const license = objectAt(info, "license");
  if (!license) return undefined;
  return {
    name: stringAt(license, "name"),
    identifier: stringAt(license, "identifier"),
    url: stringAt(license, "url"),
  };
}

function lowerTags(root: Node<JsonObject>): Api["tags"] {
  return itemsAt(root, "tags").flatMap((node) => {
    const tag = asObject(node);
    const name = tag && stringAt(tag, "name");
    if (!tag || name === undefined) return [];
    return [
      {
        name,
        summary: stringAt(tag, "summary"),
        description: stringAt(tag, "description"),
        parent: stringAt(tag, "parent"),
        kind: stringAt(tag, "kind"),
      },
    ];
  });
}
