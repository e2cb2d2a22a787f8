import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { type Host, HostError } from "../host/host.js";
import { detectVersion, type SpecVersion } from "./detect-version.js";
import { OpenApiDocument } from "./document.js";
import { History } from "./history.js";
import type { Draft } from "./json.js";
import { parseText } from "./parse.js";
import type { Parsed } from "./parsed.js";
import { upgradeOpenapi3 } from "./upgrade/openapi30.js";
import { convertSwagger2 } from "./upgrade/swagger2.js";
import type { Upgrade } from "./upgrade/upgrade.js";
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
  return makeReady({ source, diagnostics, parsed, version, history: new History(source) });
}

interface Reading {
  readonly source: string;
  readonly diagnostics: Diagnostics;
  readonly parsed: Parsed;
  readonly version: SpecVersion;
  readonly history: History;
}

function makeReady({ source, diagnostics, parsed, version, history }: Reading): OpenApiDocument {
  const { family, declared } = version;
  // The conversion of Swagger writes one schema under several media types.
  const isShared = parsed.isShared || family === "2.0";
  const common = { family, isShared, diagnostics };
  const root = convert({ ...common, root: version.root }, source, history);
  const originOf = history.originOf.bind(history);
  upgradeOpenapi3({ ...common, root, rewrites: history.begin().rewrites, originOf });
  const currentOf = history.currentOf.bind(history);
  validateDocument({ ...common, root, rewrites: history.begin().rewrites, originOf, currentOf });
  return new OpenApiDocument({ root, specVersion: declared, family, sources: [source], history });
}

function convert(
  parts: Pick<Upgrade, "root" | "family" | "isShared" | "diagnostics">,
  source: string,
  history: History,
): Draft {
  if (parts.family !== "2.0") return parts.root;
  const { rewrites, formerOriginOf } = history.begin();
  return convertSwagger2({ ...parts, rewrites, originOf: formerOriginOf }, source);
}

async function readInput(input: string, host: Host): Promise<string> {
  if (input === "-") return host.readStdin();
  if (/^https?:\/\//i.test(input)) return (await host.fetchText(input)).text;
  return host.readText(input);
}
