import type { JsonPointer } from "../diagnostics/origin.js";
import type { DocumentLocation } from "./reference.js";

/** A place in one of the documents of a bundle, as its author wrote it. */
export interface SourcePlace {
  readonly location: DocumentLocation;
  readonly pointer: JsonPointer;
}

/** What has been put where. Keeps a value from being put inside of itself, be it by way of others. */
export class Inclusions {
  readonly #byLocation = new Map<DocumentLocation, { holder: JsonPointer; target: SourcePlace }[]>();

  /** Notes that `target` stands at `holder` from now on; false where it would then stand inside of itself. */
  add(holder: SourcePlace, target: SourcePlace): boolean {
    if (this.#leadsTo(target, holder, new Set())) return false;
    const list = this.#byLocation.get(holder.location) ?? [];
    this.#byLocation.set(holder.location, list);
    list.push({ holder: holder.pointer, target });
    return true;
  }

  /** Whether the value at `from`, with all that has been put into it, has `place` inside. */
  #leadsTo(from: SourcePlace, place: SourcePlace, seen: Set<string>): boolean {
    const key = `${from.location}#${from.pointer}`;
    if (seen.has(key)) return false;
    seen.add(key);
    if (from.location === place.location && isWithin(place.pointer, from.pointer)) return true;
    const below = this.#byLocation.get(from.location) ?? [];
    return below.some(({ holder, target }) => isWithin(holder, from.pointer) && this.#leadsTo(target, place, seen));
  }
}

function isWithin(pointer: JsonPointer, outer: JsonPointer): boolean {
  return pointer === outer || pointer.startsWith(`${outer}/`);
}
