import { parseArgs } from "node:util";
import { UsageError } from "./usage-error.js";

/** What the command line says, checked. */
export interface Arguments {
  readonly command: "generate" | "inspect" | "help" | "version";
  readonly topic: string | undefined;
  readonly input: string | undefined;
  readonly out: string | undefined;
  readonly name: string | undefined;
  readonly transport: "undici" | "fetch" | undefined;
  readonly runtime: "bundled" | "package" | undefined;
  readonly types: {
    readonly dates: "string" | "date" | undefined;
    readonly int64: "number" | "bigint" | undefined;
    readonly enums: "open" | "closed" | undefined;
  };
  readonly allowRefsFrom: readonly string[];
  readonly allowRemoteRefs: boolean;
  readonly strict: boolean;
  readonly dryRun: boolean;
  readonly cwd: string | undefined;
  readonly quiet: boolean;
  readonly json: boolean;
  readonly color: boolean | undefined;
}

const options = {
  out: { type: "string", short: "o" },
  name: { type: "string" },
  transport: { type: "string" },
  runtime: { type: "string" },
  "types-dates": { type: "string" },
  "types-int64": { type: "string" },
  "types-enums": { type: "string" },
  "allow-refs-from": { type: "string", multiple: true },
  "allow-remote-refs": { type: "boolean" },
  strict: { type: "boolean" },
  "dry-run": { type: "boolean" },
  cwd: { type: "string" },
  quiet: { type: "boolean", short: "q" },
  json: { type: "boolean" },
  color: { type: "boolean" },
  "no-color": { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
} as const;

const commands = ["generate", "inspect", "help"] as const;

// Commands that are still to come: none of them is the name of a document.
const laterCommands: readonly (string | undefined)[] = ["check", "diff", "lint", "init", "explain"];

/** @throws UsageError */
export function parseArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parsed(argv);
  const [first, second, ...rest] = positionals;
  if (laterCommands.includes(first)) throw new UsageError(`the command "${first}" is not there yet`);
  const named = commands.find((command) => command === first);
  // Bare `sdkwright <input> -o <dir>` is short for `generate`.
  const command = named ?? (first === undefined ? "help" : "generate");
  const input = named === undefined ? first : second;
  const excess = named === undefined && second !== undefined ? second : rest[0];
  if (excess !== undefined) throw new UsageError(`one document is expected; "${excess}" is one argument too many`);
  return {
    command: values.version ? "version" : values.help ? "help" : command,
    topic: values.help ? command : second,
    input,
    out: values.out,
    name: values.name,
    transport: oneOf("--transport", values.transport, ["undici", "fetch"]),
    runtime: oneOf("--runtime", values.runtime, ["bundled", "package"]),
    types: {
      dates: oneOf("--types-dates", values["types-dates"], ["string", "date"]),
      int64: oneOf("--types-int64", values["types-int64"], ["number", "bigint"]),
      enums: oneOf("--types-enums", values["types-enums"], ["open", "closed"]),
    },
    allowRefsFrom: values["allow-refs-from"] ?? [],
    allowRemoteRefs: values["allow-remote-refs"] ?? false,
    strict: values.strict ?? false,
    dryRun: values["dry-run"] ?? false,
    cwd: values.cwd,
    quiet: values.quiet ?? false,
    json: values.json ?? false,
    color: values["no-color"] ? false : values.color,
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    // Node explains well what is wrong: "Unknown option '--foo'".
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function oneOf<Value extends string>(
  flag: string,
  value: string | undefined,
  allowed: readonly Value[],
): Value | undefined {
  if (value === undefined) return undefined;
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(`${flag} is one of ${allowed.join(", ")}; "${value}" is not`);
  return found;
}
