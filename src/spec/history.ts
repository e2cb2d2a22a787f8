import type { JsonPointer, Origin } from "../diagnostics/origin.js";
import { Rewrites } from "./rewrites.js";

/** What the steps of the reading moved, one after the other: it leads from any place back to the author's. */
export class History {
  readonly #source: string;
  readonly #steps: Rewrites[] = [];

  /** `source` is the entry document, which everything stands in that no step says otherwise of. */
  constructor(source: string) {
    this.#source = source;
  }

  /** Opens the next step; what it moves is added to the answer. */
  begin(): Rewrites {
    const rewrites = new Rewrites();
    this.#steps.push(rewrites);
    return rewrites;
  }

  /** Where the author wrote what stands at a pointer now. */
  originOf(pointer: JsonPointer): Origin {
    let origin: Origin = { source: this.#source, pointer };
    for (let step = this.#steps.length - 1; step >= 0; step -= 1)
      origin = this.#steps[step]?.formerOf(origin) ?? origin;
    return origin;
  }

  /** Where something that the author's pointer names in the entry document stands now. */
  currentOf(pointer: JsonPointer): JsonPointer {
    return this.#steps.reduce((current, step) => step.currentOf(current), pointer);
  }
}
