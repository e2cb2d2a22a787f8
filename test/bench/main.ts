import { missingCorpus } from "../corpus/documents.js";
import { benchGeneration, generateSdk } from "./generation.js";
import { benchImport } from "./import-cost.js";
import { printMachine } from "./report.js";
import { benchSessions } from "./sessions.js";
import { benchStreams } from "./streams.js";
import { benchThroughput } from "./throughput.js";
import { benchTypeChecking } from "./type-checking.js";

// npm run bench [-- generation import types calls sessions streams]: prints figures and asserts nothing.
const sections = {
  generation: benchGeneration,
  import: benchImport,
  types: benchTypeChecking,
  calls: benchThroughput,
  sessions: benchSessions,
  streams: benchStreams,
};
/** The sections that measure no document. */
const standalone: readonly string[] = ["sessions", "streams"];

async function main(asked: readonly string[]): Promise<void> {
  const unknown = asked.filter((name) => !Object.hasOwn(sections, name));
  if (unknown.length > 0)
    throw new Error(`sections are ${Object.keys(sections).join(", ")}; not ${unknown.join(", ")}`);
  const needsCorpus = asked.length === 0 || asked.some((name) => !standalone.includes(name));
  if (needsCorpus && missingCorpus !== undefined) return void process.stdout.write(`skipped: ${missingCorpus}\n`);
  printMachine();
  const chosen = Object.entries(sections).filter(([name]) => asked.length === 0 || asked.includes(name));
  // The other sections measure GitHub's SDK, which this one writes.
  if (needsCorpus && chosen[0]?.[0] !== "generation") await generateSdk("github");
  for (const [, bench] of chosen) await bench();
}

await main(process.argv.slice(2));
