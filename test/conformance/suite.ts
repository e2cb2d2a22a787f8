import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "esbuild";
import type { Draft } from "./document.js";

// Tests and programs run in the project's root.
const root = process.cwd();
const driver = resolve(root, "../shared/suites/json-schema/run.mjs");
const cache = resolve(root, ".cache/conformance");

export interface Run {
  readonly draft: Draft;
  readonly profile: "core" | "openapi";
  /** With the `type` that OpenAPI schemas nearly always have. */
  readonly typed: boolean;
}

export interface Score {
  readonly tests: number;
  readonly pass: number;
  readonly wrongAccept: number;
  readonly wrongReject: number;
  readonly threw: number;
  readonly compileFailTests: number;
}

/** One test that did not pass, or a group that did not compile. */
export interface Miss {
  readonly key: string;
  readonly group: string;
  readonly test?: string;
  readonly kind: "wrongAccept" | "wrongReject" | "threw" | "compile";
  readonly error?: string;
}

export interface Result {
  readonly total: Score;
  /** By keyword. */
  readonly per: Readonly<Record<string, { readonly groups: number; readonly tests: number; readonly pass: number }>>;
  readonly misses: readonly Miss[];
}

/** Why the suite cannot be run here; undefined where it can. */
export function missingSuite(): string | undefined {
  return existsSync(driver) ? undefined : `the JSON Schema test suite is not at ${driver}`;
}

/** `--typed` asks @cfworker/json-schema for the expected results; the driver imports it from where it stands. */
export function missingOracle(): string | undefined {
  return oracle() === undefined
    ? "@cfworker/json-schema is not installed: npm i --prefix .cache @cfworker/json-schema"
    : undefined;
}

function oracle(): string | undefined {
  return ["node_modules", ".cache/node_modules"]
    .map((folder) => resolve(root, folder, "@cfworker/json-schema"))
    .find((folder) => existsSync(folder));
}

/** Bundles the module that the driver imports. */
export async function buildHarness(): Promise<string> {
  const outfile = resolve(cache, "compile.mjs");
  await build({
    entryPoints: [resolve(root, "test/conformance/compile.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
  return outfile;
}

/** Runs the suite's own driver, so that its numbers are those that anyone gets. */
export function runSuite(harness: string, { draft, profile, typed }: Run): Result {
  mkdirSync(cache, { recursive: true });
  const report = resolve(cache, `${draft}-${profile}${typed ? "-typed" : ""}.json`);
  const flags = ["--draft", draft, "--profile", profile, "--json", report, ...(typed ? ["--typed"] : [])];
  const found = oracle();
  const hooks = found === undefined ? [] : ["--import", resolverFor(found)];
  const { status, stderr } = spawnSync(process.execPath, [...hooks, driver, harness, ...flags], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the driver failed: ${stderr}`);
  const { tot, per, bad } = JSON.parse(readFileSync(report, "utf8"));
  return { total: tot, per, misses: bad };
}

/** A module hook, as a URL: the driver stands where no packages are. */
function resolverFor(folder: string): string {
  const hook = `export const resolve = (name, context, next) => next(name === "@cfworker/json-schema" ? ${JSON.stringify(
    `file://${folder}/dist/esm/index.js`,
  )} : name, context);`;
  const register = `import { register } from "node:module"; register(${JSON.stringify(dataUrl(hook))});`;
  return dataUrl(register);
}

function dataUrl(script: string): string {
  return `data:text/javascript,${encodeURIComponent(script)}`;
}
