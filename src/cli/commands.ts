import { everywhere, type FlagName } from "./flags.js";

/** A command, as the parser and the help texts need it. */
export interface CommandInfo {
  /** What stands behind its name on the command line. */
  readonly operands: string;
  /** How many operands there may be. */
  readonly most: number;
  readonly summary: string;
  readonly flags: readonly FlagName[];
  readonly examples: readonly string[];
}

const reading: readonly FlagName[] = [
  "overlay",
  "strict",
  "allow-refs-from",
  "allow-remote-refs",
  "limit",
  "config",
  ...everywhere,
];
const choosing: readonly FlagName[] = ["name", "include", "exclude"];
const types: readonly FlagName[] = ["types-dates", "types-int64", "types-enums"];
const emitting: readonly FlagName[] = [
  "out",
  ...choosing,
  "transport",
  "runtime",
  ...types,
  "package",
  "openapi-types",
  "msw",
  "templates",
];

const commandTable = {
  generate: {
    operands: "[input]",
    most: 1,
    summary: "write the SDK",
    flags: [...emitting, "verify", "watch", "dry-run", "stats", ...reading],
    examples: [
      "sdkwright generate openapi.yaml --out src/petstore",
      "sdkwright generate openapi.yaml --out src/petstore --include tag:pets --watch",
      "curl -s https://example.com/openapi.json | sdkwright generate - --out src/api --name Example",
    ],
  },
  check: {
    operands: "[input]",
    most: 1,
    summary: "exit with 3 if the SDK on disk is not what generate would write; writes nothing",
    flags: [...emitting, ...reading],
    examples: [
      "sdkwright check openapi.yaml --out src/petstore",
      "sdkwright check   # all SDKs of sdkwright.config.ts",
    ],
  },
  inspect: {
    operands: "[input]",
    most: 1,
    summary: "what would be generated: operations, resources, errors, diagnostics",
    flags: ["html", ...choosing, ...reading],
    examples: [
      "sdkwright inspect openapi.yaml",
      "sdkwright inspect openapi.yaml --html petstore.html",
      "sdkwright inspect openapi.yaml --json | jq '.operations[].function'",
    ],
  },
  diff: {
    operands: "<old> <new>",
    most: 2,
    summary: "how the SDK's public surface would change: breaking or additive, with advice for the version",
    flags: ["markdown", "fail-on", ...choosing, ...types, ...reading.filter((flag) => flag !== "strict")],
    examples: [
      "sdkwright diff openapi-v1.yaml openapi-v2.yaml",
      "git show main:openapi.yaml | sdkwright diff - openapi.yaml --markdown --fail-on breaking",
    ],
  },
  lint: {
    operands: "[input]",
    most: 1,
    summary: "validate the document: our own diagnostics and Redocly's rules (redocly.yaml is respected)",
    flags: reading,
    examples: ["sdkwright lint openapi.yaml", "sdkwright lint openapi.yaml --strict --json"],
  },
  init: {
    operands: "[input]",
    most: 1,
    summary: "write sdkwright.config.ts and the scripts of package.json, asking only what cannot be found out",
    flags: ["yes", "from", "out", "name", "transport", ...everywhere],
    examples: [
      "sdkwright init",
      "sdkwright init openapi.yaml --out src/petstore --yes",
      "sdkwright init --from openapi-ts.config.ts",
    ],
  },
  explain: {
    operands: "[code]",
    most: 1,
    summary: "what a diagnostic means, why it matters, how to mend it; without a code: all of them",
    flags: everywhere,
    examples: ["sdkwright explain spec/unresolved-ref", "sdkwright explain"],
  },
  templates: {
    operands: "[eject] [dir]",
    most: 2,
    summary: "list the templates, or copy them into a folder for --templates (default: sdkwright-templates)",
    flags: ["force", ...everywhere],
    examples: [
      "sdkwright templates",
      "sdkwright templates eject",
      "sdkwright generate openapi.yaml --out src/petstore --templates sdkwright-templates",
    ],
  },
  completion: {
    operands: "<bash|zsh|fish>",
    most: 1,
    summary: "a completion script for your shell",
    flags: everywhere,
    examples: [
      "sdkwright completion bash >> ~/.bashrc",
      "sdkwright completion zsh >> ~/.zshrc   # behind compinit, or as _sdkwright into a folder of fpath",
      "sdkwright completion fish > ~/.config/fish/completions/sdkwright.fish",
    ],
  },
  help: {
    operands: "[command]",
    most: 1,
    summary: "how a command is used",
    flags: everywhere,
    examples: ["sdkwright help generate"],
  },
} as const satisfies Readonly<Record<string, CommandInfo>>;

export type CommandName = keyof typeof commandTable;

export const commandInfo: Readonly<Record<CommandName, CommandInfo>> = commandTable;

// The keys of a record are its names.
export const commandNames = Object.keys(commandTable) as readonly CommandName[];
