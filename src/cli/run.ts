import { ConfigError } from "../config/config-error.js";
import { packageAssets } from "../host/assets.js";
import { type Arguments, parseArguments } from "./args.js";
import { type ExitCode, exitCode } from "./exit-code.js";
import type { RunState } from "./run-state.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";

/** Runs the command line; never throws. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const state: RunState = { hasWritten: false };
  try {
    const args = parseArguments(argv);
    return await (await commands[args.command]())(args, terminal, state);
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

/** Each is loaded when it is asked for: a run needs one of them. */
const commands: Readonly<Record<Arguments["command"], () => Promise<Command>>> = {
  generate: async () => (await import("./commands/generate.js")).generateCommand,
  inspect: async () => (await import("./commands/inspect.js")).inspectCommand,
  check: async () => (await import("./commands/check.js")).checkCommand,
  completion: async () => (await import("./commands/completion.js")).completionCommand,
  diff: async () => (await import("./commands/diff.js")).diffCommand,
  init: async () => (await import("./commands/init.js")).initCommand,
  lint: async () => (await import("./commands/lint.js")).lintCommand,
  explain: async () => (await import("./commands/explain.js")).explainCommand,
  help: async () => (await import("./commands/help.js")).helpCommand,
  templates: async () => (await import("./commands/templates.js")).templatesCommand,
  version:
    async () =>
    async (_, { stdout }) => {
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
