import type { Api } from "../../model/api.js";
import { mapSchema } from "../../model/map.js";
import type { Operation } from "../../model/operation.js";
import type { NamedSchema, ObjectSchema, Schema, SchemaId } from "../../model/schema.js";
import { mediaSchemas } from "../../model/streaming.js";
import { childSchemas } from "../../model/walk.js";
import { outerAnnotations } from "../schema/base.js";

/** Which way a value travels: a response is read, a request is written. */
type Direction = "read" | "write";

/**
 * OpenAPI 3.1, 4.8.24.3 readOnly and writeOnly: `Pet` is what is read, `PetInput` what is sent, the second only where it
 * differs. A read-only property is not sent, not even where it is required; a write-only one is not received.
 */
export function splitAccess(api: Api): Api {
  const differing = differingIds(api.schemas);
  if (differing.size === 0) return api;
  const sent = reachable(api, requestSchemas(api));
  const read = reachable(api, responseSchemas(api));
  const split = new Set([...differing].filter((id) => sent.has(id) && read.has(id)));
  const views: Views = { schemas: api.schemas, differing, split };
  const schemas = new Map<SchemaId, NamedSchema>();
  for (const [id, named] of api.schemas) {
    // A schema that only requests use has one form, and it is theirs.
    const direction = sent.has(id) && !read.has(id) ? "write" : "read";
    schemas.set(id, differing.has(id) ? { ...named, schema: view(named.schema, direction, views) } : named);
    if (!split.has(id)) continue;
    const input: NamedSchema = {
      id: inputId(id),
      nameHint: [...named.nameHint, "input"],
      schema: view(named.schema, "write", views),
    };
    schemas.set(input.id, input);
  }
  return { ...api, schemas, operations: api.operations.map((operation) => withInputs(operation, views)) };
}

interface Views {
  readonly schemas: ReadonlyMap<SchemaId, NamedSchema>;
  readonly differing: ReadonlySet<SchemaId>;
  /** The schemas that have an input form of their own. */
  readonly split: ReadonlySet<SchemaId>;
}

function inputId(id: SchemaId): SchemaId {
  // A pointer holds no unescaped "~" but in "~0" and "~1": no other schema has this id.
  return `${id}~input` as SchemaId;
}

/** The schema as it travels in one direction. */
function view(schema: Schema, direction: Direction, views: Views, hidden: ReadonlySet<string> = new Set()): Schema {
  if (schema.kind === "reference") {
    return direction === "write" && views.split.has(schema.target)
      ? { ...schema, target: inputId(schema.target) }
      : schema;
  }
  if (schema.kind === "object") return objectView(schema, direction, views, hidden);
  if (schema.kind !== "intersection") return mapSchema(schema, (inner) => view(inner, direction, views));
  // What one member hides, another member must not require.
  const names = new Set([...hidden, ...hiddenNames(schema, direction, views, new Set())]);
  const whole = schema.members.filter((member) => !isAllHidden(member, direction, views));
  const members = whole.some(saysObject) ? whole : schema.members;
  const seen = members.map((member) => view(member, direction, views, names));
  const [only, ...others] = seen;
  if (only && others.length === 0) return { ...only, ...outerAnnotations(schema, only) };
  return { ...schema, members: seen };
}

/** Nothing of a base is left in this direction: extending it would only say that any other property may be there. */
function isAllHidden(member: Schema, direction: Direction, { schemas }: Views): boolean {
  if (member.kind !== "reference" || member.nullable || member.checks) return false;
  const base = schemas.get(member.target)?.schema;
  if (base?.kind !== "object" || base.nullable || base.checks || base.additional !== "open") return false;
  const limits = [base.patterns, base.minProperties, base.maxProperties];
  if (limits.some((limit) => limit !== undefined) || base.properties.length === 0) return false;
  return base.properties.every((property) => !isVisible(property.schema, direction));
}

function saysObject(member: Schema): boolean {
  return member.kind === "reference" || (member.kind === "object" && !member.isImplied);
}

function objectView(schema: ObjectSchema, direction: Direction, views: Views, hidden: ReadonlySet<string>): Schema {
  const properties = schema.properties.filter(
    ({ wireName, schema: property }) =>
      isVisible(property, direction) && !(hidden.has(wireName) && property.kind === "unknown"),
  );
  return mapSchema({ ...schema, properties }, (inner) => view(inner, direction, views));
}

function isVisible({ access }: Schema, direction: Direction): boolean {
  return access === "both" || access === direction;
}

/** The properties that the schema, or what it refers to as a whole, hides in this direction. */
function hiddenNames(schema: Schema, direction: Direction, views: Views, seen: Set<SchemaId>): readonly string[] {
  if (schema.kind === "object") {
    return schema.properties
      .filter((property) => !isVisible(property.schema, direction))
      .map(({ wireName }) => wireName);
  }
  if (schema.kind === "intersection")
    return schema.members.flatMap((member) => hiddenNames(member, direction, views, seen));
  if (schema.kind !== "reference" || seen.has(schema.target)) return [];
  seen.add(schema.target);
  const target = views.schemas.get(schema.target);
  return target ? hiddenNames(target.schema, direction, views, seen) : [];
}

/** The schemas that look different when read and when written, themselves or through what they refer to. */
function differingIds(schemas: ReadonlyMap<SchemaId, NamedSchema>): ReadonlySet<SchemaId> {
  const users = new Map<SchemaId, SchemaId[]>();
  const pending: SchemaId[] = [];
  for (const [id, { schema }] of schemas) {
    if (holdsAccess(schema)) pending.push(id);
    for (const target of referencesIn(schema)) users.set(target, [...(users.get(target) ?? []), id]);
  }
  const differing = new Set<SchemaId>();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (differing.has(next)) continue;
    differing.add(next);
    pending.push(...(users.get(next) ?? []));
  }
  return differing;
}

function holdsAccess(schema: Schema): boolean {
  const own = schema.kind === "object" && schema.properties.some((property) => property.schema.access !== "both");
  return own || childSchemas(schema).some(holdsAccess);
}

function referencesIn(schema: Schema): readonly SchemaId[] {
  return schema.kind === "reference" ? [schema.target] : childSchemas(schema).flatMap(referencesIn);
}

function reachable(api: Api, roots: readonly Schema[]): ReadonlySet<SchemaId> {
  const seen = new Set<SchemaId>();
  const pending = roots.flatMap(referencesIn);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const named = api.schemas.get(next);
    if (named) pending.push(...referencesIn(named.schema));
  }
  return seen;
}

function requestSchemas({ operations }: Api): readonly Schema[] {
  return operations.flatMap(({ parameters, body }) => [...parameters, ...(body?.media ?? [])].flatMap(mediaSchemas));
}

/** What the user's program receives: responses and webhooks. */
function responseSchemas({ operations, webhooks }: Api): readonly Schema[] {
  const responses = operations.flatMap((operation) => operation.responses);
  return [...responses, ...webhooks].flatMap(({ media }) => media.flatMap(mediaSchemas));
}

function withInputs(operation: Operation, views: Views): Operation {
  const parameters = changedOnly(operation.parameters, (parameter) => {
    const schema = written(parameter.schema, views);
    return schema === parameter.schema ? parameter : { ...parameter, schema };
  });
  const media = changedOnly(operation.body?.media ?? [], (entry) => {
    const schema = written(entry.schema, views);
    const itemSchema = entry.itemSchema && written(entry.itemSchema, views);
    return schema === entry.schema && itemSchema === entry.itemSchema ? entry : { ...entry, schema, itemSchema };
  });
  const body = operation.body && media !== operation.body.media ? { ...operation.body, media } : operation.body;
  return parameters === operation.parameters && body === operation.body
    ? operation
    : { ...operation, parameters, body };
}

/** As it is sent. What is the same in both directions stays what it is: operations share it. */
function written(schema: Schema, views: Views): Schema {
  const differs = holdsAccess(schema) || referencesIn(schema).some((id) => views.differing.has(id));
  return differs ? view(schema, "write", views) : schema;
}

/** The list itself, where none of its items has changed. */
function changedOnly<Item>(items: readonly Item[], change: (item: Item) => Item): readonly Item[] {
  const changed = items.map(change);
  return changed.every((item, index) => item === items[index]) ? items : changed;
}
