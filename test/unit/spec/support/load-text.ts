import { Diagnostics } from "../../../../src/diagnostics/diagnostic.js";
import { formatText } from "../../../../src/diagnostics/format-text.js";
import { type MemoryHostOptions, memoryHost } from "../../../../src/host/memory-host.js";
import type { OpenApiDocument } from "../../../../src/spec/document.js";
import { type LoadOptions, loadDocument } from "../../../../src/spec/load.js";

export interface Loaded {
  readonly document: OpenApiDocument;
  readonly diagnostics: Diagnostics;
  /** The diagnostics as they are printed. */
  readonly text: string;
  /** The codes of the diagnostics. */
  readonly codes: readonly string[];
}

/** Loads the first of some files held in memory. @throws where it cannot be read */
export async function loadFiles(
  files: Readonly<Record<string, string>>,
  options: LoadOptions & { readonly host?: MemoryHostOptions; readonly entry?: string } = {},
): Promise<Loaded> {
  const diagnostics = new Diagnostics();
  const entry = options.entry ?? Object.keys(files)[0] ?? "";
  const document = await loadDocument(entry, memoryHost(files, options.host), diagnostics, options);
  const text = formatText(diagnostics.list, diagnostics.sources);
  if (document === undefined) throw new Error(`not read:\n${text}`);
  return { document, diagnostics, text, codes: diagnostics.list.map(({ code }) => code) };
}

/** Loads one document. */
export function loadText(text: string): Promise<Loaded> {
  return loadFiles({ "openapi.yaml": text });
}
