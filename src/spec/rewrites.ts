import { type JsonPointer, type Origin, toPointer } from "../diagnostics/origin.js";

/** Where something stood before it was moved; `source` where that was another file. */
export interface FormerPlace {
  readonly pointer: JsonPointer;
  readonly source?: string;
}

/** What a step of the reading moved: prefixes of pointers after the step, and before it. */
export class Rewrites {
  readonly #former = new Map<string, FormerPlace>();
  #current: Map<string, string> | undefined;

  /** All that is at or below `current` stood at or below `former`, unless a longer prefix says otherwise. */
  add(current: JsonPointer, former: FormerPlace): void {
    if (former.source === undefined && former.pointer === current) return;
    this.#former.set(current, former);
    this.#current = undefined;
  }

  get isEmpty(): boolean {
    return this.#former.size === 0;
  }

  /** Where something stood before the step. */
  formerOf(origin: Origin): Origin {
    if (this.isEmpty) return origin;
    const { pointer } = origin;
    for (const prefix of prefixes(pointer)) {
      const former = this.#former.get(prefix);
      if (former === undefined) continue;
      const moved = toPointer(former.pointer + pointer.slice(prefix.length));
      return { source: former.source ?? origin.source, pointer: moved };
    }
    return origin;
  }

  /** Where something of the same file stands after the step. */
  currentOf(pointer: JsonPointer): JsonPointer {
    const current = this.#byFormer();
    for (const prefix of prefixes(pointer)) {
      const moved = current.get(prefix);
      if (moved !== undefined) return toPointer(moved + pointer.slice(prefix.length));
    }
    return pointer;
  }

  #byFormer(): Map<string, string> {
    if (this.#current !== undefined) return this.#current;
    const current = new Map<string, string>();
    for (const [pointer, former] of this.#former) {
      // The first of several places that one was copied to stands for it.
      if (former.source === undefined && !current.has(former.pointer)) current.set(former.pointer, pointer);
    }
    this.#current = current;
    return current;
  }
}

/** A pointer and all that it stands in, the longest first. */
function* prefixes(pointer: string): Generator<string> {
  for (let end = pointer.length; end >= 0; end = end === 0 ? -1 : pointer.lastIndexOf("/", end - 1)) {
    yield pointer.slice(0, end);
  }
}
