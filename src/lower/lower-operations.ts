import type { Server } from "../model/api.js";
import type { Operation } from "../model/operation.js";
import type { SecurityRequirement, SecurityScheme } from "../model/security.js";
import type { JsonObject } from "../spec/json.js";
import { lowerOperation } from "./lower-operation.js";
import { dereference, entriesOf, type Node, objectAt, originOf, stringAt } from "./node.js";
import type { SchemaContext } from "./schema/context.js";

/** What lowering an operation needs besides its node: what it inherits from the document. */
export interface OperationContext extends SchemaContext {
  readonly servers: readonly Server[];
  readonly security: readonly SecurityRequirement[];
  readonly securitySchemes: readonly SecurityScheme[];
}

/** An operation's node with what stands around it. */
export interface OperationSite {
  readonly node: Node<JsonObject>;
  readonly pathItem: Node<JsonObject>;
  readonly path: string;
  readonly method: string;
  /** Unique in the document; undefined where there is none. */
  readonly operationId: string | undefined;
}

/** OpenAPI 3.2, 4.9 Path Item Object: the fixed fields that hold operations. */
const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"] as const;

export function lowerOperations(root: Node<JsonObject>, context: OperationContext): readonly Operation[] {
  const sites = entriesOf(objectAt(root, "paths")).flatMap(([path, node]) => sitesOf(path, node, context));
  return uniqueIds(sites, context).map((site) => lowerOperation(site, context));
}

function sitesOf(path: string, node: Node, context: OperationContext): readonly OperationSite[] {
  // `paths` may hold extensions; anything else that does not begin with a slash `spec` has reported.
  const pathItem = path.startsWith("/") ? dereference(context, node) : undefined;
  if (!pathItem) return [];
  const fixed = methods.map((method) => ({ method: method.toUpperCase(), node: objectAt(pathItem, method) }));
  const additional = entriesOf(objectAt(pathItem, "additionalOperations")).map(([method]) => {
    const holder = objectAt(pathItem, "additionalOperations");
    return { method, node: holder && objectAt(holder, method) };
  });
  return [...fixed, ...additional].flatMap(({ method, node: operation }) =>
    operation && /^[A-Za-z!#$%&'*+.^_`|~-]+$/.test(method)
      ? [{ node: operation, pathItem, path, method, operationId: idOf(operation) }]
      : [],
  );
}

function idOf(operation: Node<JsonObject>): string | undefined {
  const id = stringAt(operation, "operationId")?.trim();
  return id === "" ? undefined : id;
}

/** OpenAPI 3.2, 4.10.1: the id must be unique; the second of the same is read as if it had none. */
function uniqueIds(sites: readonly OperationSite[], context: OperationContext): readonly OperationSite[] {
  const seen = new Set<string>();
  return sites.map((site) => {
    const { operationId } = site;
    if (operationId === undefined || !seen.has(operationId)) {
      if (operationId !== undefined) seen.add(operationId);
      return site;
    }
    context.diagnostics.report("lower/duplicate-operation-id", originOf(context, site.node), { operationId });
    return { ...site, operationId: undefined };
  });
}
