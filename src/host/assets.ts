import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** The files that ship with sdkwright: the source of the runtime, and the templates. */
export interface Assets {
  /** The source files of the runtime as SDKs get it, sorted. */
  readonly runtimeFiles: readonly string[];
  runtimeText(file: string): string;
  templateText(name: string): string;
  /** A template as the build has compiled it; undefined for a text that is not one of ours as they were then. */
  compiledTemplate(text: string): TemplateSpecification | undefined;
  /** The file names of the templates, sorted. */
  readonly templateNames: readonly string[];
  /** The version of this package. */
  readonly version: string;
  /** Of this very code: another wherever it may write something else. Undefined where it runs from its sources. */
  readonly build: string | undefined;
}

// From `src/host/` and from `dist/host/` alike.
const root = new URL("../../", import.meta.url);
/** Made by `test/support/compile-templates.mjs`. */
const compiledPath = fileURLToPath(new URL("dist/templates.cjs", root));

/** The package's own files, from wherever it is installed. */
export function packageAssets(): Assets {
  // Made from `src/runtime/` by the build.
  const runtime = new URL("dist/runtime-source/", root);
  return {
    runtimeFiles: listSources(runtime),
    runtimeText: (file) => readFileSync(new URL(file, runtime), "utf8"),
    templateText: (name) => readFileSync(new URL(`templates/${name}`, root), "utf8"),
    compiledTemplate: (text) => compiledTemplates().get(text),
    templateNames: readdirSync(new URL("templates/", root))
      .filter((name) => name.endsWith(".hbs"))
      .sort(),
    version: packageVersion(),
    build: packageBuild(),
  };
}

let compiled: ReadonlyMap<string, TemplateSpecification> | undefined;

/** By their texts. None where nothing was built. */
function compiledTemplates(): ReadonlyMap<string, TemplateSpecification> {
  compiled ??= new Map(existsSync(compiledPath) ? createRequire(import.meta.url)(compiledPath) : []);
  return compiled;
}

/** The script and the style of the page that `sdkwright inspect --html` writes. */
export function pageAssets(): { readonly script: string; readonly style: string } {
  const text = (...names: readonly string[]): string =>
    names.map((name) => readFileSync(new URL(`templates/page/${name}`, root), "utf8")).join("\n");
  return { script: text("elements.js", "page.js"), style: text("text.css", "page.css") };
}

/** The documents with one mistake each that `sdkwright explain` shows. */
export interface Examples {
  /** Absolute. */
  readonly folder: string;
  /** `spec-unresolved-ref.yaml`: named by the code that they cause. */
  readonly files: readonly string[];
}

export function packageExamples(): Examples {
  const folder = fileURLToPath(new URL("fixtures/invalid/", root));
  return { folder, files: readdirSync(folder).sort() };
}

function listSources(folder: URL): readonly string[] {
  return readdirSync(fileURLToPath(folder))
    .filter((file) => file.endsWith(".ts"))
    .sort();
}

/** A new build of the same version is seen by its time; npm gives all files of a package one and the same. */
function packageBuild(): string | undefined {
  const file = fileURLToPath(import.meta.url);
  return file.endsWith(".ts") ? undefined : `${packageVersion()} ${statSync(file).mtimeMs}`;
}

function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
  const version = typeof manifest === "object" && manifest !== null && "version" in manifest ? manifest.version : "";
  return typeof version === "string" ? version : "0.0.0";
}
