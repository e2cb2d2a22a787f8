import type { Diagnostics } from "../../diagnostics/diagnostic.js";
import type { JsonPointer, Origin } from "../../diagnostics/origin.js";
import type { SpecFamily } from "../detect-version.js";
import type { Draft } from "../json.js";
import type { Rewrites } from "../rewrites.js";

/** What an upgrade works on: it changes `root` in place and notes in `rewrites` what it moved. */
export interface Upgrade {
  readonly root: Draft;
  readonly family: SpecFamily;
  /** Whether an object may stand in several places of `root`. */
  readonly isShared: boolean;
  readonly rewrites: Rewrites;
  readonly diagnostics: Diagnostics;
  /** Where the author wrote what stands at a pointer of `root`. */
  readonly originOf: (pointer: JsonPointer) => Origin;
}
