import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Step as ExampleStep, exampleEnvironment, stepProblems } from "../example/expected-steps.js";
import { startInkwell } from "../example-server/start.js";
import { runtimesFolder } from "./bundle.js";
import { findMiniflare, type Host } from "./hosts.js";
import type { StepResult } from "./step.js";
import { serverOptions } from "./steps.js";

/** What came of one program in one runtime. */
export interface Outcome {
  readonly passed: number;
  readonly of: number;
  /** A line for each thing that is not as it should be. */
  readonly problems: readonly string[];
}

/** Runs `steps-program.ts`, bundled, with a server of its own. */
export async function runStepsIn(host: Host, program: string): Promise<Outcome> {
  await using server = await startInkwell(serverOptions);
  return outcomeOfSteps(await runProgram(host, [program, server.url]));
}

/** Runs `steps-program.ts`, over undici, where there is none: every call must be refused with advice. */
export async function expectRefusal(host: Host, program: string): Promise<"refused" | Outcome> {
  const { problems, of } = await runStepsIn(host, program);
  const isRefusal = (problem: string): boolean => problem.includes("generate the SDK with `--transport fetch`");
  return of > 0 && problems.length > 0 && problems.every(isRefusal) ? "refused" : { passed: 0, of, problems };
}

/** Runs `generated-example/main.ts`, bundled, with a server of its own. */
export async function runExampleIn(host: Host, program: string): Promise<Outcome> {
  await using server = await startInkwell();
  const output = await runProgram(host, [program, server.url], exampleEnvironment);
  const steps = parse<ExampleStep>(output);
  if (steps === undefined) return failed(output);
  const problems = stepProblems(steps);
  return { passed: steps.length - problems.length, of: steps.length, problems };
}

/** Runs `worker.ts`, bundled, in workerd. */
export async function runStepsInWorker(script: string): Promise<{ readonly host: string; readonly fetch?: Outcome }> {
  const miniflare = findMiniflare();
  if (miniflare === undefined) return { host: "workerd: not on this machine" };
  await using server = await startInkwell(serverOptions);
  const program = resolve(runtimesFolder, "workerd.mjs");
  writeFileSync(program, workerProgram(pathToFileURL(miniflare.entry).href));
  const node: Host = { name: "workerd", command: [process.execPath] };
  const fetch = outcomeOfSteps(await runProgram(node, [program, script, server.url]));
  return { host: `workerd, by miniflare ${miniflare.version}`, fetch };
}

/** A program of its own: miniflare is no dependency, so nothing here can import it. */
function workerProgram(miniflare: string): string {
  return `import { Miniflare } from ${JSON.stringify(miniflare)};
const [, , scriptPath, server] = process.argv;
const worker = new Miniflare({ modules: true, scriptPath, compatibilityDate: "2026-01-01" });
const response = await worker.dispatchFetch("http://worker/?server=" + encodeURIComponent(server));
console.log(await response.text());
await worker.dispose();
`;
}

function outcomeOfSteps(output: ProgramOutput): Outcome {
  const results = parse<StepResult>(output);
  if (results === undefined) return failed(output);
  const problems = results.filter(({ ok }) => !ok).map(({ name, text }) => `${name}: ${text}`);
  return { passed: results.length - problems.length, of: results.length, problems };
}

function failed({ stderr, stdout }: ProgramOutput): Outcome {
  return { passed: 0, of: 0, problems: [`${stderr}${stdout}`.trim().slice(-1500)] };
}

/** The last line of the output, where it is a list in JSON. */
function parse<Item>({ stdout }: ProgramOutput): readonly Item[] | undefined {
  const line = stdout.trim().split("\n").at(-1) ?? "";
  return line.startsWith("[") ? (JSON.parse(line) as Item[]) : undefined;
}

interface ProgramOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/** What takes longer hangs. */
const limit = 180_000;

function runProgram(
  { command: [program, ...first] }: Host,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<ProgramOutput> {
  const child = spawn(program, [...first, ...args], { env: { ...process.env, NO_COLOR: "1", ...environment } });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.stderr += text;
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), limit);
  const ended = new Promise<ProgramOutput>((done) => {
    child.once("error", (error) => done({ ...output, stderr: String(error) }));
    // A program that said nothing has ended in some way all the same.
    child.once("close", (code, signal) => {
      const how =
        code === 0
          ? ""
          : `\nended by ${signal === null ? `exit code ${code}` : `${signal} (SIGKILL: after ${limit} ms)`}`;
      done({ ...output, stderr: output.stderr + how });
    });
  });
  return ended.finally(() => clearTimeout(timer));
}
