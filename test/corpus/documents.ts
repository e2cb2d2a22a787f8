import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import * as z from "zod";

/** One document of the corpus, as its index describes it. */
export type CorpusDocument = z.infer<typeof corpusDocument>;

const corpusDocument = z.object({
  name: z.string(),
  /** Relative to the corpus. */
  entry: z.string(),
  version: z.string(),
  bytes: z.number(),
  operations: z.number(),
});

/** The project's folder: run-ts.mjs runs programs from a bundle in another place than their source. */
export const projectRoot = packageAbove(import.meta.dirname);

const corpusRoot = resolve(projectRoot, "../shared/specs");

/** Undefined where the corpus, which is not part of the repository, is not on this machine. */
export const missingCorpus: string | undefined = existsSync(resolve(corpusRoot, "index.json"))
  ? undefined
  : `there are no documents: ${resolve(corpusRoot, "index.json")} does not exist`;

/** All documents of the corpus, in the order of its index; none where it is not on this machine. */
export function corpusDocuments(): readonly CorpusDocument[] {
  if (missingCorpus !== undefined) return [];
  return z.array(corpusDocument).parse(JSON.parse(readFileSync(resolve(corpusRoot, "index.json"), "utf8")));
}

/** The absolute path of a document's entry file. */
export function pathOf(document: CorpusDocument): string {
  return resolve(corpusRoot, document.entry);
}

/** @throws Error where the corpus has no document of that name. */
export function documentNamed(name: string): CorpusDocument {
  const found = corpusDocuments().find((document) => document.name === name);
  if (!found) throw new Error(`the corpus has no document "${name}"`);
  return found;
}

function packageAbove(folder: string): string {
  return existsSync(resolve(folder, "package.json")) ? folder : packageAbove(dirname(folder));
}
