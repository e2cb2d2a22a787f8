import type { JsonPointer } from "../diagnostics/origin.js";
import { childPointer, rootPointer, toPointer } from "../diagnostics/origin.js";
import { isArray, isObject, type JsonObject, type JsonValue } from "./json.js";
import { decodePercent, fragmentPointer, valueAt } from "./pointer.js";

/** What a `$ref` names. */
export interface Resolved {
  readonly value: JsonValue;
  /** Where in the document. */
  readonly pointer: JsonPointer;
}

export interface ResolverOptions {
  /** Where something that the author's pointer names stands now. */
  readonly currentOf?: (pointer: JsonPointer) => JsonPointer;
}

/** Finds what references of one document name. Answers are kept: the document must not change between questions. */
export class Resolver {
  readonly #root: JsonObject;
  readonly #options: ResolverOptions;
  readonly #resolved = new Map<string, Resolved | undefined>();
  #names: Names | undefined;

  constructor(root: JsonObject, options: ResolverOptions = {}) {
    this.#root = root;
    this.#options = options;
  }

  /** One step: what a reference names, be it another reference. Undefined where it names nothing here. */
  resolve(ref: string): Resolved | undefined {
    if (this.#resolved.has(ref)) return this.#resolved.get(ref);
    const resolved = this.#find(ref);
    this.#resolved.set(ref, resolved);
    return resolved;
  }

  #find(ref: string): Resolved | undefined {
    const hash = ref.indexOf("#");
    const base = hash === -1 ? ref : ref.slice(0, hash);
    const fragment = hash === -1 ? "" : ref.slice(hash + 1);
    if (base === "") return this.#findLocal(fragment, rootPointer);
    this.#names ??= collectNames(this.#root);
    const pointer = this.#names.ids.get(base) ?? (this.#isSelf(base) ? rootPointer : undefined);
    return pointer === undefined ? undefined : this.#findLocal(fragment, pointer);
  }

  /** OpenAPI 3.2, 4.1.1 `$self`: references are relative to it, and one of them may lead back to the document itself. */
  #isSelf(base: string): boolean {
    const self = this.#root["$self"];
    if (typeof self !== "string") return false;
    // `$self` may be relative; what it is relative to is the same on both sides.
    const place = "https://self.invalid/";
    if (base === self || !URL.canParse(self, place)) return base === self;
    const own = new URL(self, place).href;
    return URL.canParse(base, own) && new URL(base, own).href === own;
  }

  #findLocal(fragment: string, base: JsonPointer): Resolved | undefined {
    const pointer = fragmentPointer(fragment);
    if (pointer === undefined) return this.#findAnchor(decodePercent(fragment));
    const full = toPointer(base + pointer);
    return this.#at(full) ?? this.#at(this.#options.currentOf?.(full) ?? full);
  }

  #findAnchor(name: string): Resolved | undefined {
    this.#names ??= collectNames(this.#root);
    const pointer = this.#names.anchors.get(name);
    return pointer === undefined ? undefined : this.#at(pointer);
  }

  #at(pointer: JsonPointer): Resolved | undefined {
    const value = valueAt(this.#root, pointer);
    return value === undefined ? undefined : { value, pointer };
  }
}

interface Names {
  readonly anchors: ReadonlyMap<string, JsonPointer>;
  readonly ids: ReadonlyMap<string, JsonPointer>;
}

/** JSON Schema core 8.2: `$anchor`, `$dynamicAnchor` and `$id` anywhere in the document. The first of equal names counts. */
function collectNames(root: JsonObject): Names {
  const anchors = new Map<string, JsonPointer>();
  const ids = new Map<string, JsonPointer>();
  const seen = new Set<JsonValue>();
  const note = (names: Map<string, JsonPointer>, name: JsonValue | undefined, pointer: JsonPointer): void => {
    if (typeof name === "string" && !names.has(name)) names.set(name, pointer);
  };
  const visit = (value: JsonValue, pointer: JsonPointer): void => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    if (isObject(value)) {
      note(anchors, value["$anchor"], pointer);
      note(anchors, value["$dynamicAnchor"], pointer);
      note(ids, value["$id"], pointer);
    }
    const entries = isArray(value) ? value.entries() : Object.entries(value);
    for (const [key, child] of entries) visit(child, childPointer(pointer, key));
  };
  visit(root, rootPointer);
  return { anchors, ids };
}
