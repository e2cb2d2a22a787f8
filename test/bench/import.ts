import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { listFiles } from "../corpus/emitted-files.js";
import { type MeasuredProcess, measureNode } from "../corpus/measured-process.js";
import { type Output, outputsOf } from "./outputs.js";
import { benchFolder, peerNode, peersFolder } from "./peers.js";
import { median, progress, type Section } from "./report.js";

const runs = 7;

const packages = ["zod", "undici"];

/** Modules, and packages by name, that a program of its own imports. */
interface Entry {
  readonly name: string;
  readonly modules: readonly string[];
}

/** What a program pays for importing GitHub's whole SDK, compiled file by file, over importing the packages alone. */
export async function benchImport(): Promise<readonly Section[]> {
  const outputs = (await outputsOf("github")).filter(({ emits }) => emits.includes("zod"));
  const entries: Entry[] = [{ name: "zod and undici alone", modules: packages }];
  for (const output of outputs) entries.push(...(await compile(output)));
  const all = new Map(entries.map(({ name }): [string, MeasuredProcess[]] => [name, []]));
  // The first round fills the caches of the file system.
  for (let run = 0; run <= runs; run += 1) {
    for (const entry of entries) {
      const process = await importOnce(entry);
      if (run > 0) all.get(entry.name)?.push(process);
    }
    progress(`import, round ${run} of ${runs}`);
  }
  const base = all.get("zod and undici alone") ?? [];
  return [
    {
      title: "Importing GitHub's SDK",
      intro: `A process of Node.js each, median of ${runs}, interleaved; output compiled file by file. Heap: what is held after a collection.`,
      head: ["", "time", "over the packages", "processor, over the packages", "heap, over the packages"],
      rows: entries.map(({ name }) => row(name, all.get(name) ?? [], base)),
      notes: [
        "goal: importing all of ours takes at most 60 ms more than importing zod and undici alone",
        "ours loads undici with its first request; *beside undici* is the program that loads it anyway",
        "peers do not use undici: theirs is compared with more than they load",
      ],
    },
  ];
}

function row(name: string, processes: readonly MeasuredProcess[], base: readonly MeasuredProcess[]): readonly string[] {
  const failed = processes.find(({ code }) => code !== 0);
  if (failed !== undefined)
    return [name, `fails: ${failed.stderr.trim().split("\n").at(-1)?.slice(0, 60)}`, "", "", ""];
  const wall = (of: readonly MeasuredProcess[]): number => median(of.map(({ milliseconds }) => milliseconds));
  const cpu = (of: readonly MeasuredProcess[]): number =>
    median(of.map(({ cpuMilliseconds }) => cpuMilliseconds ?? Number.NaN));
  const heap = (of: readonly MeasuredProcess[]): number => median(of.map(({ stdout }) => Number(stdout)));
  const over = (of: typeof wall, unit: string, digits = 0): string =>
    `${signed(of(processes) - of(base), digits)} ${unit}`;
  return [name, `${wall(processes).toFixed(0)} ms`, over(wall, "ms"), over(cpu, "ms"), over(heap, "MB", 1)];
}

function importOnce({ name, modules }: Entry): Promise<MeasuredProcess> {
  const program = resolve(benchFolder, `import-${name.replaceAll(/\W+/g, "-")}.mjs`);
  const names = modules.map((name) => (packages.includes(name) ? name : pathToFileURL(name).href));
  const imports = names.map((from, index) => `import * as all${index} from ${JSON.stringify(from)};`);
  const keep = `globalThis.kept = [${names.map((_, index) => `all${index}`).join(", ")}];`;
  writeFileSync(program, `${imports.join("\n")}\n${keep}\ngc();\nconsole.log(process.memoryUsage().heapUsed / 1e6);\n`);
  return measureNode([program], { cwd: benchFolder, limit: 60_000, execArgv: ["--expose-gc"], node: peerNode });
}

async function compile({ name, folder, entries }: Output): Promise<readonly Entry[]> {
  const outdir = resolve(benchFolder, "import", name);
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  // Peers write imports that name no files, as for a bundler: these are made one file, and their packages stay outside.
  const isOurs = name === "sdkwright";
  const entryPoints = isOurs ? listFiles(folder).filter((file) => file.endsWith(".ts")) : entries;
  await build({
    entryPoints: entryPoints.map((file) => resolve(folder, file)),
    outbase: folder,
    outdir,
    bundle: !isOurs,
    ...(isOurs ? {} : { external: ["zod"], nodePaths: [resolve(peersFolder, "node_modules")], splitting: true }),
    format: "esm",
    target: "node20",
    logLevel: "error",
  });
  const compiled = (file: string): string => resolve(outdir, file.replace(/\.ts$/, ".js"));
  if (!isOurs) {
    return [{ name, modules: entries.map((entry) => compiled(entry.slice(folder.length + 1))) }];
  }
  return [
    { name: "sdkwright: index.js, everything", modules: [compiled("index.ts")] },
    { name: "sdkwright: index.js, beside undici", modules: [...packages, compiled("index.ts")] },
    { name: "sdkwright: client.js, the class", modules: [compiled("client.ts")] },
    { name: "sdkwright: operations/users.js, one resource", modules: [compiled("operations/users.ts")] },
  ];
}

function signed(value: number, digits: number): string {
  return `${value < 0 ? "" : "+"}${value.toFixed(digits)}`;
}
