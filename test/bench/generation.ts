import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { type CorpusDocument, documentNamed, pathOf, projectRoot } from "../corpus/documents.js";
import { listFiles } from "../corpus/emitted-files.js";
import { type MeasuredProcess, measureNode } from "../corpus/measured-process.js";
import { type Generator, generationLimit, generators, runGenerator } from "./generators.js";
import { benchFolder, installPeers, peerNode } from "./peers.js";
import { median, megabytes, progress, type Section, seconds, times } from "./report.js";

/** BENCH_DOCUMENTS names others, separated by commas. */
const documents = (process.env["BENCH_DOCUMENTS"] ?? "petstore,datadog-v2,github,cloudflare,msgraph-v1").split(",");
const runs = 3;
/** What takes longer is run once, in milliseconds. */
const slow = 30_000;

/** What one generator did with one document; undefined where it failed or took too long. */
interface Figures {
  readonly milliseconds: number;
  readonly cpu: number;
  readonly memory: number;
}

/** The whole process of each generator, from its start to its end, into an empty folder. */
export async function benchGeneration(): Promise<readonly Section[]> {
  installPeers();
  const sections: Section[] = [];
  const perOperation: string[][] = [];
  for (const name of documents) {
    const document = documentNamed(name);
    const measured = await measureDocument(document);
    sections.push(toSection(document, measured));
    const ours = measured.found.get(generators[0]?.name ?? "");
    if (typeof ours === "object")
      perOperation.push([
        name,
        `${document.operations}`,
        seconds(ours.milliseconds),
        `${(ours.milliseconds / document.operations).toFixed(2)} ms`,
        `${(ours.cpu / document.operations).toFixed(2)} ms`,
      ]);
  }
  return [...sections, linearity(perOperation)];
}

interface Measured {
  readonly found: ReadonlyMap<string, Figures | string>;
  readonly unchanged: Figures | string;
  readonly floor: Figures | string;
  /** Ours on the Node.js that runs this program. */
  readonly here: Figures | string;
}

async function measureDocument(document: CorpusDocument): Promise<Measured> {
  const all = new Map<string, MeasuredProcess[]>();
  const folderOf = ({ name }: Generator): string => resolve(benchFolder, "generation", document.name, name);
  const add = (name: string, process: MeasuredProcess): void => {
    progress(`${document.name}, ${name}: ${seconds(process.milliseconds)}`);
    all.set(name, [...(all.get(name) ?? []), process]);
  };
  for (let run = 0; run < runs; run += 1) {
    for (const generator of generators) {
      const before = all.get(generator.name)?.at(-1);
      if (before !== undefined && (before.milliseconds > slow || before.code !== 0)) continue;
      add(generator.name, await runGenerator(generator, pathOf(document), folderOf(generator)));
      if (generator.isOurs !== true) continue;
      add("unchanged", await runUnchanged(document, folderOf(generator)));
      add("floor", await runFloor(document, folderOf(generator)));
      const here = resolve(benchFolder, "generation", document.name, "here");
      add("here", await runGenerator(generator, pathOf(document), here, process.execPath));
    }
  }
  const of = (name: string): Figures | string => figuresOf(all.get(name) ?? []);
  return {
    found: new Map(generators.map(({ name }) => [name, of(name)])),
    unchanged: of("unchanged"),
    floor: of("floor"),
    here: of("here"),
  };
}

/** Again into the same folder: nothing has changed. */
function runUnchanged(document: CorpusDocument, out: string): Promise<MeasuredProcess> {
  const args = ["dist/cli/main.js", "generate", pathOf(document), "--out", out, "--quiet"];
  return measureNode(args, { cwd: projectRoot, limit: generationLimit, node: peerNode });
}

/** What nobody can be faster than: Node.js starts, parses the document, and writes the bytes that we write. */
function runFloor(document: CorpusDocument, out: string): Promise<MeasuredProcess> {
  const program = resolve(benchFolder, "floor.mjs");
  const copy = resolve(benchFolder, "floor");
  const files = listFiles(out);
  const text = files.map((file) => readFileSync(resolve(out, file), "utf8")).join("");
  const names = files.map((file) => file.replaceAll("/", "_"));
  writeFileSync(resolve(benchFolder, "floor.txt"), text);
  writeFileSync(
    program,
    `import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
const source = readFileSync(${JSON.stringify(pathOf(document))}, "utf8");
${document.entry.endsWith(".json") ? "JSON.parse(source);" : 'const { load } = await import("js-yaml"); load(source);'}
const text = readFileSync(${JSON.stringify(resolve(benchFolder, "floor.txt"))}, "utf8");
mkdirSync(${JSON.stringify(copy)}, { recursive: true });
const names = ${JSON.stringify(names)};
const size = Math.ceil(text.length / names.length);
names.forEach((name, index) => writeFileSync(${JSON.stringify(`${copy}/`)} + name, text.slice(index * size, (index + 1) * size)));
`,
  );
  return measureNode([program], { cwd: projectRoot, limit: generationLimit, node: peerNode });
}

function figuresOf(processes: readonly MeasuredProcess[]): Figures | string {
  const failed = processes.find(({ code }) => code !== 0);
  if (failed?.timedOut === true) return `not done in ${generationLimit / 1000} s`;
  if (failed !== undefined) return `fails: ${lastWords(failed)}`;
  return {
    milliseconds: median(processes.map(({ milliseconds }) => milliseconds)),
    cpu: median(processes.map(({ cpuMilliseconds }) => cpuMilliseconds ?? Number.NaN)),
    memory: median(processes.map(({ peakMemory }) => peakMemory ?? Number.NaN)),
  };
}

function lastWords({ stderr, stdout, code }: MeasuredProcess): string {
  const lines = `${stdout}\n${stderr}`.split("\n").map((line) => line.trim());
  const told = lines.find((line) => /error|heap/i.test(line)) ?? `exit code ${code ?? "none: killed"}`;
  return told.replaceAll("|", "/").slice(0, 60);
}

function toSection(document: CorpusDocument, { found, unchanged, floor, here }: Measured): Section {
  const ours = found.get(generators[0]?.name ?? "");
  const rows = generators.map(({ name, emits }) => row(name, emits, { figures: found.get(name) ?? "", ours }));
  return {
    title: `Generating ${document.name}: ${(document.bytes / 1e6).toFixed(1)} MB, ${document.operations} operations`,
    intro: `The whole process, median of ${runs} (of one, where it takes more than ${slow / 1000} s), interleaved; all on Node.js 22.`,
    head: ["", "emits", "time", "to ours", "processor", "peak memory", "to ours"],
    rows: [
      ...rows,
      row(`sdkwright, Node.js ${process.versions.node.split(".")[0]}`, "", { figures: here, ours }),
      row("sdkwright, nothing changed", "", { figures: unchanged, ours }),
      row("the floor: parse, and write as many bytes", "", { figures: floor, ours }),
    ],
  };
}

interface RowFigures {
  readonly figures: Figures | string;
  readonly ours: Figures | string | undefined;
}

function row(name: string, emits: string, { figures, ours }: RowFigures): readonly string[] {
  if (typeof figures === "string") return [name, emits, figures, "", "", "", ""];
  const base = typeof ours === "object" ? ours : figures;
  return [
    name,
    emits,
    seconds(figures.milliseconds),
    times(figures.milliseconds, base.milliseconds),
    seconds(figures.cpu),
    megabytes(figures.memory),
    times(figures.memory, base.memory),
  ];
}

function linearity(rows: readonly (readonly string[])[]): Section {
  return {
    title: "Cost of an operation, over five sizes",
    intro:
      "sdkwright's own runs of the tables above, divided by the operations of the document. The smallest pays for the start.",
    head: ["document", "operations", "time", "time of an operation", "processor of an operation"],
    rows,
  };
}
