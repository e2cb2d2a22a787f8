import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { documentNamed, projectRoot } from "../corpus/documents.js";
import { type MeasuredProcess, measureNode } from "../corpus/measured-process.js";
import { type Output, outputsOf } from "./outputs.js";
import { benchFolder, peersFolder } from "./peers.js";
import { median, progress, type Section, seconds, times } from "./report.js";

const compilers = [
  { name: "TypeScript 5.9", folder: "typescript" },
  { name: "TypeScript 7", folder: "typescript7" },
] as const;

const runs = 3;
/** What takes longer counts as hanging, in milliseconds. */
const limit = 600_000;

/** What a program that imports everything costs its user's compiler. */
export async function benchTypes(): Promise<readonly Section[]> {
  const outputs = await outputsOf("github");
  const { operations } = documentNamed("github");
  const sections: Section[] = [];
  for (const { name, folder } of compilers) {
    const all = new Map<string, MeasuredProcess[]>();
    for (let run = 0; run < runs; run += 1) {
      for (const output of outputs) {
        const process = await check(output, folder);
        progress(`${name}, ${output.name}: ${seconds(process.milliseconds)}`);
        all.set(output.name, [...(all.get(output.name) ?? []), process]);
      }
    }
    const base = median((all.get("sdkwright") ?? []).map(({ milliseconds }) => milliseconds));
    sections.push({
      title: `Type-checking GitHub's SDK, ${name}`,
      intro: `\`tsc --noEmit\` of a program that imports all of the output (${operations} operations), strict, skipLibCheck, the whole process, median of ${runs}, interleaved.`,
      head: ["", "emits", "time", "to ours", "of an operation", "memory", "errors"],
      rows: outputs.map((output) => row(output, { processes: all.get(output.name) ?? [], base, operations })),
    });
  }
  return sections;
}

interface RowFigures {
  readonly processes: readonly MeasuredProcess[];
  readonly base: number;
  readonly operations: number;
}

function row({ name, emits }: Output, { processes, base, operations }: RowFigures): readonly string[] {
  const time = median(processes.map(({ milliseconds }) => milliseconds));
  const stdout = processes[0]?.stdout ?? "";
  const kilobytes = Number(/Memory used:\s+(\d+)K/.exec(stdout)?.[1]);
  const errors = stdout.split("\n").filter((line) => /error TS\d+/.test(line)).length;
  return [
    name,
    emits,
    seconds(time),
    times(time, base),
    `${(time / operations).toFixed(2)} ms, ${(kilobytes / operations).toFixed(0)} KB`,
    `${(kilobytes / 1000).toFixed(0)} MB`,
    `${errors}`,
  ];
}

function check(output: Output, compiler: string): Promise<MeasuredProcess> {
  const project = writeProject(output);
  const tsc = resolve(projectRoot, `node_modules/${compiler}/bin/tsc`);
  return measureNode([tsc, "-p", project, "--pretty", "false", "--extendedDiagnostics"], { cwd: benchFolder, limit });
}

/** A program that imports the whole output, and its configuration. */
export function writeProject({ name, entries }: Output): string {
  const folder = resolve(benchFolder, "types", name);
  mkdirSync(folder, { recursive: true });
  const program = resolve(folder, "program.ts");
  const specifier = (path: string): string =>
    JSON.stringify(`./${relative(dirname(program), path).replace(/\.ts$/, "")}`);
  const lines = entries.map(
    (entry, index) => `import * as all${index} from ${specifier(entry)};\nexport { all${index} };`,
  );
  writeFileSync(program, `${lines.join("\n")}\n`);
  const compilerOptions = {
    target: "ES2022",
    lib: ["ES2023", "DOM", "DOM.Iterable", "ESNext.Disposable"],
    module: "ESNext",
    moduleResolution: "Bundler",
    types: ["node"],
    typeRoots: [resolve(projectRoot, "node_modules/@types")],
    paths: { "*": [resolve(projectRoot, "node_modules/*"), resolve(peersFolder, "node_modules/*")] },
    strict: true,
    noEmit: true,
    skipLibCheck: true,
  };
  const project = resolve(folder, "tsconfig.json");
  writeFileSync(project, JSON.stringify({ compilerOptions, files: [program] }));
  return project;
}
