import { childPointer, type JsonPointer, pointerTokens, rootPointer } from "../diagnostics/origin.js";
import type { OpenApiDocument } from "./document.js";
import { type Draft, isDraft, type JsonObject, type JsonValue, own, setOwn } from "./json.js";

/**
 * A copy of the document for libraries that know OpenAPI 3.1 and nothing of what ours is made of: each `$ref` in it names
 * a component of this very document. What names nothing becomes the schema that says nothing, so nobody reads a file.
 */
export function plainDocument(document: OpenApiDocument): JsonObject {
  // As JSON: objects that stand in several places are several then.
  const root: Draft = JSON.parse(JSON.stringify(document.root));
  new Plain(document, root).run();
  return { ...root, openapi: "3.1.0" };
}

class Plain {
  readonly #document: OpenApiDocument;
  readonly #root: Draft;
  /** By pointer: the component that a schema in the middle of something has become. */
  readonly #hoisted = new Map<JsonPointer, string>();
  readonly #added: [string, JsonValue][] = [];

  constructor(document: OpenApiDocument, root: Draft) {
    this.#document = document;
    this.#root = root;
  }

  run(): void {
    tidyOperations(this.#root);
    this.#visit(this.#root);
    const components = memberOf(this.#root, "components");
    const schemas = memberOf(components, "schemas");
    // What is added may refer to what is not there yet.
    for (let next = this.#added.shift(); next; next = this.#added.shift()) {
      const [name, schema] = next;
      setOwn(schemas, name, schema);
      this.#visit(schema);
    }
  }

  #visit(value: JsonValue): void {
    if (typeof value !== "object" || value === null) return;
    if (isDraft(value) && typeof own(value, "$ref") === "string") this.#settle(value, String(value["$ref"]));
    else for (const child of Object.values(value)) this.#visit(child);
  }

  #settle(holder: Draft, ref: string): void {
    const found = this.#document.resolve(ref);
    const tokens = found ? pointerTokens(found.pointer) : [];
    if (!found) empty(holder);
    else if (tokens.length === 3 && tokens[0] === "components") holder["$ref"] = `#${encodeURI(found.pointer)}`;
    else if (isSchemaPlace(tokens)) holder["$ref"] = this.#hoist(found.pointer, found.value);
    else this.#inline(holder, found.value);
  }

  #hoist(pointer: JsonPointer, value: JsonValue): string {
    const known = this.#hoisted.get(pointer);
    if (known !== undefined) return known;
    const taken = memberOf(memberOf(this.#root, "components"), "schemas");
    const base = pointerTokens(pointer)
      .join("_")
      .replace(/[^A-Za-z0-9_]+/g, "_");
    let name = base;
    for (let count = 2; Object.hasOwn(taken, name) || this.#added.some(([other]) => other === name); count += 1)
      name = `${base}_${count}`;
    const ref = `#${childPointer(childPointer(childPointer(rootPointer, "components"), "schemas"), name)}`;
    this.#hoisted.set(pointer, ref);
    this.#added.push([name, JSON.parse(JSON.stringify(value))]);
    return ref;
  }

  /** Parameters, responses and their kin, which cannot hold themselves: what refers to them holds a copy. */
  #inline(holder: Draft, value: JsonValue): void {
    empty(holder);
    const copy: JsonValue = JSON.parse(JSON.stringify(value));
    if (!isDraft(copy) || typeof own(copy, "$ref") === "string") return;
    for (const [key, child] of Object.entries(copy)) setOwn(holder, key, child);
  }
}

/** Extensions stand among paths, operations and responses and are taken for such; two operations of one id for one type. */
function tidyOperations(root: Draft): void {
  const ids = new Set<JsonValue>();
  for (const items of [own(root, "paths"), own(root, "webhooks")]) {
    for (const item of plainMembers(items)) {
      for (const operation of plainMembers(item)) {
        for (const response of plainMembers(own(operation, "responses"))) plainMembers(response);
        const id = own(operation, "operationId");
        if (id !== undefined && ids.has(id)) delete operation["operationId"];
        else if (id !== undefined) ids.add(id);
      }
    }
  }
}

/** The members that are objects; extensions are removed. */
function plainMembers(value: JsonValue | undefined): readonly Draft[] {
  if (!isDraft(value)) return [];
  const members: Draft = value;
  for (const key of Object.keys(members)) if (key.startsWith("x-")) delete members[key];
  return Object.values(members).filter(isDraft);
}

function empty(object: Draft): void {
  for (const key of Object.keys(object)) delete object[key];
}

/** Below something that only schemas have. */
function isSchemaPlace(tokens: readonly string[]): boolean {
  return tokens.some((token, index) => token === "schema" || token === "$defs" || (index === 1 && token === "schemas"));
}

function memberOf(object: Draft, key: string): Draft {
  const value = own(object, key);
  if (isDraft(value)) return value;
  const made: Draft = {};
  object[key] = made;
  return made;
}
