import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { documentNamed, pathOf } from "../corpus/documents.js";
import { type Generator, generators, runGenerator } from "./generators.js";
import { benchFolder, installPeers } from "./peers.js";
import { progress } from "./report.js";

/** What a program imports of a generator's output, relative to its folder. */
const entries: Readonly<Record<string, readonly string[]>> = {
  sdkwright: ["index.ts"],
  "hey-api": ["index.ts", "zod.gen.ts"],
  orval: ["api.ts", "zod.ts"],
  kubb: ["src/index.ts"],
  redocly: ["api.ts", "api.zod.ts"],
  "swagger-typescript-api": ["api.ts"],
  "openapi-typescript": ["api.ts"],
};

/** What a generator made of a document. */
export interface Output {
  readonly name: string;
  readonly emits: string;
  readonly folder: string;
  /** Absolute paths. */
  readonly entries: readonly string[];
}

/** The outputs of all generators, as far as they get; made where they are not there yet, ours always anew. */
export async function outputsOf(documentName: string): Promise<readonly Output[]> {
  installPeers();
  const found: Output[] = [];
  for (const generator of generators) {
    const output = await outputOf(generator, documentName);
    if (output !== undefined) found.push(output);
  }
  return found;
}

async function outputOf(generator: Generator, documentName: string): Promise<Output | undefined> {
  const { name, emits } = generator;
  const folder = resolve(benchFolder, "generation", documentName, name);
  if (generator.isOurs === true || !existsSync(folder) || readdirSync(folder).length === 0) {
    progress(`generating ${documentName} with ${name}`);
    const { code, timedOut } = await runGenerator(generator, pathOf(documentNamed(documentName)), folder);
    // A mark, so that it is not tried again for the next part.
    if (code !== 0) writeFileSync(resolve(folder, ".failed"), "");
    if (code !== 0) progress(`${name} ${timedOut ? "takes too long for" : "fails with"} ${documentName}`);
  }
  // What was written before it failed is still worth a look.
  const paths = (entries[name] ?? []).map((entry) => resolve(folder, entry)).filter((path) => existsSync(path));
  return paths.length > 0 ? { name, emits, folder, entries: paths } : undefined;
}
