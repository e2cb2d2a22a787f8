import type { CompileOptions } from "./compile-options.js";
import type { OutputDiff } from "./output/diff.js";
import type { ChangedFile } from "./output/text-file.js";

/** A document compiled into a folder. */
export interface GenerateOptions extends CompileOptions {
  /** The SDK's folder. */
  readonly output: string;
  /** The folder of a runtime that is shared with other SDKs. */
  readonly runtimeDir?: string | undefined;
  /** Type-check the SDK before anything is written. */
  readonly verify?: boolean | undefined;
  /** Only tell what would change. */
  readonly dryRun?: boolean | undefined;
}

export interface GeneratedSdk {
  readonly name: string;
  /** As they are on disk, with the user's own code. */
  readonly files: OutputDiff["files"];
  readonly counts: { readonly operations: number; readonly models: number };
  /** Paths relative to the output folder. */
  readonly changes: {
    readonly written: readonly string[];
    readonly unchanged: readonly string[];
    readonly removed: readonly string[];
    /** Those of `written` with what was there before, for whoever shows the difference. */
    readonly details: readonly ChangedFile[];
  };
}
