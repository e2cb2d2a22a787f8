/**
 * From the schemas of OpenAPI 3.0 (https://spec.openapis.org/oas/v3.0.4.html, 4.7.24) to those of 3.1: `nullable`,
 * boolean `exclusiveMinimum` and `exclusiveMaximum`, lists as `items`, members beside `$ref`.
 */
import { childPointer, type JsonPointer } from "../../diagnostics/origin.js";
import { type Draft, isArray, isObject, type JsonObject, type JsonValue } from "../json.js";
import type { Rewrites } from "../rewrites.js";

export interface SchemaUpgrade {
  /** 3.0: what stands beside a `$ref` has no meaning, save what describes. */
  readonly refsStandAlone: boolean;
  readonly rewrites: Rewrites;
  /** What a reference names, as the document is now. */
  readonly resolve: (ref: string) => JsonValue | undefined;
  /** Called with the keywords beside a `$ref` that were ignored though the author will have meant them. */
  readonly reportIgnored: (keywords: readonly string[], pointer: JsonPointer) => void;
}

/** Upgrades one schema in place; those below it are left to the walk. Doing it twice changes nothing. */
export function upgradeSchema(schema: Draft, pointer: JsonPointer, upgrade: SchemaUpgrade): void {
  upgradeBound(schema, "minimum", "exclusiveMinimum");
  upgradeBound(schema, "maximum", "exclusiveMaximum");
  if (isArray(schema["items"])) upgradeTuple(schema, schema["items"], pointer, upgrade);
  if (typeof schema["$ref"] === "string" && upgrade.refsStandAlone) dropIgnored(schema, pointer, upgrade);
  const { nullable } = schema;
  if (typeof nullable !== "boolean") return;
  delete schema["nullable"];
  if (nullable) admitNull(schema, pointer, upgrade);
}

/** `minimum: 3, exclusiveMinimum: true` is `exclusiveMinimum: 3`. */
function upgradeBound(schema: Draft, bound: "minimum" | "maximum", exclusive: string): void {
  const isExclusive = schema[exclusive];
  if (typeof isExclusive !== "boolean") return;
  delete schema[exclusive];
  const limit = schema[bound];
  if (!isExclusive || limit === undefined) return;
  schema[exclusive] = limit;
  delete schema[bound];
}

/** JSON Schema before 2020-12: a list as `items` describes a tuple, `additionalItems` what follows it. */
function upgradeTuple(
  schema: Draft,
  items: readonly JsonValue[],
  pointer: JsonPointer,
  { rewrites }: SchemaUpgrade,
): void {
  delete schema["items"];
  schema["prefixItems"] = items;
  rewrites.move(childPointer(pointer, "prefixItems"), childPointer(pointer, "items"));
  const rest = schema["additionalItems"];
  if (rest === undefined) return;
  delete schema["additionalItems"];
  schema["items"] = rest;
  rewrites.move(childPointer(pointer, "items"), childPointer(pointer, "additionalItems"));
}

/** Members that describe a schema and assert nothing: they may stay outside of what is wrapped, or beside a `$ref`. */
const annotations: ReadonlySet<string> = new Set([
  "title",
  "summary",
  "description",
  "default",
  "example",
  "examples",
  "deprecated",
  "readOnly",
  "writeOnly",
  "externalDocs",
]);

function isAnnotation(key: string): boolean {
  return annotations.has(key) || key.startsWith("x-");
}

function dropIgnored(schema: Draft, pointer: JsonPointer, upgrade: SchemaUpgrade): void {
  // By the letter 3.0 ignores `nullable` too, but whoever writes it beside a `$ref` means it.
  const ignored = Object.keys(schema).filter((key) => key !== "$ref" && key !== "nullable" && !isAnnotation(key));
  for (const key of ignored) delete schema[key];
  // A type beside a reference repeats what the referenced schema says.
  const meant = ignored.filter((key) => key !== "type" && key !== "format");
  if (meant.length > 0) upgrade.reportIgnored(meant, pointer);
}

// Keywords whose assertions null fails, or may fail, whatever `type` says.
const wholeAssertions = ["$ref", "$dynamicRef", "allOf", "not", "if", "const"] as const;

function admitNull(schema: Draft, pointer: JsonPointer, upgrade: SchemaUpgrade): void {
  const isWhole = wholeAssertions.some((keyword) => keyword in schema) || ("oneOf" in schema && "anyOf" in schema);
  if (isWhole) {
    wrap(schema, pointer, upgrade.rewrites);
    return;
  }
  admitInType(schema);
  admitInEnum(schema);
  admitInUnion(schema, "oneOf", { pointer, upgrade });
  admitInUnion(schema, "anyOf", { pointer, upgrade });
}

function admitInType(schema: Draft): void {
  const type = schema["type"] ?? impliedType(schema);
  if (typeof type === "string" && type !== "null") schema["type"] = [type, "null"];
  else if (isArray(type) && !type.includes("null")) schema["type"] = [...type, "null"];
}

/** Without `type` a schema admits null already, but it is read by what its other keywords are about. */
function impliedType(schema: JsonObject): string | undefined {
  if ("properties" in schema || "additionalProperties" in schema || "patternProperties" in schema) return "object";
  return "items" in schema ? "array" : undefined;
}

function admitInEnum(schema: Draft): void {
  const values = schema["enum"];
  if (isArray(values) && !values.includes(null)) schema["enum"] = [...values, null];
}

function admitInUnion(
  schema: Draft,
  keyword: "oneOf" | "anyOf",
  { pointer, upgrade }: { readonly pointer: JsonPointer; readonly upgrade: SchemaUpgrade },
): void {
  const branches = schema[keyword];
  // With two branches that admit null, `oneOf` would refuse it.
  if (!isArray(branches) || branches.some((branch) => admitsNull(branch, upgrade, 0))) return;
  schema[keyword] = [...branches, { type: "null" }];
  const added = childPointer(pointer, keyword, branches.length);
  upgrade.rewrites.move(added, childPointer(pointer, "nullable"));
}

function admitsNull(schema: JsonValue, upgrade: SchemaUpgrade, depth: number): boolean {
  // Deeper than this, references are a circle.
  if (!isObject(schema) || depth > 8) return false;
  const { nullable, type, $ref } = schema;
  if (nullable === true || type === "null" || (isArray(type) && type.includes("null"))) return true;
  if (typeof $ref === "string") {
    const target = upgrade.resolve($ref);
    return target !== undefined && admitsNull(target, upgrade, depth + 1);
  }
  return ["anyOf", "oneOf"].some((keyword) => {
    const branches = schema[keyword];
    return isArray(branches) && branches.some((branch) => admitsNull(branch, upgrade, depth + 1));
  });
}

/** `{ …S, nullable: true }` becomes `{ anyOf: [S, { type: "null" }] }`; what describes stays outside. */
function wrap(schema: Draft, pointer: JsonPointer, rewrites: Rewrites): void {
  const asserted = Object.keys(schema).filter((key) => !isAnnotation(key));
  const { allOf } = schema;
  const only = asserted.length === 1 && isArray(allOf) && allOf.length === 1 ? allOf[0] : undefined;
  const branch = only ?? Object.fromEntries(asserted.map((key) => [key, schema[key] ?? null]));
  for (const key of asserted) delete schema[key];
  schema["anyOf"] = [branch, { type: "null" }];
  const former = only === undefined ? pointer : childPointer(pointer, "allOf", 0);
  rewrites.move(childPointer(pointer, "anyOf", 0), former);
  rewrites.move(childPointer(pointer, "anyOf", 1), childPointer(pointer, "nullable"));
}
