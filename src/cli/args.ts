import { parseArgs } from "node:util";
import type { SdkConfig } from "../config/config.js";
import { suggest } from "../diagnostics/suggest.js";
import { type CommandName, commandInfo, commandNames } from "./commands.js";
import { type FlagName, flagNames, flags } from "./flags.js";
import { UsageError } from "./usage-error.js";

/** What the command line says, checked. Undefined: not said. */
export interface Arguments {
  readonly command: CommandName | "version";
  /** What stands behind the command. */
  readonly operands: readonly string[];
  readonly out: string | undefined;
  readonly name: string | undefined;
  readonly transport: "undici" | "fetch" | undefined;
  readonly runtime: "bundled" | "package" | undefined;
  readonly types: NonNullable<SdkConfig["types"]>;
  readonly include: readonly string[] | undefined;
  readonly exclude: readonly string[] | undefined;
  readonly package: boolean | undefined;
  readonly openapiTypes: boolean | undefined;
  readonly msw: boolean | undefined;
  readonly templates: string | undefined;
  readonly verify: boolean | undefined;
  readonly strict: boolean | undefined;
  readonly watch: boolean;
  readonly dryRun: boolean | undefined;
  readonly stats: boolean;
  readonly overlays: readonly string[] | undefined;
  readonly allowRefsFrom: readonly string[] | undefined;
  readonly allowRemoteRefs: boolean | undefined;
  readonly limits: SdkConfig["limits"];
  readonly force: boolean;
  readonly html: string | undefined;
  readonly yes: boolean;
  readonly from: string | undefined;
  readonly markdown: boolean;
  readonly failOn: "breaking" | undefined;
  readonly config: string | undefined;
  readonly cwd: string | undefined;
  readonly quiet: boolean;
  readonly json: boolean;
  /** Diagnostics as annotations that GitHub Actions shows in a pull request. */
  readonly isForGithub: boolean;
  readonly color: boolean | undefined;
}

/** @throws UsageError */
export function parseArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parsed(argv);
  const { command, operands } = commandOf(positionals);
  checkFlags(command, Object.keys(values));
  const wanted = values["version"] ? "version" : values["help"] ? "help" : command;
  const { most } = commandInfo[command];
  const excess = operands[most];
  if (excess !== undefined && wanted === command) {
    const expected = most === 1 ? "one document or name is" : `${most} documents are`;
    throw new UsageError(`${expected} expected; "${excess}" is one argument too many`);
  }
  const text = (name: FlagName): string | undefined => chosen(name, values[name]);
  // parseArgs gives what the table of flags says: a text, a list of texts, or true.
  const list = (name: FlagName) => values[name] as readonly string[] | undefined;
  const is = (name: FlagName) => values[name] as boolean | undefined;
  return {
    command: wanted,
    operands: wanted === "help" && command !== "help" ? (positionals.length > 0 ? [command] : []) : operands,
    out: text("out"),
    name: text("name"),
    // `chosen` has compared them with the flag's choices.
    transport: text("transport") as Arguments["transport"],
    runtime: text("runtime") as Arguments["runtime"],
    types: {
      dates: text("types-dates") as "string" | "date" | undefined,
      int64: text("types-int64") as "number" | "bigint" | undefined,
      enums: text("types-enums") as "open" | "closed" | undefined,
    },
    include: list("include"),
    exclude: list("exclude"),
    package: is("package"),
    openapiTypes: is("openapi-types"),
    msw: is("msw"),
    templates: text("templates"),
    verify: is("verify"),
    strict: is("strict"),
    watch: is("watch") ?? false,
    dryRun: is("dry-run"),
    stats: is("stats") ?? false,
    overlays: list("overlay"),
    allowRefsFrom: list("allow-refs-from"),
    allowRemoteRefs: is("allow-remote-refs"),
    limits: limitsOf(list("limit")),
    force: is("force") ?? false,
    html: text("html"),
    yes: is("yes") ?? false,
    from: text("from"),
    markdown: is("markdown") ?? false,
    failOn: text("fail-on") as Arguments["failOn"],
    config: text("config"),
    cwd: text("cwd"),
    quiet: is("quiet") ?? false,
    json: is("json") ?? text("format") === "json",
    isForGithub: text("format") === "github",
    color: is("no-color") ? false : is("color"),
  };
}

function parsed(argv: readonly string[]) {
  const options = Object.fromEntries(
    flagNames.map((name) => {
      const { type, short, multiple } = flags[name];
      return [name, { type, ...(short && { short }), ...(multiple && { multiple }) }];
    }),
  );
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // Node's own words are "Unknown option '--foo'", with advice that fits no one here.
    const unknown = /^Unknown option '(--?[^']+)'/.exec(message)?.[1];
    const lacking = /^Option '(?:-\w, )?--([\w-]+) <value>' argument missing/.exec(message)?.[1];
    const flag = flagNames.find((name) => name === lacking);
    if (flag) throw new UsageError(`--${flag} needs a value: --${flag} ${flags[flag].value ?? "<value>"}`);
    if (unknown === undefined) throw new UsageError(message);
    const near = suggest(unknown.replace(/^-+/, ""), flagNames);
    throw new UsageError(`there is no option ${unknown}${near === undefined ? "" : `; did you mean --${near}?`}`);
  }
}

function commandOf(positionals: readonly string[]): {
  readonly command: CommandName;
  readonly operands: readonly string[];
} {
  const [first, ...rest] = positionals;
  if (first === undefined) return { command: "help", operands: [] };
  const named = commandNames.find((name) => name === first);
  if (named !== undefined) return { command: named, operands: rest };
  // Bare `sdkwright <input> -o <dir>` is short for `generate`; a document has a dot or a slash in its name, or is `-`.
  const near = /[./\\:]|^-$/.test(first) ? undefined : suggest(first, commandNames);
  if (near !== undefined) throw new UsageError(`there is no command "${first}"; did you mean ${near}?`);
  return { command: "generate", operands: positionals };
}

function checkFlags(command: CommandName, given: readonly string[]): void {
  const known: readonly string[] = commandInfo[command].flags;
  const wrong = given.find((name) => !known.includes(name));
  if (wrong !== undefined) throw new UsageError(`--${wrong} is no option of sdkwright ${command}`);
}

/** `megabytes=128` as a setting. What is none is told by the check of the configuration, in its words. */
function limitsOf(given: readonly string[] | undefined): SdkConfig["limits"] {
  if (given === undefined) return undefined;
  const entries = given.map((text) => {
    const [name = "", value = ""] = text.split("=", 2);
    if (!isLimit(name) || !/^\d{1,12}(?:\.\d+)?$/.test(value) || Number(value) <= 0)
      throw new UsageError(`--limit is ${limitNames.join(", ")} and a number, as in megabytes=128; "${text}" is not`);
    return [name, Number(value)] as const;
  });
  return Object.fromEntries(entries);
}

const limitNames = ["megabytes", "files", "nodes", "depth", "seconds"] as const;

function isLimit(name: string): name is (typeof limitNames)[number] {
  return limitNames.some((known) => known === name);
}

function chosen(name: FlagName, value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const { choices } = flags[name];
  if (choices && !choices.includes(value))
    throw new UsageError(`--${name} is one of ${choices.join(", ")}; "${value}" is not`);
  return value;
}
