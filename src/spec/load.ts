import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { type Host, HostError } from "../host/host.js";
import { detectVersion } from "./detect-version.js";
import { OpenApiDocument } from "./document.js";
import { parseText } from "./parse.js";

export interface LoadOptions {
  /** Folders, besides the entry document's own, that references may read from. */
  readonly allowRefsFrom?: readonly string[];
  /** Whether references may be fetched from other origins than the entry document's. Default false. */
  readonly allowRemoteRefs?: boolean;
}

/**
 * Reads a document and makes it one of the OpenAPI 3.1 shape.
 *
 * @param input a path, an http(s) URL, or `-` for standard input
 * @returns undefined exactly when an error was reported that makes generation impossible
 */
export async function loadDocument(
  input: string,
  host: Host,
  diagnostics: Diagnostics,
  _options: LoadOptions = {},
): Promise<OpenApiDocument | undefined> {
  const source = input === "-" ? "<stdin>" : input;
  const text = await readInput(input, host).catch((error: unknown) => {
    if (!(error instanceof HostError)) throw error;
    diagnostics.report("spec/unreadable", undefined, { source, reason: error.reason });
    return undefined;
  });
  if (text === undefined) return undefined;
  const parsed = parseText(source, text, diagnostics);
  const version = parsed && detectVersion(parsed.value, source, diagnostics);
  if (version === undefined) return undefined;
  return new OpenApiDocument({ root: version.root, specVersion: version.declared, source });
}

async function readInput(input: string, host: Host): Promise<string> {
  if (input === "-") return host.readStdin();
  if (/^https?:\/\//i.test(input)) return (await host.fetchText(input)).text;
  return host.readText(input);
}
