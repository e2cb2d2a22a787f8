import type { Diagnostics } from "../diagnostics/diagnostic.js";
import type { JsonPointer, Origin } from "../diagnostics/origin.js";
import type { SpecFamily } from "./detect-version.js";
import type { Draft } from "./json.js";
import type { Rewrites } from "./rewrites.js";

/** What is validated: `root`, of the 3.1 shape, is mended in place. */
export interface Validation {
  readonly root: Draft;
  readonly family: SpecFamily;
  readonly isShared: boolean;
  /** Notes what mending moves. */
  readonly rewrites: Rewrites;
  readonly diagnostics: Diagnostics;
  /** Where the author wrote what stands at a pointer of `root`. */
  readonly originOf: (pointer: JsonPointer) => Origin;
  /** Where what an author's pointer names stands now. */
  readonly currentOf: (pointer: JsonPointer) => JsonPointer;
}
