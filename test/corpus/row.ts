import type { CorpusDocument } from "./documents.js";
import type { Generation } from "./generate.js";

/** One line of the table. */
export interface CorpusRow {
  readonly name: string;
  readonly version: string;
  /** "refused" where an error of the document stopped the run, "failed" where we did. */
  readonly outcome: "generated" | "refused" | "failed";
  readonly operations: number | undefined;
  readonly expectedOperations: number;
  readonly models: number | undefined;
  readonly files: number | undefined;
  readonly milliseconds: number;
  /** Bytes. */
  readonly peakMemory: number | undefined;
  readonly warnings: number | undefined;
  /** By compiler; undefined where it was not asked. */
  readonly typeErrors: { readonly typescript7?: number; readonly typescript?: number };
}

declare module "vitest" {
  interface TaskMeta {
    corpusRow?: CorpusRow;
  }
}

/** What is known once the command has ended. */
export function rowOf(document: CorpusDocument, { process, report }: Generation): CorpusRow {
  return {
    name: document.name,
    version: document.version,
    outcome: process.code === 0 ? "generated" : process.code === 1 && report ? "refused" : "failed",
    operations: report?.operations,
    expectedOperations: document.operations,
    models: report?.models,
    files: report?.written?.length,
    milliseconds: process.milliseconds,
    peakMemory: process.peakMemory,
    warnings: report?.diagnostics.filter(({ severity }) => severity === "warning").length,
    typeErrors: {},
  };
}
