import { posix } from "node:path";
import { type FetchedText, type Host, HostError } from "./host.js";

/** What a memory host holds besides its files. */
export interface MemoryHostOptions {
  readonly cwd?: string;
  readonly stdin?: string;
  /** Texts by absolute URL. */
  readonly urls?: Readonly<Record<string, string>>;
  /** Redirects, by absolute URL. */
  readonly redirects?: Readonly<Record<string, string>>;
}

/** A host in memory, for tests: `files` are its contents by path and can be looked at afterwards. */
export interface MemoryHost extends Host {
  /** By absolute path. */
  readonly files: ReadonlyMap<string, string>;
}

/** A host whose files are the given ones (relative paths: below `cwd`, default `/work`). */
export function memoryHost(files: Readonly<Record<string, string>>, options: MemoryHostOptions = {}): MemoryHost {
  const cwd = options.cwd ?? "/work";
  const absolute = (path: string): string => posix.resolve(cwd, path);
  const contents = new Map(Object.entries(files).map(([path, text]) => [absolute(path), text]));
  const urls = new Map(Object.entries(options.urls ?? {}));
  return {
    cwd,
    files: contents,
    realPath: async (path) => absolute(path),
    readText: async (path) => contents.get(absolute(path)) ?? missing(path),
    fetchText: async (url, mayFollow): Promise<FetchedText> => {
      const target = options.redirects?.[url] ?? url;
      if (target !== url && mayFollow !== undefined && !(await mayFollow(target)))
        throw new HostError("denied", url, { reason: "redirected" });
      return { text: urls.get(target) ?? missing(target), url: target };
    },
    readStdin: async () => options.stdin ?? "",
    writeText: async (path, text) => {
      contents.set(absolute(path), text);
    },
    move: async (from, to) => {
      contents.set(absolute(to), contents.get(absolute(from)) ?? missing(from));
      contents.delete(absolute(from));
    },
    list: async (folder) => listBelow([...contents.keys()], absolute(folder)),
    listNames: async (folder) =>
      listBelow([...contents.keys()], absolute(folder)).filter((path) => !path.includes("/")),
    remove: async (path) => {
      contents.delete(absolute(path));
    },
  };
}

function listBelow(paths: readonly string[], folder: string): readonly string[] {
  const prefix = folder === "/" ? "/" : `${folder}/`;
  return paths
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length))
    .sort();
}

function missing(target: string): never {
  throw new HostError("not-found", target, { reason: "not found" });
}
