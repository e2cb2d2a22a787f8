import { resolve } from "node:path";
import { catalog } from "../diagnostics/catalog.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import type { SourceReading } from "../diagnostics/source-text.js";
import { type Host, HostError } from "../host/host.js";
import { contentHash } from "./manifest.js";

/** What a run was made of and what it left, so that the next one sees at once that it has nothing to do. */
export interface RunRecord {
  /** Of all else that decides what is generated: the settings, this version of sdkwright. */
  readonly key: string;
  /** The SHA-256 of each file that was read, by its absolute path. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Of each file of the folder as it is on disk, the user's own code included; `.sdkwright.json` is one of them. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Files with code of the user's own. */
  readonly own: readonly string[];
  readonly name: string;
  readonly counts: { readonly operations: number; readonly models: number };
  /** What the run had to say, which is to be said again. */
  readonly said: readonly Diagnostic[];
  /** The files that it speaks of. */
  readonly sources: readonly RecordedSource[];
}

export interface RecordedSource extends Pick<SourceReading, "syntax"> {
  /** What places in it say. */
  readonly name: string;
  /** Of the file: one of `inputs`. */
  readonly path: string;
}

/** Where the record of the SDK in this folder is; undefined where nothing can be kept. */
export async function recordPath(folder: string, host: Host): Promise<string | undefined> {
  const cache = await host.cacheFolder();
  return cache === undefined ? undefined : `${cache}/${contentHash(resolve(host.cwd, folder)).slice(0, 32)}.json`;
}

export async function readRecord(path: string, host: Host): Promise<RunRecord | undefined> {
  const text = await readIfPossible(path, host);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    // Half of a record is none.
    return undefined;
  }
}

/** A run has done its work without it. */
export async function writeRecord(path: string, record: RunRecord, host: Host): Promise<void> {
  const text = JSON.stringify({ format: recordFormat, ...record });
  await host.writeText(path, text).catch((error: unknown) => {
    if (!(error instanceof HostError)) throw error;
  });
}

/** The texts of the files, by path, where each is what the record says; undefined where one is not. */
export async function sameTexts(
  hashes: Readonly<Record<string, string>>,
  place: (path: string) => string,
  host: Host,
): Promise<ReadonlyMap<string, string> | undefined> {
  const texts = new Map<string, string>();
  const checks = Object.entries(hashes).map(async ([path, hash]) => {
    const text = await readIfPossible(place(path), host);
    if (text === undefined || contentHash(text) !== hash) return false;
    texts.set(path, text);
    return true;
  });
  return (await Promise.all(checks)).every(Boolean) ? texts : undefined;
}

async function readIfPossible(path: string, host: Host): Promise<string | undefined> {
  return host.readText(path).catch((error: unknown) => {
    if (error instanceof HostError) return undefined;
    throw error;
  });
}

const recordFormat = 1;

function isRecord(value: unknown): value is RunRecord {
  if (typeof value !== "object" || value === null) return false;
  const record: Partial<Record<keyof RunRecord | "format", unknown>> = value;
  const { counts } = record;
  return (
    record.format === recordFormat &&
    typeof record.key === "string" &&
    typeof record.name === "string" &&
    isHashes(record.inputs) &&
    isHashes(record.outputs) &&
    Array.isArray(record.own) &&
    Array.isArray(record.said) &&
    record.said.every(isDiagnostic) &&
    Array.isArray(record.sources) &&
    record.sources.every(isSource) &&
    typeof counts === "object" &&
    counts !== null &&
    Object.values(counts).every((count) => typeof count === "number")
  );
}

function isHashes(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.keys(value).length > 0 &&
    Object.values(value).every((hash) => typeof hash === "string")
  );
}

function isDiagnostic(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { code, severity, message, hint, origin }: Partial<Record<keyof Diagnostic, unknown>> = value;
  return (
    typeof code === "string" &&
    Object.hasOwn(catalog, code) &&
    (severity === "warning" || severity === "info") &&
    typeof message === "string" &&
    (hint === undefined || typeof hint === "string") &&
    (origin === undefined || isOrigin(origin))
  );
}

function isOrigin(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { source, pointer, offset }: Partial<Record<keyof Origin, unknown>> = value;
  return (
    typeof source === "string" &&
    typeof pointer === "string" &&
    (pointer === "" || pointer.startsWith("/")) &&
    (offset === undefined || typeof offset === "number")
  );
}

function isSource(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { name, path, syntax }: Partial<Record<keyof RecordedSource, unknown>> = value;
  return typeof name === "string" && typeof path === "string" && (syntax === "json" || syntax === "yaml");
}
