import { createHash } from "node:crypto";

/** `.sdkwright.json`: which files of the folder sdkwright wrote, so that it never touches another. */
export const manifestPath = ".sdkwright.json";

export interface Manifest {
  /** The path of each file, with the SHA-256 of what was written, less the user's own regions in it. */
  readonly files: ReadonlyMap<string, string>;
}

export const emptyManifest: Manifest = { files: new Map() };

/** The manifest in its own words; undefined where the text is none. */
export function parseManifest(text: string): Manifest | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Reported by the caller: an unreadable manifest stops the run.
    return undefined;
  }
  if (typeof value !== "object" || value === null || !("format" in value) || value.format !== 1) return undefined;
  const files = "files" in value ? value.files : undefined;
  if (typeof files !== "object" || files === null || Array.isArray(files)) return undefined;
  const entries = Object.entries(files).filter(([path, hash]) => isInside(path) && typeof hash === "string");
  return { files: new Map(entries.map(([path, hash]) => [path, String(hash)])) };
}

/** Whoever edits a manifest must not make us remove files elsewhere. */
export function isInside(path: string): boolean {
  return (
    path !== "" &&
    !/^(?:[\\/]|[A-Za-z]:)/.test(path) &&
    !path.split(/[\\/]/).some((part) => part === ".." || part === "." || part === "")
  );
}

export function manifestText({ files }: Manifest): string {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ format: 1, generator: "sdkwright", files: Object.fromEntries(sorted) }, null, 2)}\n`;
}

export function contentHash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
