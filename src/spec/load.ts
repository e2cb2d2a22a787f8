import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { type Host, HostError } from "../host/host.js";
import { detectVersion } from "./detect-version.js";
import { OpenApiDocument } from "./document.js";
import { History } from "./history.js";
import { isDraft } from "./json.js";
import { parseText } from "./parse.js";
import { upgradeOpenapi3 } from "./upgrade/openapi30.js";
import { validateDocument } from "./validate.js";

export interface LoadOptions {
  /** Folders, besides the entry document's own, that references may read from. Relative to the host's `cwd`. */
  readonly allowRefsFrom?: readonly string[];
  /** Whether references may be fetched from other origins than the entry document's. Default false. */
  readonly allowRemoteRefs?: boolean;
}

/**
 * Reads a document, with the files that it refers to, and makes it one of the OpenAPI 3.1 shape.
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
  if (parsed === undefined || version === undefined) return undefined;
  const history = new History(source);
  const root = version.root;
  if (!isDraft(root)) return undefined;
  const originOf = history.originOf.bind(history);
  const currentOf = history.currentOf.bind(history);
  const { family, declared } = version;
  const { isShared } = parsed;
  upgradeOpenapi3({ root, family, isShared, rewrites: history.begin(), diagnostics, originOf });
  validateDocument({ root, family, isShared, rewrites: history.begin(), diagnostics, originOf, currentOf });
  return new OpenApiDocument({ root, specVersion: declared, family, sources: [source], history });
}

async function readInput(input: string, host: Host): Promise<string> {
  if (input === "-") return host.readStdin();
  if (/^https?:\/\//i.test(input)) return (await host.fetchText(input)).text;
  return host.readText(input);
}
