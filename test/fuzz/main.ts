import { parseArgs } from "node:util";
import { type Kind, kinds, runFuzz } from "./run-fuzz.js";

// npm run fuzz [-- --seed N --runs N --kind valid]: documents at random; what fails is kept below .cache/fuzz.
const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Date.now() % 1_000_000_000) },
    runs: { type: "string", default: "300" },
    kind: { type: "string" },
  },
});
const seed = Number(values.seed);
const chosen = (Object.keys(kinds) as Kind[]).filter((kind) => values.kind === undefined || kind === values.kind);
process.stdout.write(`seed ${seed}\n`);
let faults = 0;
for (const kind of chosen) {
  const begun = performance.now();
  const report = await runFuzz(kind, { seed, runs: Number(values.runs) });
  faults += report.faults.length;
  for (const fault of report.faults) process.stdout.write(`NOT OK ${kind}: ${fault}\n`);
  const seconds = ((performance.now() - begun) / 1_000).toFixed(0);
  process.stdout.write(
    `${kind}: ${report.runs} documents, ${report.written} became an SDK, the slowest took ${report.slowest.toFixed(0)} ms; ${report.faults.length} faults (${seconds} s)\n`,
  );
}
process.exitCode = faults > 0 ? 1 : 0;
