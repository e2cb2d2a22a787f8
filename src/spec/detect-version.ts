/** OpenAPI 3.2, 4.1 (`openapi`), https://spec.openapis.org/oas/v3.2.0.html; Swagger 2.0, 5.2.1 (`swagger`). */
import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { childPointer, rootPointer } from "../diagnostics/origin.js";
import { isObject, type JsonObject, type JsonValue, kindOf } from "./json.js";

/** Minor versions that differ in how they are read. */
export type SpecFamily = "2.0" | "3.0" | "3.1" | "3.2";

export interface SpecVersion {
  readonly root: JsonObject;
  readonly family: SpecFamily;
  /** As the document says: `3.0.3`. */
  readonly declared: string;
}

/** Which OpenAPI a document is; undefined where it is none that can be read, which is then reported. */
export function detectVersion(root: JsonValue, source: string, diagnostics: Diagnostics): SpecVersion | undefined {
  if (!isObject(root)) {
    diagnostics.report("spec/not-openapi", { source, pointer: rootPointer }, { found: describeText(root) });
    return undefined;
  }
  const key = ["openapi", "swagger"].find((name) => Object.hasOwn(root, name));
  if (key === undefined) {
    diagnostics.report("spec/not-openapi", { source, pointer: rootPointer }, { found: describeObject(root) });
    return undefined;
  }
  const declared = declaredVersion(root[key] ?? null);
  const family = families.find(({ field, pattern }) => field === key && pattern.test(declared));
  if (family !== undefined) return { root, family: family.family, declared };
  const origin = { source, pointer: childPointer(rootPointer, key) };
  const name = key === "swagger" ? "Swagger" : "OpenAPI";
  diagnostics.report("spec/unsupported-version", origin, { key: name, version: declared });
  return undefined;
}

const families: readonly { field: string; pattern: RegExp; family: SpecFamily }[] = [
  { field: "swagger", pattern: /^2\.0(?:\.\d+)?$/, family: "2.0" },
  { field: "openapi", pattern: /^3\.0(?:[.-]|$)/, family: "3.0" },
  { field: "openapi", pattern: /^3\.1(?:[.-]|$)/, family: "3.1" },
  { field: "openapi", pattern: /^3\.2(?:[.-]|$)/, family: "3.2" },
];

/** YAML makes a number of `3.0` without quotes, and that number is 3. */
function declaredVersion(value: JsonValue): string {
  if (typeof value === "number") return Number.isInteger(value) ? `${value}.0` : String(value);
  return typeof value === "string" ? value.trim() : kindOf(value);
}

function describeText(root: JsonValue): string {
  if (typeof root !== "string") return kindOf(root);
  return /^\s*<(?:!doctype|html)/i.test(root) ? "an HTML page" : "plain text";
}

/** Formats that people hand to a generator by mistake. */
const relatives: readonly { has: (root: JsonObject) => boolean; found: string }[] = [
  { has: (root) => "asyncapi" in root, found: "an AsyncAPI document" },
  { has: (root) => "arazzo" in root, found: "an Arazzo document" },
  { has: (root) => "overlay" in root, found: "an OpenAPI Overlay" },
  { has: (root) => "swaggerVersion" in root, found: "a Swagger 1 document" },
  { has: (root) => isObject(root["info"]) && "_postman_id" in root["info"], found: "a Postman collection" },
  {
    has: (root) => isObject(root["collection"]) && isObject(root["collection"]["info"]),
    found: "a Postman collection",
  },
  { has: (root) => "discoveryVersion" in root, found: "a Google discovery document" },
  { has: (root) => isObject(root["log"]) && "entries" in root["log"], found: "a HAR recording" },
  {
    has: (root) => "__schema" in root || (isObject(root["data"]) && "__schema" in root["data"]),
    found: "a GraphQL schema",
  },
  { has: (root) => "apiVersion" in root && "kind" in root, found: "a Kubernetes manifest" },
  { has: (root) => "$schema" in root, found: "a JSON Schema" },
  { has: (root) => "paths" in root, found: "a document that does not say its OpenAPI version" },
];

function describeObject(root: JsonObject): string {
  return relatives.find(({ has }) => has(root))?.found ?? "some other document";
}
