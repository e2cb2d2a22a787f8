import type { LiteralValue } from "../code/literal.js";
import type { OutputFile } from "../code/module.js";
import type { Api } from "../model/api.js";
import type { EmitInput, EmitOptions } from "./emitter.js";
import type { PackageSettings } from "./package-layout.js";

type Values = Readonly<Record<string, LiteralValue>>;

/** What this version of the runtime is tested with; `test/unit/emit/package.test.ts` compares it with our own package.json. */
const versions = { undici: "^7.30.2", zod: "^4.6.7", typescript: "~5.9.3", "@types/node": "^20.19.43", msw: "^2.15.0" };

/** The files around the SDK that make a package of it; `modules` are the SDK's own. */
export function emitPackage({ api, plan, options }: EmitInput, modules: readonly string[]): readonly OutputFile[] {
  const settings = options.package;
  if (!settings) return [];
  const license = licenseOf(api, settings);
  const title = settings.description ?? `The TypeScript SDK of ${api.title}.`;
  const smoke = { className: plan.className.text, name: settings.name };
  return [
    { kind: "json", path: "package.json", value: manifest(title, license.id, options, modules), once: true },
    { kind: "json", path: "tsconfig.json", value: compilerSettings("src", "dist/esm") },
    { kind: "json", path: "tsconfig.cjs.json", value: compilerSettings("build/cjs", "dist/cjs") },
    template("scripts/build.mjs", "package-build.mjs.hbs", {}),
    template("test/smoke.test.mjs", "package-smoke.mjs.hbs", smoke),
    { ...template(".gitignore", "package-gitignore.hbs", {}), once: true },
    { ...template("CHANGELOG.md", "package-changelog.md.hbs", { version: settings.version ?? "0.1.0" }), once: true },
    ...(license.lines.length > 0
      ? [{ ...template("LICENSE", "package-license.hbs", { lines: license.lines }), once: true }]
      : []),
  ];
}

function template(path: string, name: string, values: Values): OutputFile & { readonly kind: "template" } {
  return { kind: "template", path, template: name, values };
}

function manifest(description: string, license: string, options: EmitOptions, modules: readonly string[]): Values {
  const { name, version, repository } = options.package ?? {};
  const { msw = false, transport } = options;
  const entries = entriesOf(options.openapiTypes === true ? [...modules, "openapi.ts"] : modules);
  return {
    name: name ?? "",
    version: version ?? "0.1.0",
    description,
    license,
    ...(repository === undefined ? {} : { repository: { type: "git", url: repository } }),
    type: "module",
    engines: { node: ">=20.19" },
    sideEffects: false,
    main: "./dist/cjs/index.js",
    types: "./dist/cjs/index.d.ts",
    exports: {
      ".": exportOf("index"),
      ...Object.fromEntries(entries.map((path) => [`./${path}`, exportOf(path)])),
      "./package.json": "./package.json",
    },
    // For `moduleResolution: node`, TypeScript 5's default beside CommonJS, which does not read `exports`.
    typesVersions: { "*": Object.fromEntries(entries.map((path) => [path, [`./dist/cjs/${path}.d.ts`]])) },
    files: ["dist", "api.md", "CHANGELOG.md"],
    scripts: {
      build: "node scripts/build.mjs",
      test: "node --test test/smoke.test.mjs",
      prepublishOnly: "npm run build && npm test",
    },
    dependencies: { ...(transport === "undici" ? { undici: versions.undici } : {}), zod: versions.zod },
    ...(msw ? { peerDependencies: { msw: "2" }, peerDependenciesMeta: { msw: { optional: true } } } : {}),
    devDependencies: {
      "@types/node": versions["@types/node"],
      ...(msw ? { msw: versions.msw } : {}),
      typescript: versions.typescript,
    },
  };
}

/** What is imported from the package, beside its index: each file beside that, and the functions of each resource. */
function entriesOf(modules: readonly string[]): readonly string[] {
  const roots = modules.filter((path) => /^(?!index\.)[^/]+\.ts$/.test(path)).map((path) => path.replace(/\.ts$/, ""));
  return [...roots.sort(), ...(modules.some((path) => path.startsWith("operations/")) ? ["operations/*"] : [])];
}

function exportOf(path: string): Values {
  const of = (folder: string) => ({ types: `./dist/${folder}/${path}.d.ts`, default: `./dist/${folder}/${path}.js` });
  return { import: of("esm"), require: of("cjs") };
}

/** Whether a file becomes an ES module or CommonJS is said by the nearest package.json. */
function compilerSettings(rootDir: string, outDir: string): Values {
  return {
    compilerOptions: {
      target: "ES2022",
      lib: ["ES2023", "DOM", "DOM.Iterable", "ESNext.Disposable"],
      types: ["node"],
      module: "NodeNext",
      moduleResolution: "NodeNext",
      rootDir,
      outDir,
      declaration: true,
      strict: true,
      skipLibCheck: true,
    },
    include: [rootDir],
  };
}

/** What the configuration says, or the document; without either nothing is licensed to anybody. */
function licenseOf(api: Api, { license }: PackageSettings): { readonly id: string; readonly lines: readonly string[] } {
  if (license !== undefined) return { id: license, lines: [`SPDX-License-Identifier: ${license}`] };
  const { name, identifier, url } = api.license ?? {};
  if (name === undefined && identifier === undefined) return { id: "UNLICENSED", lines: [] };
  const spdx = identifier ?? spdxOf(name ?? "");
  const lines = [name, spdx && `SPDX-License-Identifier: ${spdx}`, url].filter((line) => line !== undefined);
  return { id: spdx ?? "SEE LICENSE IN LICENSE", lines };
}

/** Documents before 3.1 have only a name, which often is the identifier, or nearly. */
function spdxOf(name: string): string | undefined {
  const known: Readonly<Record<string, string>> = { "apache 2.0": "Apache-2.0", "apache license 2.0": "Apache-2.0" };
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/^the | license$/g, "");
  const common = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MPL-2.0"];
  return known[name.trim().toLowerCase()] ?? common.find((id) => id.toLowerCase() === plain);
}
