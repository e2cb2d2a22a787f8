import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { rootPointer } from "../diagnostics/origin.js";
import { type Host, HostError } from "../host/host.js";
import { OpenApiDocument } from "./document.js";
import { isObject } from "./json.js";
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
  diagnostics.sources.add(source, text);
  const root = parseText(source, text, diagnostics);
  if (root === undefined) return undefined;
  const specVersion = isObject(root) ? (root["openapi"] ?? root["swagger"]) : undefined;
  if (!isObject(root) || specVersion === undefined) {
    diagnostics.report("spec/unsupported-version", { source, pointer: rootPointer }, { version: "nothing" });
    return undefined;
  }
  return new OpenApiDocument({ root, specVersion: String(specVersion), source });
}

async function readInput(input: string, host: Host): Promise<string> {
  const text = await readRaw(input, host);
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

async function readRaw(input: string, host: Host): Promise<string> {
  if (input === "-") return host.readStdin();
  if (/^https?:\/\//i.test(input)) return (await host.fetchText(input)).text;
  return host.readText(input);
}
