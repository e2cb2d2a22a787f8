import { type JsonPointer, type Origin, toPointer } from "../diagnostics/origin.js";
import { PrefixTree } from "./prefix-tree.js";

/** Where something stood before it was moved; `source` where that was another file. */
export interface FormerPlace {
  readonly pointer: JsonPointer;
  readonly source?: string;
}

/** What a step of the reading moved: prefixes of pointers after the step, and before it. */
export class Rewrites {
  readonly #former = new PrefixTree<FormerPlace>();
  readonly #current = new PrefixTree<JsonPointer>();

  /** All that is at or below `current` stood at or below `former`, unless a longer prefix says otherwise. */
  add(current: JsonPointer, former: FormerPlace): void {
    if (former.source === undefined && former.pointer === current) return;
    this.#former.set(current, former);
    // The first of several places that one was copied to stands for it.
    if (former.source === undefined && !this.#current.has(former.pointer)) this.#current.set(former.pointer, current);
  }

  /** The same, said in the terms of the step: what stood at `from` until now, be it moved already, is at `current`. */
  move(current: JsonPointer, from: JsonPointer): void {
    const found = this.#former.longest(from);
    if (found === undefined) this.add(current, { pointer: from });
    else this.add(current, { ...found.value, pointer: toPointer(found.value.pointer + from.slice(found.length)) });
  }

  /** Where something stood before the step. */
  formerOf(origin: Origin): Origin {
    const found = this.#former.longest(origin.pointer);
    if (found === undefined) return origin;
    const { pointer, source } = found.value;
    return { source: source ?? origin.source, pointer: toPointer(pointer + origin.pointer.slice(found.length)) };
  }

  /** Where something of the entry document stands after the step. */
  currentOf(pointer: JsonPointer): JsonPointer {
    const found = this.#current.longest(pointer);
    return found === undefined ? pointer : toPointer(found.value + pointer.slice(found.length));
  }
}
