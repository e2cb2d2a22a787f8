import { resolve } from "node:path";
import { runInChromium } from "../browser/run-in-chromium.js";
import { bundleProgram, runtimesFolder, type Transport, writeSdk } from "./bundle.js";
import { findHosts, type Host } from "./hosts.js";
import { expectRefusal, type Outcome, runExampleIn, runStepsIn, runStepsInWorker } from "./run-hosts.js";

// npm run runtimes: the same programs in every runtime that npm (and, for Chromium, Debian) has; prints what came of them.

interface Row {
  readonly host: string;
  readonly example?: Outcome | undefined;
  readonly undici?: Outcome | "refused" | undefined;
  readonly fetch?: Outcome | undefined;
}

type Programs = Readonly<Record<"example" | Transport, string>>;

async function main(): Promise<void> {
  const hosts = findHosts();
  const programs = await bundlePrograms();
  const rows: Row[] = [];
  for (const host of hosts) {
    const row = await runAllIn(host, programs);
    report(row);
    rows.push(row);
  }
  for (const row of [await runStepsInWorker(await bundleWorker()), await runInChromium()]) {
    report(row);
    rows.push(row);
  }
  printTable(rows);
  process.exitCode = rows.flatMap(outcomesOf).some(({ problems }) => problems.length > 0) ? 1 : 0;
}

async function bundlePrograms(): Promise<Programs> {
  const write = (transport: Transport) => writeSdk(transport, resolve(runtimesFolder, `sdk-${transport}`));
  const [undici, fetch] = [await write("undici"), await write("fetch")];
  const bundle = (name: string, sdk: string, as: string) =>
    bundleProgram({ entry: `test/runtimes/${name}.ts`, sdk, outfile: resolve(runtimesFolder, `${as}.mjs`) });
  return {
    example: await bundle("example-program", undici, "example"),
    undici: await bundle("steps-program", undici, "steps-undici"),
    fetch: await bundle("steps-program", fetch, "steps-fetch"),
  };
}

function bundleWorker(): Promise<string> {
  return bundleProgram({
    entry: "test/runtimes/worker.ts",
    sdk: resolve(runtimesFolder, "sdk-fetch"),
    outfile: resolve(runtimesFolder, "worker.mjs"),
    isWhole: true,
  });
}

async function runAllIn(host: Host, programs: Programs): Promise<Row> {
  const fetch = await runStepsIn(host, programs.fetch);
  if (host.lacksUndici === true) return { host: host.name, undici: await expectRefusal(host, programs.undici), fetch };
  return {
    host: host.name,
    example: await runExampleIn(host, programs.example),
    undici: await runStepsIn(host, programs.undici),
    fetch,
  };
}

function outcomesOf({ example, undici, fetch }: Row): readonly Outcome[] {
  return [example, undici, fetch].filter((outcome) => outcome !== undefined && outcome !== "refused");
}

function report(row: Row): void {
  process.stderr.write(`${row.host}\n`);
  for (const { problems } of outcomesOf(row)) for (const problem of problems) process.stderr.write(`  ${problem}\n`);
}

function printTable(rows: readonly Row[]): void {
  const lines = rows.map(
    ({ host, example, undici, fetch }) => `| ${host} | ${cell(example)} | ${cell(undici)} | ${cell(fetch)} |`,
  );
  const head = "| | `generated-example/main.ts` | the steps, undici | the steps, fetch |\n| --- | --- | --- | --- |";
  process.stdout.write(`${[head, ...lines].join("\n")}\n`);
}

function cell(outcome: Outcome | "refused" | undefined): string {
  if (outcome === undefined) return "";
  return outcome === "refused" ? "refused, with advice" : `${outcome.passed} of ${outcome.of}`;
}

await main();
