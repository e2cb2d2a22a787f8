import { resolve } from "node:path";
import { configNames, readForeignConfig } from "../../config/load.js";
import type { Host } from "../../host/host.js";
import { nodeHost } from "../../host/node-host.js";
import type { Arguments } from "../args.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { type Ask, askAtTerminal } from "../init/ask.js";
import { configText } from "../init/config-text.js";
import { nextSteps } from "../init/next-steps.js";
import { withScripts } from "../init/package-scripts.js";
import { planInit } from "../init/plan-init.js";
import { lookAround, type Project, textOf } from "../init/project.js";
import type { RunState } from "../run-state.js";
import type { Terminal } from "../terminal.js";
import { UsageError } from "../usage-error.js";

/** `sdkwright init`: writes the configuration and the scripts, and says what it did. */
export async function initCommand(args: Arguments, terminal: Terminal, state: RunState): Promise<ExitCode> {
  const isInteractive = !args.yes && !args.json && terminal.stdout.isTTY === true && process.stdin.isTTY === true;
  return initProject(args, terminal, isInteractive ? await askAtTerminal() : undefined, state);
}

const scripts = { "sdk:generate": "sdkwright generate", "sdk:check": "sdkwright check" };

/** `ask` is undefined where nobody can be asked: then nothing is guessed and nothing overwritten. */
export async function initProject(
  args: Arguments,
  terminal: Terminal,
  ask: Ask | undefined,
  state: RunState = { hasWritten: false },
): Promise<ExitCode> {
  const host = nodeHost({ cwd: resolve(args.cwd ?? process.cwd()) });
  const project = await lookAround(host);
  const file = `sdkwright.config.${project.hasTypeScript ? "ts" : "mjs"}`;
  if (!(await mayWrite(file, host, ask))) return stopped(terminal);
  const plan = await planInit({ args, project, host, ask, readForeign: (path) => readForeignConfig(host, path) });
  if (!plan) return stopped(terminal);
  state.hasWritten = true;
  await host.writeText(file, configText(plan.sdks));
  const added = await addScripts(project, host);
  const notes = [...plan.notes, ...added.notes];
  const next = nextSteps(project, plan.sdks);
  if (args.json) {
    const report = { format: 1, written: file, sdks: plan.sdks, scripts: added.names, notes, next };
    terminal.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } else if (!args.quiet) {
    const did = [...notes, `wrote ${file}`, ...added.names.map((name) => `package.json: added the script ${name}`)];
    terminal.stdout.write(
      [...did.map((line) => `- ${line}`), "", "Next", ...next.map((line) => `  ${line}`), ""].join("\n"),
    );
  }
  return exitCode.done;
}

/** Whether the configuration may be written: one that is there is never overwritten without a yes. */
async function mayWrite(file: string, host: Host, ask: Ask | undefined): Promise<boolean> {
  for (const name of configNames) {
    if ((await textOf(host, name)) === undefined) continue;
    // A second file would be hidden by the first, or hide it.
    if (!ask || name !== file) throw new UsageError(`${name} is there already; init does not overwrite it`);
    return (await ask.confirm(`${name} is there already. Overwrite it?`)) === true;
  }
  return true;
}

interface Added {
  readonly names: readonly string[];
  readonly notes: readonly string[];
}

async function addScripts({ manifest, scripts: own }: Project, host: Host): Promise<Added> {
  if (manifest === undefined) return { names: [], notes: ["no package.json here: no scripts were added"] };
  const missing = Object.fromEntries(Object.entries(scripts).filter(([name]) => !Object.hasOwn(own, name)));
  const kept = Object.keys(scripts).filter((name) => Object.hasOwn(own, name));
  const notes = kept.map((name) => `package.json has the script ${name} already: left as it is`);
  const text = withScripts(manifest, missing);
  if (!isJson(text)) return { names: [], notes: [...notes, "package.json is no JSON: no scripts were added"] };
  if (text !== manifest) await host.writeText("package.json", text);
  return { names: Object.keys(missing), notes };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function stopped({ stderr }: Terminal): ExitCode {
  stderr.write("sdkwright: nothing was written\n");
  return exitCode.done;
}
