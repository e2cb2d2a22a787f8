import { suggest } from "../../diagnostics/suggest.js";
import type { Arguments } from "../args.js";
import { commandNames } from "../commands.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { commandHelp, generalHelp } from "../help.js";
import type { Terminal } from "../terminal.js";
import { UsageError } from "../usage-error.js";

/** `sdkwright help`, and `--help` behind any command. */
export async function helpCommand({ operands: [topic] }: Arguments, { stdout }: Terminal): Promise<ExitCode> {
  if (topic === undefined) {
    stdout.write(generalHelp());
    return exitCode.done;
  }
  const name = commandNames.find((candidate) => candidate === topic);
  if (name === undefined) {
    const near = suggest(topic, commandNames);
    throw new UsageError(`there is no command "${topic}"${near === undefined ? "" : `; did you mean ${near}?`}`);
  }
  stdout.write(commandHelp(name));
  return exitCode.done;
}
