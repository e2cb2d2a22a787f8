import { type Host, HostError } from "../../host/host.js";

/** What can be found out about the project that the SDK is for. */
export interface Project {
  /** OpenAPI documents in the usual places. */
  readonly documents: readonly string[];
  /** The text of `package.json`. */
  readonly manifest: string | undefined;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: ReadonlySet<string>;
  readonly packageManager: PackageManager;
  readonly hasTypeScript: boolean;
  /** `tsconfig.json` does not ask for strict types. */
  readonly isLoose: boolean;
  /** `package.json` has `"type": "module"`. */
  readonly isModule: boolean;
  readonly compiler: CompilerSettings;
  readonly bundler: Bundler | undefined;
  /** The project is for browsers, as far as its dependencies tell. */
  readonly isForBrowsers: boolean;
}

/** What `tsconfig.json` says itself; what it extends is not read. */
interface CompilerSettings {
  readonly isVerbatim: boolean;
  /** `module` is `nodenext` or another one of Node.js's, so that the package's type decides. */
  readonly isNodeStyle: boolean;
  /** `types` is a list without `node`. */
  readonly hasOtherTypesOnly: boolean;
}

export type PackageManager = "npm" | "pnpm" | "yarn" | "bun";
export type Bundler = "vite" | "rspack" | "webpack" | "rollup" | "esbuild";

const folders = ["", "api/", "docs/", "doc/", "spec/", "specs/", "openapi/", "schema/", "schemas/", "src/", "public/"];
const names = ["openapi", "swagger"].flatMap((name) =>
  ["yaml", "yml", "json"].map((extension) => `${name}.${extension}`),
);

export async function lookAround(host: Host): Promise<Project> {
  const manifest = await textOf(host, "package.json");
  const parsed = manifest === undefined ? {} : parseManifest(manifest);
  const dependencies = new Set(
    ["dependencies", "devDependencies", "peerDependencies"].flatMap((key) => Object.keys(recordOf(parsed[key]))),
  );
  const tsconfig = await textOf(host, "tsconfig.json");
  return {
    documents: await findDocuments(host),
    manifest,
    scripts: recordOf(parsed["scripts"]) as Readonly<Record<string, string>>,
    dependencies,
    packageManager: await findPackageManager(host, parsed["packageManager"]),
    hasTypeScript: tsconfig !== undefined || dependencies.has("typescript"),
    isModule: parsed["type"] === "module",
    compiler: compilerSettings(tsconfig ?? ""),
    isLoose: tsconfig !== undefined && !/"(?:strict"\s*:\s*true|extends")/.test(tsconfig),
    bundler: bundlers.find(({ packages }) => packages.some((name) => dependencies.has(name)))?.bundler,
    isForBrowsers:
      browserPackages.some((name) => dependencies.has(name)) ||
      // What Vite serves without a framework begins with a page.
      (dependencies.has("vite") && (await textOf(host, "index.html")) !== undefined),
  };
}

const bundlers: readonly { readonly bundler: Bundler; readonly packages: readonly string[] }[] = [
  { bundler: "vite", packages: ["vite"] },
  { bundler: "rspack", packages: ["@rspack/core", "@rsbuild/core"] },
  { bundler: "webpack", packages: ["webpack"] },
  { bundler: "rollup", packages: ["rollup"] },
  { bundler: "esbuild", packages: ["esbuild"] },
];

const browserPackages = ["react-dom", "vue", "svelte", "solid-js", "preact", "@angular/core", "lit"];

/** Comments may stand in it, so it is searched as a text. */
function compilerSettings(tsconfig: string): CompilerSettings {
  const plain = tsconfig.replace(/^\s*\/\/.*$/gm, "").replace(/\/\*.*?\*\//gs, "");
  const types = /"types"\s*:\s*\[([^\]]*)\]/.exec(plain)?.[1];
  return {
    isVerbatim: /"verbatimModuleSyntax"\s*:\s*true/.test(plain),
    isNodeStyle: /"module"\s*:\s*"node/i.test(plain),
    hasOtherTypesOnly: types !== undefined && !/"(?:node|\*)"/.test(types),
  };
}

async function findDocuments(host: Host): Promise<readonly string[]> {
  const usual = folders.flatMap((folder) => names.map((name) => folder + name));
  const found = await documentsAmong(usual, host);
  if (found.length > 0) return found;
  // By another name, `petstore.yaml`, in the project's own folder.
  const others = await host.listNames(".");
  return documentsAmong(
    others.filter((name) => /^(?!package).*\.(?:ya?ml|json)$/.test(name)),
    host,
  );
}

async function documentsAmong(paths: readonly string[], host: Host): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const text = await textOf(host, path);
    if (text !== undefined && /^\s{0,4}(?:\{\s*)?["']?(?:openapi|swagger)["']?\s*:\s*["']?[23]\./m.test(text))
      found.push(path);
  }
  return found;
}

async function findPackageManager(host: Host, declared: unknown): Promise<PackageManager> {
  const named = typeof declared === "string" ? /^(npm|pnpm|yarn|bun)@/.exec(declared)?.[1] : undefined;
  if (named !== undefined) return named as PackageManager;
  for (const [file, manager] of locks) if ((await textOf(host, file)) !== undefined) return manager;
  return "npm";
}

const locks: readonly (readonly [string, PackageManager])[] = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
  ["package-lock.json", "npm"],
];

/** Undefined where there is no such file, or none that can be read. */
export async function textOf(host: Host, path: string): Promise<string | undefined> {
  try {
    return await host.readText(path);
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}

function parseManifest(text: string): Readonly<Record<string, unknown>> {
  try {
    return recordOf(JSON.parse(text));
  } catch {
    // Whoever needs the scripts says so; nothing else hangs on it.
    return {};
  }
}

/** An object of a foreign file; nothing of it is believed beyond that. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
