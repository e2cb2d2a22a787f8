import type { JsonPointer, Origin } from "../diagnostics/origin.js";
import { Rewrites } from "./rewrites.js";

/** One step of the reading. */
export interface Step {
  /** To be filled with what the step moves; what is added counts at once. */
  readonly rewrites: Rewrites;
  /** Where the author wrote what stood at a pointer before this step. */
  readonly formerOriginOf: (pointer: JsonPointer) => Origin;
}

/** What the steps of the reading moved, one after the other: it leads from any place back to the author's. */
export class History {
  readonly #source: string;
  readonly #steps: Rewrites[] = [];

  /** `source` is the entry document, which everything stands in that no step says otherwise of. */
  constructor(source: string) {
    this.#source = source;
  }

  begin(): Step {
    const rewrites = new Rewrites();
    const before = [...this.#steps];
    this.#steps.push(rewrites);
    return { rewrites, formerOriginOf: (pointer) => this.#trace(before, pointer) };
  }

  /** Where the author wrote what stands at a pointer now. */
  originOf(pointer: JsonPointer): Origin {
    return this.#trace(this.#steps, pointer);
  }

  /** Where something that the author's pointer names in the entry document stands now. */
  currentOf(pointer: JsonPointer): JsonPointer {
    return this.#steps.reduce((current, step) => step.currentOf(current), pointer);
  }

  #trace(steps: readonly Rewrites[], pointer: JsonPointer): Origin {
    // What came from elsewhere has not been in this document before.
    return steps.reduceRight<Origin>(
      (origin, step) => (origin.source === this.#source ? step.formerOf(origin) : origin),
      { source: this.#source, pointer },
    );
  }
}
