import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { childPointer, parentPointer, pointerTokens, rootPointer } from "../diagnostics/origin.js";
import { type Host, HostError } from "../host/host.js";
import { bundleReferences } from "./bundle.js";
import { detectVersion, type SpecVersion } from "./detect-version.js";
import { OpenApiDocument } from "./document.js";
import { resolveDynamicReferences } from "./dynamic-references.js";
import { History } from "./history.js";
import { type Draft, isDraft, isDraftList, isObject, type JsonObject, type JsonValue, own } from "./json.js";
import { findAliasProblem, limitOf, type SizeLimits } from "./nesting.js";
import { applyOverlays } from "./overlay.js";
import { parseText } from "./parse.js";
import type { Parsed } from "./parsed.js";
import { valueAt } from "./pointer.js";
import { type GivenLimits, ReadBudget } from "./read-budget.js";
import { ReadPermission, type ReferenceOptions } from "./read-permission.js";
import { type DocumentLocation, isRemote, pathLocation } from "./reference.js";
import { SourceFiles } from "./source-files.js";
import { upgradeOpenapi3 } from "./upgrade/openapi30.js";
import { convertSwagger2, upgradeSwaggerSchemas } from "./upgrade/swagger2.js";
import type { Upgrade } from "./upgrade/upgrade.js";
import { validateDocument } from "./validate.js";
import { replaceAt } from "./walk.js";

/** How a document is read. */
export interface LoadOptions extends ReferenceOptions {
  /** How much is read at most; what is left out is as in `defaultLimits`. */
  readonly limits?: GivenLimits | undefined;
  /** OpenAPI Overlays that are applied before anything else is read: paths or URLs, in their order. */
  readonly overlays?: readonly string[];
  /** Edits the whole document once it has the 3.1 shape, before it is checked. Undefined: an error was reported. */
  readonly edit?: ((document: JsonObject) => Promise<JsonObject | undefined>) | undefined;
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
  options: LoadOptions = {},
): Promise<OpenApiDocument | undefined> {
  const source = input === "-" ? "<stdin>" : input;
  const budget = new ReadBudget(options.limits);
  const entry = await readInput(input, host, budget).catch((error: unknown) => {
    if (!(error instanceof HostError)) throw error;
    if (budget.isSpent) budget.report(undefined, diagnostics);
    else diagnostics.report("spec/unreadable", undefined, { source, reason: error.reason });
    return undefined;
  });
  const read = entry && parseText(source, entry.text, diagnostics, budget.limits);
  if (entry === undefined || read === undefined) return undefined;
  const history = new History(source);
  const parsed = await overlaid(read, source, { host, diagnostics, history, overlays: options.overlays ?? [], budget });
  const version = parsed && detectVersion(parsed.value, source, diagnostics);
  if (parsed === undefined || version === undefined) return undefined;
  const { location } = entry;
  const permission = new ReadPermission(location, host, options);
  permission.note(location, entry);
  const files = new SourceFiles({ host, diagnostics, permission, budget });
  const { rewrites } = history.begin();
  const { root, family } = version;
  files.add(location, parsed, family === "2.0" ? "" : entry.text);
  const hasBundled = await bundleReferences({ root, family, location, source, files, rewrites, diagnostics });
  if (hasBundled && !cutCycles({ root, history, diagnostics, limits: budget.limits })) return undefined;
  if (diagnostics.sources.mention("$dynamicRef") || diagnostics.sources.mention("$recursiveRef"))
    resolveDynamicReferences({ root, isShared: parsed.isShared || hasBundled, rewrites: history.begin().rewrites });
  // The conversion of Swagger writes one schema under several media types.
  const isShared = parsed.isShared || hasBundled || family === "2.0";
  const { edit } = options;
  const document = await makeReady({ source, diagnostics, isShared, version, history, files, edit });
  return files.hasBroken ? undefined : document;
}

type Overlaying = Omit<Parameters<typeof applyOverlays>[0], "root">;

/** The document with its overlays applied; undefined where it is none, or one of them cannot be applied. */
async function overlaid(read: Parsed, source: string, overlaying: Overlaying): Promise<Parsed | undefined> {
  const { overlays, diagnostics } = overlaying;
  if (isObject(read.value)) restoreVersion(read.value, source, diagnostics);
  if (overlays.length === 0) return read;
  if (detectVersion(read.value, source, diagnostics) === undefined) return undefined;
  // An action changes what it selects, and not what else a YAML alias stands for.
  const root: JsonValue = read.isShared ? JSON.parse(JSON.stringify(read.value)) : read.value;
  const errors = diagnostics.list.filter(({ severity }) => severity === "error").length;
  if (isDraft(root)) await applyOverlays({ ...overlaying, root });
  const isBroken = diagnostics.list.filter(({ severity }) => severity === "error").length > errors;
  return isBroken ? undefined : { value: root, isShared: false };
}

interface Bundled {
  readonly root: Draft;
  readonly history: History;
  readonly diagnostics: Diagnostics;
  readonly limits: SizeLimits;
}

/**
 * The last word on what bundling put together: nothing may hold itself. Bundling sees to that, but where documents inline
 * pieces of each other that were inlined themselves, only the result shows it.
 */
function cutCycles({ root, history, diagnostics, limits }: Bundled): boolean {
  for (;;) {
    const problem = findAliasProblem(root, limits);
    if (problem === undefined) return true;
    const origin = history.originOf(problem.pointer);
    if (problem.code !== "spec/yaml-cycle") {
      diagnostics.report(problem.code, origin, { most: limitOf(problem.code, limits) });
      return false;
    }
    diagnostics.report("spec/ref-cycle", origin, { ref: `#${problem.pointer}` });
    const parent = valueAt(root, parentPointer(problem.pointer));
    const key = pointerTokens(problem.pointer).at(-1);
    if (key === undefined || !(isDraft(parent) || isDraftList(parent))) return false;
    replaceAt({ parent, key }, {});
  }
}

/** YAML makes a number of `version: 1.10` without quotes; what the author wrote is 1.10 and not 1.1. */
function restoreVersion(root: JsonObject, source: string, diagnostics: Diagnostics): void {
  const info = own(root, "info");
  if (!isDraft(info) || typeof info["version"] !== "number") return;
  const place = diagnostics.sources.locate({ source, pointer: childPointer(rootPointer, "info", "version") });
  if (place === undefined) return;
  const draft: Draft = info;
  draft["version"] = place.lineText.slice(place.column - 1, place.column - 1 + place.length);
}

interface Reading {
  readonly source: string;
  readonly diagnostics: Diagnostics;
  /** Whether an object may stand in several places. */
  readonly isShared: boolean;
  readonly version: SpecVersion;
  readonly history: History;
  readonly files: SourceFiles;
  readonly edit: LoadOptions["edit"];
}

async function makeReady(reading: Reading): Promise<OpenApiDocument | undefined> {
  const { source, diagnostics, isShared, version, history, files, edit } = reading;
  const { family, declared } = version;
  const common = { family, isShared, diagnostics };
  const upgraded = convert({ ...common, root: version.root }, source, history);
  const originOf = history.originOf.bind(history);
  upgradeOpenapi3({ ...common, root: upgraded, rewrites: history.begin().rewrites, originOf });
  const root = edit ? await edit(upgraded) : upgraded;
  if (!root) return undefined;
  const currentOf = history.currentOf.bind(history);
  validateDocument({ ...common, root, rewrites: history.begin().rewrites, originOf, currentOf });
  const sources = [source, ...files.locations.slice(1)] as const;
  return new OpenApiDocument({ root, specVersion: declared, family, sources, history });
}

type Parts = Pick<Upgrade, "root" | "family" | "isShared" | "diagnostics">;

function convert(parts: Parts, source: string, history: History): Draft {
  if (parts.family !== "2.0") return parts.root;
  const { rewrites, formerOriginOf } = history.begin();
  const root = convertSwagger2({ ...parts, rewrites, originOf: formerOriginOf }, source);
  upgradeSwaggerSchemas(root, history.begin().rewrites);
  return root;
}

interface Entry {
  readonly text: string;
  readonly location: DocumentLocation;
  readonly isPrivate: boolean;
}

async function readInput(input: string, host: Host, { admit, fetching }: ReadBudget): Promise<Entry> {
  if (input === "-") return { text: await host.readStdin(admit), location: "<stdin>", isPrivate: true };
  if (!isRemote(input))
    return { text: await host.readText(input, admit), location: pathLocation(input), isPrivate: true };
  const { text, url, isPrivate } = await host.fetchText(input, fetching);
  return { text, location: url, isPrivate };
}
