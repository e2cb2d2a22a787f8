import { childPointer, type JsonPointer } from "../diagnostics/origin.js";
import { type Draft, isArray, isDraft, isDraftList, isObject, type JsonValue, kindOf, own, setOwn } from "./json.js";
import { type Field, fieldOf, type Scalar, type Shape } from "./shape.js";
import type { Validation } from "./validation.js";

/** Makes an object's members what its shape says: what is something else is reported, and read safely or left out. */
export function mendFields(object: Draft, shape: Shape, at: { pointer: JsonPointer; validation: Validation }): void {
  for (const key of Object.keys(object)) {
    const field = fieldOf(shape, key);
    if (field === undefined) continue;
    const value = object[key] ?? null;
    if (field.holds === "one" && isWanted(field, value)) continue;
    new FieldMending(object, key, { ...at, field }).mend(value);
  }
}

/** Takes out a `$ref` that stands where the standard has none, and that has not been followed all the same. */
export function dropReference(
  object: Draft,
  { pointer, validation }: { pointer: JsonPointer; validation: Validation },
): void {
  if (own(object, "$ref") === undefined) return;
  delete object["$ref"];
  validation.diagnostics.report("spec/misplaced-ref", validation.originOf(childPointer(pointer, "$ref")), {});
}

/** Takes items out of a list; what follows them moves up. */
export function dropItems(
  list: JsonValue[],
  indices: readonly number[],
  at: { pointer: JsonPointer; validation: Validation },
): void {
  const gone = new Set(indices);
  const kept = [...list.keys()].filter((index) => !gone.has(index));
  for (const [index, former] of kept.entries()) {
    if (index === former) continue;
    list[index] = list[former] ?? null;
    at.validation.rewrites.move(childPointer(at.pointer, index), childPointer(at.pointer, former));
  }
  list.length = kept.length;
}

class FieldMending {
  readonly #object: Draft;
  readonly #key: string;
  readonly #field: Field;
  readonly #pointer: JsonPointer;
  readonly #validation: Validation;

  constructor(object: Draft, key: string, at: { pointer: JsonPointer; validation: Validation; field: Field }) {
    this.#object = object;
    this.#key = key;
    this.#field = at.field;
    this.#pointer = childPointer(at.pointer, key);
    this.#validation = at.validation;
  }

  mend(value: JsonValue): void {
    if (this.#field.holds === "one") this.#mendOne(value);
    else if (this.#field.holds === "list") this.#mendList(value);
    else this.#mendMap(value);
  }

  #mendOne(value: JsonValue): void {
    const read = coerce(this.#field, value);
    if (read === undefined) delete this.#object[this.#key];
    else setOwn(this.#object, this.#key, read);
    if (isSilent(this.#field, value)) return;
    this.#report(`"${this.#key}"`, expected(this.#field), { value, read, pointer: this.#pointer });
  }

  #mendList(value: JsonValue): void {
    if (!isArray(value)) {
      // `tags: pets` is meant as a list of one.
      const list =
        isWanted(this.#field, value) && !(this.#field.scalar === "any" && isObject(value)) ? [value] : undefined;
      if (list === undefined) delete this.#object[this.#key];
      else setOwn(this.#object, this.#key, list);
      this.#report(`"${this.#key}"`, "a list", { value, read: list, pointer: this.#pointer });
      if (list !== undefined) {
        this.#validation.rewrites.move(childPointer(this.#pointer, 0), this.#pointer);
      }
      return;
    }
    const misfits = [...value.keys()].filter((index) => !isWanted(this.#field, value[index] ?? null));
    if (misfits.length === 0 || !isDraftList(value)) return;
    const dropped = misfits.filter((index) => {
      const item = value[index] ?? null;
      const read = this.#mendItem(item, `an item of "${this.#key}"`, childPointer(this.#pointer, index));
      if (read !== undefined) value[index] = read;
      return read === undefined;
    });
    dropItems(value, dropped, { pointer: this.#pointer, validation: this.#validation });
  }

  #mendMap(value: JsonValue): void {
    if (!isDraft(value)) {
      delete this.#object[this.#key];
      this.#report(`"${this.#key}"`, "an object", { value, read: undefined, pointer: this.#pointer });
      return;
    }
    const map: Draft = value;
    // A property may be called $ref, but it is no text then.
    if (typeof own(map, "$ref") === "string") {
      dropReference(map, { pointer: this.#pointer, validation: this.#validation });
    }
    for (const name of Object.keys(map)) {
      const item = map[name] ?? null;
      if (isWanted(this.#field, item)) continue;
      const read = this.#mendItem(item, `"${name}"`, childPointer(this.#pointer, name));
      if (read === undefined) delete map[name];
      else setOwn(map, name, read);
    }
  }

  /** A schema that is none is read as one that admits everything: its name, or its place in the list, stays. */
  #mendItem(item: JsonValue, name: string, pointer: JsonPointer): JsonValue | undefined {
    const read = this.#field.kind === "schema" ? {} : coerce(this.#field, item);
    if (!isSilent(this.#field, item)) this.#report(name, expected(this.#field), { value: item, read, pointer });
    return read;
  }

  #report(
    name: string,
    wanted: string,
    found: { value: JsonValue; read: JsonValue | undefined; pointer: JsonPointer },
  ): void {
    this.#validation.diagnostics.report("spec/wrong-type", this.#validation.originOf(found.pointer), {
      name,
      expected: wanted,
      found: kindOf(found.value),
      read: describeRead(found.read),
    });
  }
}

function describeRead(read: JsonValue | undefined): string {
  if (read === undefined) return "left out";
  if (isArray(read)) return "read as a list of one";
  return isObject(read) ? "read as unknown" : `read as ${JSON.stringify(read)}`;
}

function isWanted({ kind, scalar }: Field, value: JsonValue): boolean {
  if (kind === "schema") return typeof value === "boolean" || isObject(value);
  return kind !== undefined ? isObject(value) : scalarTests[scalar ?? "any"](value);
}

const scalarTests: Readonly<Record<Scalar, (value: JsonValue) => boolean>> = {
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
  object: (value) => isObject(value),
  any: () => true,
  type: (value) => typeof value === "string" || (isArray(value) && value.every((item) => typeof item === "string")),
};

/** What a value of another type can only mean. */
function coerce({ scalar }: Field, value: JsonValue): JsonValue | undefined {
  if (scalar === "string" && (typeof value === "number" || typeof value === "boolean")) return String(value);
  if (scalar === "boolean" && (value === "true" || value === "false")) return value === "true";
  if (scalar === "number" && typeof value === "string" && /^-?\d+(?:\.\d+)?$/.test(value)) return Number(value);
  return undefined;
}

/** YAML's `version: 1.0` and `description:` without text are no mistakes worth a word. */
function isSilent({ scalar }: Field, value: JsonValue): boolean {
  return scalar === "string" && (value === null || typeof value === "number" || typeof value === "boolean");
}

const scalarNames: Readonly<Record<Scalar, string>> = {
  string: "a string",
  number: "a number",
  boolean: "true or false",
  object: "an object",
  any: "any value",
  type: "a string or a list of strings",
};

function expected({ kind, scalar }: Field): string {
  if (kind === "schema") return "a schema (an object, true or false)";
  return scalar === undefined ? "an object" : scalarNames[scalar];
}
