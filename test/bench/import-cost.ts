import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { listFiles } from "../corpus/emitted-files.js";
import { type MeasuredProcess, measureNode } from "../corpus/measured-process.js";
import { benchFolder } from "./generation.js";
import { median, printHeading, printMeasurement, spread } from "./report.js";

const runs = 7;

/** What a program pays for importing GitHub's whole SDK, compiled file by file, beside importing its two packages alone. */
export async function benchImport(): Promise<void> {
  printHeading(`Importing GitHub's compiled SDK (a process of node each, median of ${runs}, interleaved)`);
  const compiled = await compile(resolve(benchFolder, "github"), resolve(benchFolder, "github-js"));
  const entries = {
    packages: writeEntry("packages", ...packages),
    index: writeEntry("index", resolve(compiled, "index.js")),
    client: writeEntry("client", resolve(compiled, "client.js")),
    resource: writeEntry("resource", resolve(compiled, "operations/users.js")),
    beside: writeEntry("beside", ...packages, resolve(compiled, "index.js")),
  };
  const runsOf = await importRuns(entries);
  const wall = (name: keyof typeof entries) => runsOf[name].map(({ milliseconds }) => milliseconds);
  const cpu = (name: keyof typeof entries) => runsOf[name].map(({ cpuMilliseconds = Number.NaN }) => cpuMilliseconds);
  const base = median(wall("packages"));
  const measured = { unit: "ms" } as const;
  printMeasurement({ ...measured, what: "zod and undici alone", value: base, note: spread(wall("packages"), 0) });
  for (const [what, entry, goal] of [
    ["index.js: everything", "index", 60],
    ["client.js: the class and all operations", "client", 60],
    ["operations/users.js: one resource", "resource", 60],
    // An SDK loads undici with its first request: whoever imports undici as well pays for it at once.
    ["index.js, and the two packages besides", "beside", undefined],
  ] as const) {
    const extraCpu = median(cpu(entry)) - median(cpu("packages"));
    const note = `${spread(wall(entry), 0)} in all, processor +${extraCpu.toFixed(0)} ms`;
    const value = median(wall(entry)) - base;
    printMeasurement({ ...measured, what: `${what}: more than that`, value, note, ...(goal && { goal }) });
  }
}

const packages = ["zod", "undici"];

/** A program that imports what is given: packages, or files by their absolute paths. */
function writeEntry(name: string, ...modules: readonly string[]): string {
  const entry = resolve(benchFolder, `import-${name}.mjs`);
  const names = modules.map((name) => (packages.includes(name) ? name : pathToFileURL(name).href));
  writeFileSync(entry, names.map((from) => `import ${JSON.stringify(from)};\n`).join(""));
  return entry;
}

async function importRuns<Name extends string>(
  entries: Readonly<Record<Name, string>>,
): Promise<Readonly<Record<Name, readonly MeasuredProcess[]>>> {
  // The keys of a record are its names.
  const names = Object.keys(entries) as Name[];
  const found = Object.fromEntries(names.map((name): [Name, MeasuredProcess[]] => [name, []])) as Record<
    Name,
    MeasuredProcess[]
  >;
  // The first round fills the caches of the file system.
  for (let run = 0; run <= runs; run += 1) {
    for (const name of names) {
      const process = await measureNode([entries[name]], { cwd: benchFolder, limit: 30_000 });
      if (process.code !== 0) throw new Error(`${name}: ${process.stderr}`);
      if (run > 0) found[name].push(process);
    }
  }
  return found;
}

async function compile(sdk: string, outdir: string): Promise<string> {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const entryPoints = listFiles(sdk).filter((file) => file.endsWith(".ts"));
  await build({
    entryPoints: entryPoints.map((file) => resolve(sdk, file)),
    outbase: sdk,
    outdir,
    format: "esm",
    target: "node20",
    logLevel: "warning",
  });
  return outdir;
}
