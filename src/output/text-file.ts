import type { Manifest } from "./manifest.js";
import type { Place } from "./regions.js";

/** A file to write. */
export interface TextFile {
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  readonly text: string;
  /** Written only where nothing is there; from then on it is the user's, and never removed either. */
  readonly once?: boolean | undefined;
  /** Where code of the user's own may stand in `text`, which has none. */
  readonly places?: readonly Place[] | undefined;
  /** Something of the user's stands in `text`. */
  readonly hasOwnCode?: boolean | undefined;
}

/** A file that is not on disk, or not so. */
export interface ChangedFile extends TextFile {
  /** What is there now; undefined where nothing is. */
  readonly before: string | undefined;
}

/** What is in the output folder. */
export interface Folder {
  readonly path: string;
  /** The texts of the files that are wanted or ours, and of `.orphaned` ones; those that are there. */
  readonly texts: ReadonlyMap<string, string>;
  readonly manifest: Manifest;
}
