import { diagnosticCodes } from "../../diagnostics/explanations.js";
import type { Arguments } from "../args.js";
import { type CommandName, commandInfo, commandNames } from "../commands.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { type FlagName, flags } from "../flags.js";
import type { Terminal } from "../terminal.js";
import { UsageError } from "../usage-error.js";

/** `sdkwright completion <shell>`: a script that completes commands, flags and their values. */
export async function completionCommand({ operands: [shell] }: Arguments, terminal: Terminal): Promise<ExitCode> {
  const script = shell === undefined ? undefined : scripts[shell];
  if (script === undefined) throw new UsageError("which shell? sdkwright completion <bash|zsh|fish>");
  terminal.stdout.write(script());
  return exitCode.done;
}

const scripts: Readonly<Record<string, (() => string) | undefined>> = { bash, zsh, fish };

const folderFlags: readonly string[] = ["out", "templates", "cwd", "allow-refs-from"];

function flagsOf(command: (typeof commandNames)[number]): string {
  return commandInfo[command].flags.map((name) => `--${name}`).join(" ");
}

/** Of the commands that take a word and no file. */
const operandsOf: Readonly<Record<string, readonly string[]>> = {
  explain: diagnosticCodes,
  templates: ["eject"],
  completion: ["bash", "zsh", "fish"],
  help: commandNames,
};

function bash(): string {
  return `# sdkwright: completion for bash
_sdkwright() {
  local word="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" flags=""
  case "$previous" in
${Object.entries(flags)
  .flatMap(([name, { choices }]) =>
    choices ? [`    --${name}) COMPREPLY=($(compgen -W "${choices.join(" ")}" -- "$word")); return ;;`] : [],
  )
  .join("\n")}
    ${folderFlags.map((name) => `--${name}`).join("|")}|-o) COMPREPLY=($(compgen -d -- "$word")); return ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    case "$word" in
      "") COMPREPLY=($(compgen -W "${commandNames.join(" ")}")) ;;
      -*) COMPREPLY=($(compgen -W "--help --version" -- "$word")) ;;
      *) COMPREPLY=($(compgen -W "${commandNames.join(" ")}" -f -- "$word")) ;;
    esac
    return
  fi
  case "\${COMP_WORDS[1]}" in
${commandNames.map((name) => `    ${name}) flags="${flagsOf(name)}" ;;`).join("\n")}
    *) flags="${flagsOf("generate")}" ;;
  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$word")); return ;;
  esac
  case "\${COMP_WORDS[1]}" in
${Object.entries(operandsOf)
  .map(([name, words]) => `    ${name}) COMPREPLY=($(compgen -W "${words.join(" ")}" -- "$word")) ;;`)
  .join("\n")}
    *) COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}
complete -o filenames -F _sdkwright sdkwright
`;
}

/** By zsh's own `_arguments`: https://zsh.sourceforge.io/Doc/Release/Completion-System.html */
function zsh(): string {
  const described = commandNames.map((name) => `    ${zshQuoted(`${name}:${commandInfo[name].summary}`)}`);
  const cases = commandNames.map(
    (name) => `    ${name}) _arguments -s ${[...zshFlags(name), zshOperands(name)].join(" ")} ;;`,
  );
  return `#compdef sdkwright
# sdkwright: completion for zsh
_sdkwright() {
  local -a commands=(
${described.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe -t commands command commands
    [[ $words[2] == -* ]] || _files
    return
  fi
  local command=$words[2]
  if (( ! \${+commands[(r)$command:*]} )); then
    command=generate
  else
    shift words
    (( CURRENT-- ))
  fi
  case $command in
${cases.join("\n")}
  esac
}
# As a file of fpath it is called when it is first needed; otherwise it is sourced.
if [[ $funcstack[1] == _sdkwright ]]; then _sdkwright "$@"; else compdef _sdkwright sdkwright; fi
`;
}

/** `'*--include[only these]:what:'`: what may come again, the flag, what it does, and what its value is. */
function zshFlags(command: CommandName): readonly string[] {
  return commandInfo[command].flags.flatMap((name) => {
    const { short, type, choices, multiple, help } = flags[name];
    const values = choices ? `:value:(${choices.join(" ")})` : type === "string" ? `:value:${zshFiles(name)}` : "";
    const text = `[${help.replace(/[\\[\]:]/g, "\\$&")}]${values}`;
    const names = short === undefined ? [`--${name}`] : [`--${name}`, `-${short}`];
    return names.map((one) => zshQuoted(`${multiple ? "*" : ""}${one}${text}`));
  });
}

function zshFiles(flag: FlagName): string {
  return folderFlags.includes(flag) ? "_files -/" : "_files";
}

function zshOperands(command: CommandName): string {
  const words = operandsOf[command];
  return zshQuoted(words ? `*:word:(${words.join(" ")})` : "*:document:_files");
}

function zshQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function fish(): string {
  const lines = commandNames.flatMap((name) => [
    `complete -c sdkwright -n __fish_use_subcommand -a ${name} -d ${quoted(commandInfo[name].summary)}`,
    ...(operandsOf[name]
      ? [`complete -c sdkwright -n '__fish_seen_subcommand_from ${name}' -f -a ${quoted(operandsOf[name].join(" "))}`]
      : []),
    ...commandInfo[name].flags.map((flag) => {
      const { short, type, choices, help } = flags[flag];
      const parts = [
        `complete -c sdkwright -n '__fish_seen_subcommand_from ${name}' -l ${flag}`,
        ...(short === undefined ? [] : [`-s ${short}`]),
        ...(choices ? [`-x -a ${quoted(choices.join(" "))}`] : type === "string" ? ["-r"] : []),
        `-d ${quoted(help)}`,
      ];
      return parts.join(" ");
    }),
  ]);
  return `# sdkwright: completion for fish\n${lines.join("\n")}\n`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
