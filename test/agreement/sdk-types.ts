import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Diagnostics } from "../../src/diagnostics/diagnostic.js";
import { type CompiledSdk, compileSdk } from "../../src/generate.js";
import { packageAssets } from "../../src/host/assets.js";
import { nodeHost } from "../../src/host/node-host.js";
import type { PlanOptions } from "../../src/plan/plan-client.js";

const root = resolve(import.meta.dirname, "../..");

/** The SDK of a document in memory, its enums closed: the type of an open one admits what the schema does not. */
export async function compileTypes(input: string, types: PlanOptions["types"] = {}): Promise<CompiledSdk | undefined> {
  return compileSdk(
    { input, types: { ...types, enums: "closed" }, emit: { transport: "fetch", runtime: "bundled" } },
    { host: nodeHost(), assets: packageAssets(), diagnostics: new Diagnostics() },
  );
}

export function textOf(sdk: CompiledSdk, path: string): string {
  return sdk.files.find((file) => file.path === path)?.text ?? "";
}

// Without exactOptionalPropertyTypes: zod's optional properties admit `undefined`, ours do not have to say so.
const settings = {
  target: "ES2022",
  lib: ["ES2023", "DOM", "ESNext.Disposable"],
  module: "NodeNext",
  types: [],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
};

/** Writes a folder that the compiler can check: one project for each of the programs, all over the same declarations. */
export function writePrograms(
  folder: string,
  shared: ReadonlyMap<string, string>,
  programs: readonly string[],
): readonly string[] {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of shared) write(join(folder, path), text);
  write(join(folder, "package.json"), '{ "type": "module" }');
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return programs.map((text, index) => {
    const [file, project] = [`program-${index}.ts`, join(folder, `program-${index}.json`)];
    write(join(folder, file), text);
    write(project, JSON.stringify({ compilerOptions: settings, files: [file] }));
    return project;
  });
}

/** The types alone, and in them what a file is for the comparison. */
export function typesOnly(sdk: CompiledSdk, file: "unknown" | "string"): ReadonlyMap<string, string> {
  const models = textOf(sdk, "models.ts").replace(/^import type .*FileInput.* from .*;$/m, `type FileInput = ${file};`);
  return new Map([["models.d.ts", models]]);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
