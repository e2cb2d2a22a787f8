import type { JsonPointer, Origin } from "../diagnostics/origin.js";
import type { SpecFamily } from "./detect-version.js";
import type { History } from "./history.js";
import type { JsonObject } from "./json.js";
import { type Resolved, Resolver } from "./resolver.js";

export type { Resolved } from "./resolver.js";

export interface OpenApiDocumentParts {
  readonly root: JsonObject;
  readonly specVersion: string;
  readonly family: SpecFamily;
  readonly sources: readonly [string, ...string[]];
  readonly history: History;
}

/**
 * One OpenAPI document of the 3.1 shape. References in it are local, or name nothing that could be read.
 *
 * Its structure is sound: where the standard has an object, a list, a map, a text, a number or a boolean, there is one
 * or there is nothing. What was otherwise was reported and left out.
 */
export class OpenApiDocument {
  /** Plain values, upgraded; never changed afterwards. */
  readonly root: JsonObject;
  /** As declared: `2.0`, `3.0.3`. */
  readonly specVersion: string;
  /** The minor version that it was declared to be. */
  readonly family: SpecFamily;
  /** The path or URL of the entry document; `<stdin>` for standard input. */
  readonly source: string;
  /** Every file and URL that was read, the entry document first. */
  readonly sources: readonly string[];
  readonly #history: History;
  readonly #resolver: Resolver;

  constructor(parts: OpenApiDocumentParts) {
    this.root = parts.root;
    this.specVersion = parts.specVersion;
    this.family = parts.family;
    this.source = parts.sources[0];
    this.sources = parts.sources;
    this.#history = parts.history;
    this.#resolver = new Resolver(parts.root, { currentOf: (pointer) => parts.history.currentOf(pointer) });
  }

  /** Where the author wrote what stands at `pointer` of `root`. */
  originOf(pointer: JsonPointer): Origin {
    return this.#history.originOf(pointer);
  }

  /**
   * One step: what a `$ref` names, be it another reference. Undefined where it names nothing.
   *
   * Knows `#/pointers` (also as the author wrote them, before the upgrade), `#anchors` and `$id`s.
   */
  resolve(ref: string): Resolved | undefined {
    return this.#resolver.resolve(ref);
  }
}
