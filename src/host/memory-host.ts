import { posix } from "node:path";
import { type Admit, type FetchedText, type Host, HostError } from "./host.js";
import { isPrivateUrl } from "./private-address.js";

/** What a memory host holds besides its files. */
export interface MemoryHostOptions {
  readonly cwd?: string;
  readonly stdin?: string;
  /** Texts by absolute URL. */
  readonly urls?: Readonly<Record<string, string>>;
  readonly cacheFolder?: string;
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
    readText: async (path, admit) => admitted(path, contents.get(absolute(path)) ?? missing(path), admit),
    fetchText: async (url, { mayFollow, admit } = {}): Promise<FetchedText> => {
      const target = options.redirects?.[url] ?? url;
      if (target !== url && mayFollow !== undefined && !(await mayFollow(target)))
        throw new HostError("denied", url, { reason: "redirected" });
      const text = admitted(url, urls.get(target) ?? missing(target), admit);
      return { text, url: target, isPrivate: isPrivateUrl(target) };
    },
    readStdin: async (admit) => admitted("<stdin>", options.stdin ?? "", admit),
    writeText: async (path, text) => {
      contents.set(absolute(path), text);
    },
    list: async (folder) => listBelow([...contents.keys()], absolute(folder)),
    listNames: async (folder) =>
      listBelow([...contents.keys()], absolute(folder)).filter((path) => !path.includes("/")),
    names: async (folder) => namesIn([...contents.keys()], absolute(folder)),
    expectChanges: () => undefined,
    change: async (changes) => {
      for (const one of changes) {
        if (one.kind === "remove") contents.delete(absolute(one.path));
        else move(contents, absolute(one.from), absolute(one.to));
      }
    },
    removeFolder: async (path) => {
      for (const file of listBelow([...contents.keys()], absolute(path))) contents.delete(`${absolute(path)}/${file}`);
    },
    cacheFolder: async () => options.cacheFolder,
    processId: 1,
    isRunning: (processId) => processId === 1,
  };
}

/** A file, or all files below a folder. */
function move(contents: Map<string, string>, from: string, to: string): void {
  const moved = contents.has(from) ? [""] : listBelow([...contents.keys()], from).map((path) => `/${path}`);
  if (moved.length === 0) missing(from);
  for (const path of moved) {
    contents.set(to + path, contents.get(from + path) ?? "");
    contents.delete(from + path);
  }
}

function namesIn(paths: readonly string[], folder: string): readonly string[] | undefined {
  const below = listBelow(paths, folder);
  return below.length === 0 ? undefined : [...new Set(below.map((path) => path.split("/")[0] ?? path))];
}

function listBelow(paths: readonly string[], folder: string): readonly string[] {
  const prefix = folder === "/" ? "/" : `${folder}/`;
  return paths
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length))
    .sort();
}

function admitted(target: string, text: string, admit: Admit = () => true): string {
  if (admit(Buffer.byteLength(text))) return text;
  throw new HostError("too-large", target, { reason: "it is larger than may be read" });
}

function missing(target: string): never {
  throw new HostError("not-found", target, { reason: "not found" });
}
