import { type CommandName, commandInfo, commandNames } from "./commands.js";
import { type FlagName, flags } from "./flags.js";
import { wrapped } from "./wrap-text.js";

const input = `  <input> is a path, an http(s) URL, or - for standard input; JSON or YAML;
  Swagger 2.0, OpenAPI 3.0, 3.1 or 3.2. Without one, sdkwright.config.* says which.`;

const exitCodes = `Exit codes
  0 done   1 the document or the generation failed   2 wrong usage
  3 check found that the SDK is not up to date, or diff --fail-on breaking a break
  70 a bug of ours`;

/** What `sdkwright --help` says. */
export function generalHelp(): string {
  const rows = commandNames.map(
    (name) => [`${name} ${commandInfo[name].operands}`, commandInfo[name].summary] as const,
  );
  return [
    "sdkwright: the TypeScript SDK of an API, from its OpenAPI document",
    "",
    "Usage: sdkwright <command> [options]",
    "",
    ...columns(rows),
    "",
    input,
    "",
    "  sdkwright <input> -o <dir> is short for generate; sdkwright help <command> shows its options.",
    "",
    exitCodes,
    "",
    ...examples("generate"),
    "",
  ].join("\n");
}

/** What `sdkwright help generate` says. */
export function commandHelp(name: CommandName): string {
  const { operands, summary, flags: known } = commandInfo[name];
  return [
    ...wrapped(`sdkwright ${name}: ${summary}`, lineWidth),
    "",
    `Usage: sdkwright ${name} ${operands} [options]`,
    "",
    ...(operands === "[input]" ? [input, ""] : []),
    "Options",
    ...columns(known.map((flag) => [flagUsage(flag), flags[flag].help] as const)),
    "",
    ...examples(name),
    "",
  ].join("\n");
}

function flagUsage(name: FlagName): string {
  const { short, value, choices } = flags[name];
  const shown = choices ? `<${choices.join("|")}>` : value;
  return `${short === undefined ? "   " : `-${short},`} --${name}${shown === undefined ? "" : ` ${shown}`}`;
}

// What most terminals show, and what is still read at a glance.
const lineWidth = 100;

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  const indent = " ".repeat(width + 4);
  return rows.map(([left, right]) =>
    [`  ${left.padEnd(width)}  `, wrapped(right, lineWidth - indent.length).join(`\n${indent}`)].join(""),
  );
}

function examples(name: CommandName): readonly string[] {
  return ["Examples", ...commandInfo[name].examples.map((line) => `  ${line}`)];
}
