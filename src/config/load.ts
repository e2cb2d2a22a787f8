import { createRequire } from "node:module";
import { posix, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Jiti } from "jiti";
import { load as parseYaml } from "js-yaml";
import { type Host, HostError } from "../host/host.js";
import { checkConfig, type SdkConfig } from "./config.js";
import { ConfigError } from "./config-error.js";
import { expandVariables } from "./environment.js";

/** A configuration file with what it says. */
export interface LoadedConfig {
  /** As the user knows it: relative to the working folder, or as it was given. */
  readonly path: string;
  /** What the paths in it are relative to. */
  readonly folder: string;
  /** The file itself and the modules of the project that it imports (plugins, say), absolute: what a run that watches must look at. */
  readonly modules: ReadonlySet<string>;
  readonly sdks: readonly SdkConfig[];
}

interface LoadInput {
  readonly host: Host;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** `--config`; undefined: the first file of the names below that is there. */
  readonly file?: string | undefined;
}

/** In the order in which they are looked for. */
export const configNames: readonly string[] = ["ts", "mts", "js", "mjs", "json", "yaml", "yml"].map(
  (extension) => `sdkwright.config.${extension}`,
);

/**
 * The configuration of a project: a `sdkwright.config.*` in the working folder, or the `sdkwright` key of its
 * `package.json`. Undefined where there is none.
 *
 * @throws ConfigError where the file cannot be read or says something that is not a setting
 */
export async function loadConfig({ host, environment, file }: LoadInput): Promise<LoadedConfig | undefined> {
  const modules = new Set<string>();
  const found = await find(host, file, modules);
  if (!found) return undefined;
  const { path, value } = found;
  modules.add(resolve(host.cwd, path));
  const config = expandVariables(value, environment, path);
  const list = Array.isArray(config) ? config : [config];
  if (list.length === 0) throw new ConfigError(`${path}: the list of SDKs is empty`);
  const sdks = list.map((sdk, index) => checkConfig(sdk, list.length === 1 ? path : `${path}[${index}]`));
  const folder = resolve(host.cwd, posix.dirname(path.replaceAll("\\", "/")));
  checkOutputs(sdks, path, folder);
  return { path, folder, modules, sdks };
}

/** Two SDKs in one folder would remove each other's files. */
function checkOutputs(sdks: readonly SdkConfig[], path: string, folder: string): void {
  const seen = new Map<string, number>();
  for (const [index, { cwd = ".", output }] of sdks.entries()) {
    const place = resolve(folder, cwd, output);
    const other = seen.get(place);
    if (other !== undefined)
      throw new ConfigError(
        `${path}: [${other}] and [${index}] both have the output ${output}; each SDK needs its own`,
      );
    seen.set(place, index);
  }
}

async function find(
  host: Host,
  file: string | undefined,
  modules: Set<string>,
): Promise<{ readonly path: string; readonly value: unknown } | undefined> {
  if (file !== undefined) {
    const text = await readIfThere(host, file);
    if (text === undefined) throw new ConfigError(`${file}: no such file`);
    return { path: file, value: await parse(host, file, text, { modules }) };
  }
  for (const path of configNames) {
    const text = await readIfThere(host, path);
    if (text !== undefined) return { path, value: await parse(host, path, text, { modules }) };
  }
  const manifest = await readIfThere(host, "package.json");
  const value = manifest === undefined ? undefined : keyOf(parseJson("package.json", manifest), "sdkwright");
  return value === undefined ? undefined : { path: "package.json", value };
}

async function readIfThere(host: Host, path: string): Promise<string | undefined> {
  try {
    return await host.readText(path);
  } catch (error) {
    if (error instanceof HostError && error.code === "not-found") return undefined;
    throw error instanceof HostError ? new ConfigError(`${path}: ${error.reason}`, { cause: error }) : error;
  }
}

/**
 * What a configuration of another tool says: YAML, JSON, or a module whose `defineConfig` is taken for the function that
 * gives back what it is given, so that the tool needs not be installed.
 *
 * @throws ConfigError where it cannot be read
 */
export async function readForeignConfig(host: Host, path: string): Promise<unknown> {
  const text = await readIfThere(host, path);
  if (text === undefined) throw new ConfigError(`${path}: no such file`);
  if (/(?:^|[\\/])package\.json$/.test(path)) return parseJson(path, text);
  return parse(host, path, text, { foreign: ["@hey-api/openapi-ts", "orval"] });
}

interface ModuleOptions {
  /** Packages of other tools, which need not be installed. */
  readonly foreign?: readonly string[];
  /** Takes the modules that are run, absolute. */
  readonly modules?: Set<string>;
}

async function parse(host: Host, path: string, text: string, options: ModuleOptions): Promise<unknown> {
  if (/\.ya?ml$/.test(path)) return parseText(path, () => parseYaml(text));
  if (/\.json$/.test(path)) {
    const value = parseJson(path, text);
    return /(?:^|[\\/])package\.json$/.test(path) ? keyOf(value, "sdkwright") : value;
  }
  if (/\.[cm]?[jt]s$/.test(path)) return runModule(resolve(host.cwd, path), path, options);
  throw new ConfigError(`${path}: a configuration is .ts, .mts, .js, .mjs, .json or .yaml`);
}

function parseJson(path: string, text: string): unknown {
  const json = text.replace(/^\uFEFF/, "");
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new ConfigError(`${path}${placeIn(json, reasonOf(error))}`, { cause: error });
  }
}

/** JSON.parse says where by an offset, if at all: `:3:5: Expected ',' …`. */
function placeIn(text: string, reason: string): string {
  const said = /\s*(?:in JSON )?at position (\d+).*$/.exec(reason);
  const before = text.slice(0, said ? Number(said[1]) : text.length);
  const [line, column] = [before.split("\n").length, before.length - before.lastIndexOf("\n")];
  return `:${line}:${column}: this is not JSON: ${said ? reason.slice(0, said.index) : "it ends too early"}`;
}

function parseText(path: string, read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    throw new ConfigError(`${path}: ${reasonOf(error)}`, { cause: error });
  }
}

/** CommonJS modules of configurations: Node.js runs them itself, and keeps them. */
const kept = new Set<string>();

function forgetCommonJs(): void {
  const { cache } = createRequire(import.meta.url);
  for (const path of kept) delete cache[path];
  kept.clear();
}

function noteCommonJs(before: ReadonlySet<string>, modules: Set<string> | undefined): void {
  for (const path of Object.keys(createRequire(import.meta.url).cache)) {
    if (before.has(path) || !path.endsWith(".cjs") || /[\\/]node_modules[\\/]/.test(path)) continue;
    kept.add(path);
    modules?.add(path);
  }
}

/** What the module exports by default, or what that gives where it is a function. */
async function runModule(file: string, path: string, { foreign = [], modules }: ModuleOptions): Promise<unknown> {
  const { createJiti } = await import("jiti");
  const plain = createJiti(import.meta.url, { fsCache: false });
  const jiti = createJiti(import.meta.url, {
    // A run that watches must see the files as they are now.
    moduleCache: false,
    fsCache: false,
    // What it is asked to translate is what it is about to run.
    transform: (options) => {
      if (options.filename !== undefined) modules?.add(options.filename);
      return { code: plain.transform(options) };
    },
    // Whether it is installed in the project or not, and without loading the generator once more.
    alias: { sdkwright: moduleBeside("define-config"), ...foreignAliases(foreign) },
  });
  forgetCommonJs();
  const before = new Set(Object.keys(createRequire(import.meta.url).cache));
  try {
    const value = await importDefault(jiti, file).finally(() => noteCommonJs(before, modules));
    if (isNamespace(value)) throw new Error("it exports nothing by default: export default defineConfig({ … })");
    return typeof value === "function" ? await value() : await value;
  } catch (error) {
    throw new ConfigError(`${path}: ${reasonOf(error)}`, { cause: error });
  }
}

/**
 * Node.js itself would run what is an ES module by its name, and never look at it again; so it is run the older way, and by
 * Node.js only where that cannot be, as with an `await` outside of functions.
 */
async function importDefault(jiti: Jiti, file: string): Promise<unknown> {
  try {
    const module: unknown = jiti(file);
    // What CommonJS exports has its default from jiti, and not as a property of its own.
    return (typeof module === "object" && module !== null && Reflect.get(module, "default")) || module;
  } catch {
    return jiti.import<unknown>(file, { default: true });
  }
}

function foreignAliases(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, moduleBeside("foreign-config")]));
}

/** From this file and from the bundled command in `cli/` alike. */
function moduleBeside(name: string): string {
  return fileURLToPath(new URL(`../config/${name}.js`, import.meta.url));
}

/** What jiti gives in place of a default export that is not there. */
function isNamespace(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Reflect.get(value, "__esModule") === true || Reflect.get(value, Symbol.toStringTag) === "Module";
}

function keyOf(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  // Own property checked above.
  return (value as Readonly<Record<string, unknown>>)[key];
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
