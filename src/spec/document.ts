import type { JsonPointer, Origin } from "../diagnostics/origin.js";
import type { JsonObject, JsonValue } from "./json.js";
import { fragmentPointer, valueAt } from "./pointer.js";

/** What a `$ref` names. */
export interface Resolved {
  readonly value: JsonValue;
  /** Where in `root`. */
  readonly pointer: JsonPointer;
}

/** One OpenAPI document of the 3.1 shape: every reference in it is local. */
export class OpenApiDocument {
  /** Plain values, upgraded; never changed afterwards. */
  readonly root: JsonObject;
  /** As declared: `2.0`, `3.0.3`. */
  readonly specVersion: string;
  /** The path or URL of the entry document; `<stdin>` for standard input. */
  readonly source: string;
  readonly #resolved = new Map<string, Resolved | undefined>();

  constructor(parts: { root: JsonObject; specVersion: string; source: string }) {
    this.root = parts.root;
    this.specVersion = parts.specVersion;
    this.source = parts.source;
  }

  /** Where the author wrote what stands at `pointer` of `root`. */
  originOf(pointer: JsonPointer): Origin {
    return { source: this.source, pointer };
  }

  /** One step: what a local `$ref` names, be it another reference. Undefined where it names nothing. */
  resolve(ref: string): Resolved | undefined {
    if (this.#resolved.has(ref)) return this.#resolved.get(ref);
    const resolved = this.#find(ref);
    this.#resolved.set(ref, resolved);
    return resolved;
  }

  #find(ref: string): Resolved | undefined {
    if (!ref.startsWith("#")) return undefined;
    const pointer = fragmentPointer(ref.slice(1));
    if (pointer === undefined) return undefined;
    const value = valueAt(this.root, pointer);
    return value === undefined ? undefined : { value, pointer };
  }
}
