/** OpenAPI 3.2, 4: what each object must have, as far as a safe reading depends on it. */
import { childPointer, type JsonPointer, rootPointer } from "../diagnostics/origin.js";
import { ReferenceCheck } from "./check-reference.js";
import { type Draft, isDraft, isDraftList, isObject, type JsonValue, own, setOwn } from "./json.js";
import { dropItems, dropReference, mendFields } from "./mend.js";
import { openapi3Shapes } from "./openapi3-shapes.js";
import type { Kind } from "./shape.js";
import type { Validation } from "./validation.js";
import { rootPlace, walkStructure } from "./walk.js";

/** Reports what is wrong with a document's structure and makes it sound. Nothing here stops a generation. */
export function validateDocument(validation: Validation): void {
  const references = new ReferenceCheck(validation);
  walkStructure(
    {
      shapes: openapi3Shapes,
      isShared: validation.isShared,
      visit: ({ kind, value, pointer }) => {
        const shape = openapi3Shapes.get(kind);
        if (!isDraft(value) || shape === undefined) return undefined;
        if (!shape.isReferable) dropReference(value, { pointer, validation });
        mendFields(value, shape, { pointer, validation });
        checks[kind]?.({ object: value, pointer, validation, references });
        if (!shape.isReferable) return value;
        references.check(value, pointer);
        return hasSiblings.has(kind) || own(value, "$ref") === undefined ? value : undefined;
      },
    },
    rootPlace(validation.root, rootPointer),
  );
}

/** Kinds that mean something beside a `$ref`. */
const hasSiblings: ReadonlySet<Kind> = new Set(["schema", "pathItem"]);

interface Subject {
  readonly object: Draft;
  readonly pointer: JsonPointer;
  readonly validation: Validation;
  readonly references: ReferenceCheck;
}

const checks: Partial<Record<Kind, (subject: Subject) => void>> = {
  document: checkDocument,
  paths: checkPaths,
  pathItem: checkParameterList,
  operation: checkOperation,
  components: checkParameterMap,
  discriminator: checkMapping,
};

/** 4.1: a document has paths, webhooks or components; before 3.1 it must have paths. */
function checkDocument({ object, pointer, validation }: Subject): void {
  if ("paths" in object || "webhooks" in object || (!isOld(validation) && "components" in object)) return;
  validation.diagnostics.report("spec/missing-paths", validation.originOf(pointer), {});
}

function isOld({ family }: Validation): boolean {
  return family === "2.0" || family === "3.0";
}

/** 4.8: a path begins with a slash. */
function checkPaths({ object, pointer, validation }: Subject): void {
  const wrong = Object.keys(object).filter((path) => !path.startsWith("/") && !path.startsWith("x-"));
  for (const path of wrong) {
    const origin = validation.originOf(childPointer(pointer, path));
    const isFree = !Object.hasOwn(object, `/${path}`);
    validation.diagnostics.report("spec/path-without-slash", origin, { path, isFree });
    if (isFree) renameKey({ object, pointer, validation }, path, `/${path}`);
    else delete object[path];
  }
}

/** Renames a member and keeps its place in the order. */
function renameKey(at: Omit<Subject, "references">, former: string, name: string): void {
  const members = Object.entries(at.object);
  for (const [key] of members) delete at.object[key];
  for (const [key, value] of members) setOwn(at.object, key === former ? name : key, value);
  at.validation.rewrites.move(childPointer(at.pointer, name), childPointer(at.pointer, former));
}

/** 4.10: before 3.1 an operation must say its responses. */
function checkOperation(subject: Subject): void {
  const { object, pointer, validation } = subject;
  checkParameterList(subject);
  if (!isOld(validation)) return;
  const responses = object["responses"];
  if (isObject(responses) && Object.keys(responses).length > 0) return;
  validation.diagnostics.report("spec/missing-responses", validation.originOf(pointer), {});
}

function checkParameterList({ object, pointer, validation }: Subject): void {
  const list = object["parameters"];
  if (!isDraftList(list)) return;
  const at = childPointer(pointer, "parameters");
  const dropped = [...list.keys()].filter((index) => {
    return !isSoundParameter(list[index], childPointer(at, index), validation);
  });
  if (dropped.length > 0) dropItems(list, dropped, { pointer: at, validation });
}

function checkParameterMap({ object, pointer, validation }: Subject): void {
  const parameters = object["parameters"];
  if (!isDraft(parameters)) return;
  const map: Draft = parameters;
  for (const name of Object.keys(map)) {
    if (!isSoundParameter(map[name], childPointer(pointer, "parameters", name), validation)) delete map[name];
  }
}

const locations: ReadonlySet<JsonValue | undefined> = new Set(["path", "query", "header", "cookie", "querystring"]);

/** 4.12.2: a parameter has a name and a known location, or is a reference. */
function isSoundParameter(parameter: JsonValue | undefined, pointer: JsonPointer, validation: Validation): boolean {
  if (!isObject(parameter) || own(parameter, "$ref") !== undefined) return true;
  const missing = ["name", "in"].filter((key) => typeof parameter[key] !== "string");
  if (missing.length > 0) {
    const params = { missing: missing.map((key) => `"${key}"`).join(" and ") };
    validation.diagnostics.report("spec/incomplete-parameter", validation.originOf(pointer), params);
    return false;
  }
  if (locations.has(parameter["in"])) return true;
  const origin = validation.originOf(childPointer(pointer, "in"));
  validation.diagnostics.report("spec/unknown-location", origin, { location: String(parameter["in"]) });
  return false;
}

/** 4.25: values of a mapping are names of schemas or references to them. */
function checkMapping({ object, pointer, references }: Subject): void {
  const mapping = object["mapping"];
  const targets = isObject(mapping) ? Object.entries(mapping) : [];
  for (const [value, target] of targets) {
    if (typeof target !== "string" || !target.startsWith("#")) continue;
    references.checkTarget(target, childPointer(pointer, "mapping", value));
  }
  const other = object["defaultMapping"];
  if (typeof other !== "string" || !other.startsWith("#")) return;
  references.checkTarget(other, childPointer(pointer, "defaultMapping"));
}
