import type { SecurityRequirement, SecurityScheme } from "../model/security.js";
import type { Server } from "../model/server.js";
import type { JsonObject } from "../spec/json.js";
import type { NameRule } from "./extensions/operation-names.js";
import { asObject, dereference, entriesOf, type Lowering, type Node, objectAt, originOf, stringAt } from "./node.js";
import type { SchemaContext } from "./schema/context.js";
import type { SharedParts } from "./shared-parts.js";

/** What lowering an operation needs besides its node: what it inherits from the document. */
export interface OperationContext extends SchemaContext {
  readonly servers: readonly Server[];
  readonly security: readonly SecurityRequirement[];
  readonly securitySchemes: readonly SecurityScheme[];
  /** What the document calls operations by patterns of their ids. */
  readonly nameRules: readonly NameRule[];
  /** Of the operations that are marked as idempotent. */
  readonly idempotencyHeader: string | undefined;
  readonly shared: SharedParts;
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

/** RFC 9110, 5.6.2: a method is a token. */
const token = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

/** Every operation under `paths`; of those with the same id only the first keeps it. */
export function operationSites(root: Node<JsonObject>, lowering: Lowering): readonly OperationSite[] {
  const sites = entriesOf(objectAt(root, "paths")).flatMap(([path, node]) => {
    // `paths` may hold extensions; anything else that does not begin with a slash `spec` has reported.
    const pathItem = path.startsWith("/") ? dereference(lowering, node) : undefined;
    if (!pathItem) return [];
    return operationNodes(pathItem, lowering).map((found) => ({
      ...found,
      pathItem,
      path,
      operationId: idOf(found.node),
    }));
  });
  return uniqueIds(sites, lowering);
}

/** The operations of a path item with their methods: those with a field of their own, then `additionalOperations`. */
export function operationNodes(
  pathItem: Node<JsonObject>,
  lowering: Lowering,
): readonly { readonly method: string; readonly node: Node<JsonObject> }[] {
  const fixed = methods.flatMap((name) => {
    const node = objectAt(pathItem, name);
    return node ? [{ method: name.toUpperCase(), node }] : [];
  });
  const additional = entriesOf(objectAt(pathItem, "additionalOperations")).flatMap(([method, entry]) => {
    const node = asObject(entry);
    if (!node) return [];
    const isTwice = fixed.some((other) => other.method === method);
    if (token.test(method) && !isTwice) return [{ method, node }];
    lowering.diagnostics.report("lower/invalid-method", originOf(lowering, node), { method, isTwice });
    return [];
  });
  return [...fixed, ...additional];
}

function idOf(operation: Node<JsonObject>): string | undefined {
  const id = stringAt(operation, "operationId")?.trim();
  return id === "" ? undefined : id;
}

/** OpenAPI 3.2, 4.10.1: the id must be unique; the second of the same is read as if it had none. */
function uniqueIds(sites: readonly OperationSite[], lowering: Lowering): readonly OperationSite[] {
  const seen = new Set<string>();
  return sites.map((site) => {
    const { operationId } = site;
    if (operationId === undefined || !seen.has(operationId)) {
      if (operationId !== undefined) seen.add(operationId);
      return site;
    }
    lowering.diagnostics.report("lower/duplicate-operation-id", originOf(lowering, site.node), { operationId });
    return { ...site, operationId: undefined };
  });
}
