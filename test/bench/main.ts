import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { missingCorpus, projectRoot } from "../corpus/documents.js";
import { benchBundle } from "./bundle.js";
import { benchCalls } from "./calls.js";
import { benchEditor } from "./editor.js";
import { benchGeneration } from "./generation.js";
import { benchImport } from "./import.js";
import { benchPaging } from "./paging.js";
import { benchFolder, peerVersions } from "./peers.js";
import { describeMachine, progress, type Section, toMarkdown } from "./report.js";
import { benchSessions } from "./sessions.js";
import { benchStreams } from "./streams.js";
import { benchTypes } from "./types.js";
import { benchValidation } from "./validation.js";

// npm run bench [-- generation types …] [--write]: prints tables and asserts nothing; `--write` makes test/bench/README.md of them.

const parts: Readonly<Record<string, () => Promise<readonly Section[]>>> = {
  generation: benchGeneration,
  types: benchTypes,
  editor: benchEditor,
  import: benchImport,
  bundle: benchBundle,
  calls: benchCalls,
  validation: benchValidation,
  paging: benchPaging,
  streams: benchStreams,
  sessions: benchSessions,
};

async function main(args: readonly string[]): Promise<void> {
  const asked = args.filter((arg) => arg !== "--write");
  const unknown = asked.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0) throw new Error(`the parts are ${Object.keys(parts).join(", ")}; not ${unknown.join(", ")}`);
  if (missingCorpus !== undefined) return void process.stdout.write(`skipped: ${missingCorpus}\n`);
  mkdirSync(benchFolder, { recursive: true });
  const texts = [introduction()];
  process.stdout.write(`${texts[0]}\n`);
  for (const [name, bench] of Object.entries(parts)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    progress(`== ${name}`);
    for (const section of await measure(name, bench)) {
      texts.push(toMarkdown(section));
      process.stdout.write(`${texts.at(-1)}\n`);
    }
  }
  if (args.includes("--write")) writeFileSync(resolve(projectRoot, "test/bench/README.md"), texts.join("\n"));
}

/** A part that fails says so in its place: the others are worth having. */
async function measure(name: string, bench: () => Promise<readonly Section[]>): Promise<readonly Section[]> {
  try {
    return await bench();
  } catch (error) {
    progress(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = 1;
    const intro = `Not measured: ${String(error).split("\n")[0]}`;
    return [{ title: `${name}: failed`, intro, head: ["", ""], rows: [] }];
  }
}

function introduction(): string {
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: projectRoot, encoding: "utf8" }).trim();
  return `# Side by side

What sdkwright and its SDKs cost, beside what people use today: measured in one run, on one machine. \`npm run bench\` prints
these tables, \`npm run bench -- ${Object.keys(parts).join("|")}\` parts of them; \`npm run bench -- --write\` writes this file. Peers
are installed from npm into \`.cache\`, which git ignores; they run on npm's Node.js 22, because several of them need it.

${describeMachine()}. sdkwright at ${commit}. ${peerVersions()}.
`;
}

await main(process.argv.slice(2));
