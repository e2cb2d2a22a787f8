import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { basename, resolve } from "node:path";
import { build } from "esbuild";
import { generate } from "../../src/index.js";
import { projectRoot } from "../corpus/documents.js";

/** What the bundle of consumer.txt and of all the operations' modules exports; its own types are checked by themselves. */
export interface Program {
  readonly GitHub: new (options: object) => GitHub;
  readonly ResponseValidationError: new (...args: never) => Error & { readonly issues: readonly Issue[] };
  readonly report: (github: GitHub) => Promise<unknown>;
  /** By module, then by name. */
  readonly operations: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

export interface GitHub {
  readonly repos: { get(params: object, options?: object): Promise<unknown> };
  close(): Promise<void>;
}

export interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly code: string;
}

/** Takes its parameters, if it has any, and options. */
export type Operation = (client: GitHub, ...args: readonly object[]) => Promise<unknown>;

/** A folder with GitHub's SDK in `github/`, and a program that uses it in `consumer.ts`. */
export async function writeProgram(document: string): Promise<string> {
  const folder = resolve(projectRoot, ".cache/github/program");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { ok, diagnostics } = await generate({ input: document, output: resolve(folder, "github"), name: "GitHub" });
  if (!ok) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  copyFileSync(resolve(import.meta.dirname, "consumer.txt"), resolve(folder, "consumer.ts"));
  return folder;
}

/** Bundles the program with every operation of the SDK, and loads it. */
export async function loadProgram(folder: string): Promise<Program> {
  const modules = readdirSync(resolve(folder, "github/operations")).map((file) => basename(file, ".ts"));
  const outfile = resolve(folder, "../program.mjs");
  await build({
    stdin: {
      resolveDir: folder,
      contents: [
        ...modules.map((name) => `import * as ${name} from "./github/operations/${name}.js";`),
        `export const operations = { ${modules.join(", ")} };`,
        `export * from "./consumer.js";`,
      ].join("\n"),
    },
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    logLevel: "warning",
  });
  return import(/* @vite-ignore */ outfile);
}
