import { createHash } from "node:crypto";

/** `.sdkwright.json`: which files of the folder sdkwright wrote, so that it never touches another. */
export const manifestPath = ".sdkwright.json";

export interface Manifest {
  /** The path of each file, with the SHA-256 of what was written, less the user's own regions in it. */
  readonly files: ReadonlyMap<string, string>;
  /** Of an SDK: the folder of the runtime that it shares with others, relative to its own. */
  readonly runtime?: string | undefined;
  /** Of such a runtime: the folders of the SDKs that use it, relative to its own, with what they need of it. */
  readonly users?: Users | undefined;
}

export type Users = ReadonlyMap<string, RuntimeNeed>;

export interface RuntimeNeed {
  readonly transport: "undici" | "fetch";
  readonly oauth2: boolean;
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
  return {
    files: new Map(entries.map(([path, hash]) => [path, String(hash)])),
    ...("runtime" in value && typeof value.runtime === "string" && { runtime: value.runtime }),
    ...("users" in value && { users: parseUsers(value.users) }),
  };
}

function parseUsers(value: unknown): Users {
  const users = new Map<string, RuntimeNeed>();
  if (typeof value !== "object" || value === null) return users;
  for (const [folder, need] of Object.entries(value)) {
    if (typeof need !== "object" || need === null || !("transport" in need)) continue;
    const transport = need.transport === "fetch" ? "fetch" : "undici";
    users.set(folder, { transport, oauth2: "oauth2" in need && need.oauth2 === true });
  }
  return users;
}

/** Whoever edits a manifest must not make us remove files elsewhere. */
export function isInside(path: string): boolean {
  return (
    path !== "" &&
    !/^(?:[\\/]|[A-Za-z]:)/.test(path) &&
    !path.split(/[\\/]/).some((part) => part === ".." || part === "." || part === "")
  );
}

export function manifestText({ files, runtime, users }: Manifest): string {
  const text = {
    format: 1,
    generator: "sdkwright",
    ...(runtime !== undefined && { runtime }),
    ...(users && { users: sorted(users) }),
    files: sorted(files),
  };
  return `${JSON.stringify(text, null, 2)}
`;
}

function sorted(map: ReadonlyMap<string, unknown>): object {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function contentHash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
