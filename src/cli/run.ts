import { ConfigError } from "../config/config-error.js";
import { packageAssets } from "../host/assets.js";
import { type Arguments, parseArguments } from "./args.js";
import { checkCommand } from "./commands/check.js";
import { completionCommand } from "./commands/completion.js";
import { diffCommand } from "./commands/diff.js";
import { explainCommand } from "./commands/explain.js";
import { generateCommand } from "./commands/generate.js";
import { helpCommand } from "./commands/help.js";
import { initCommand } from "./commands/init.js";
import { inspectCommand } from "./commands/inspect.js";
import { lintCommand } from "./commands/lint.js";
import { templatesCommand } from "./commands/templates.js";
import { type ExitCode, exitCode } from "./exit-code.js";
import type { RunState } from "./run-state.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";

/** Runs the command line; never throws. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const state: RunState = { hasWritten: false };
  try {
    const args = parseArguments(argv);
    return await commands[args.command](args, terminal, state);
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.stderr.write(`sdkwright: ${error.message}\nTry sdkwright --help.\n`);
      return exitCode.usage;
    }
    if (error instanceof ConfigError) {
      terminal.stderr.write(`sdkwright: ${error.message}\n`);
      return exitCode.usage;
    }
    terminal.stderr.write(bugReport(error, argv, state));
    return exitCode.bug;
  }
}

type Command = (args: Arguments, terminal: Terminal, state: RunState) => Promise<ExitCode>;

const commands: Readonly<Record<Arguments["command"], Command>> = {
  generate: generateCommand,
  inspect: inspectCommand,
  check: checkCommand,
  completion: completionCommand,
  diff: diffCommand,
  explain: explainCommand,
  help: helpCommand,
  init: initCommand,
  lint: lintCommand,
  templates: templatesCommand,
  version: async (_, { stdout }) => {
    stdout.write(`${packageAssets().version}\n`);
    return exitCode.done;
  },
};

function bugReport(error: unknown, argv: readonly string[], { hasWritten }: RunState): string {
  const left = hasWritten ? "Files may have been written already." : "Nothing was written.";
  return [
    `sdkwright: this is a bug of sdkwright, not of your document. ${left}`,
    "Please report it with the document (or the part of it that shows the bug) and these lines:",
    "",
    `  sdkwright ${packageAssets().version}, Node.js ${process.version}, ${process.platform}`,
    `  arguments: ${JSON.stringify(argv)}`,
    `  ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    "",
  ].join("\n");
}
