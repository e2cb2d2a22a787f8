import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Diagnostics } from "../../src/diagnostics/diagnostic.js";
import { compileSdk } from "../../src/generate.js";
import { packageAssets } from "../../src/host/assets.js";
import { nodeHost } from "../../src/host/node-host.js";
import { checkFile } from "./check-file.js";

const root = resolve(import.meta.dirname, "../..");

export interface Agreement {
  readonly pairs: number;
  /** `name: what differs`, one for each pair that does not agree. */
  readonly differing: readonly string[];
  /** Errors of the compiler that are none of ours to expect. */
  readonly faults: readonly string[];
}

/** Compares every type of a document's SDK with the zod schema of its name, by the compiler; enums are closed. */
export async function checkAgreement(input: string, folder: string): Promise<Agreement> {
  const diagnostics = new Diagnostics();
  const sdk = await compileSdk(
    { input, types: { enums: "closed" }, emit: { transport: "fetch", runtime: "bundled" } },
    { host: nodeHost(), assets: packageAssets(), diagnostics },
  );
  const schemas = sdk?.files.find(({ path }) => path === "schemas.ts");
  if (!sdk || !schemas) return { pairs: 0, differing: [], faults: [] };
  rmSync(folder, { recursive: true, force: true });
  for (const { path, text } of sdk.files.filter(({ path }) => path.endsWith(".ts"))) write(join(folder, path), text);
  const check = checkFile(schemas.text);
  write(join(folder, "agreement.ts"), check.text);
  write(join(folder, "package.json"), '{ "type": "module" }');
  write(join(folder, "tsconfig.json"), JSON.stringify(settings));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const lines = compile(folder);
  const found = lines.map((line) => /^agreement\.ts\((\d+),.*error TS2322: .*"(the [^"]+)"/.exec(line));
  const texts = check.text.split("\n");
  return {
    pairs: check.pairs,
    differing: found.flatMap((match) => (match ? [`${nameAt(texts, Number(match[1]))}: ${match[2]}`] : [])),
    faults: lines.filter((line, index) => !found[index] && /error TS/.test(line)),
  };
}

// Without exactOptionalPropertyTypes: zod's optional properties admit `undefined`, ours do not have to say so.
const settings = {
  compilerOptions: {
    target: "ES2022",
    lib: ["ES2023", "DOM", "ESNext.Disposable"],
    module: "NodeNext",
    types: [],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
  },
  files: ["agreement.ts"],
};

function compile(folder: string): readonly string[] {
  const compiler = join(root, "node_modules/typescript7/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [compiler, "-p", folder], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return stdout.split("\n").filter((line) => line.trim() !== "");
}

function nameAt(texts: readonly string[], line: number): string {
  return /agree_(\w+)/.exec(texts[line - 1] ?? "")?.[1] ?? `line ${line}`;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
