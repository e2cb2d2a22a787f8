/** A flag, as `parseArgs` and the help texts need it. */
export interface Flag {
  readonly type: "string" | "boolean";
  readonly short?: string;
  readonly multiple?: true;
  /** What stands for the value in help texts. */
  readonly value?: string;
  /** The only values there are. */
  readonly choices?: readonly string[];
  readonly help: string;
}

const flagTable = {
  out: { type: "string", short: "o", value: "<dir>", help: "the folder of the SDK" },
  name: { type: "string", value: "<Name>", help: "the name of the client class (default: from the title)" },
  transport: {
    type: "string",
    value: "<which>",
    choices: ["undici", "fetch"],
    help: "undici (default), or fetch for browsers, workers, Deno and Bun",
  },
  runtime: {
    type: "string",
    value: "<which>",
    choices: ["bundled", "package"],
    help: "bundled (default: its source is copied), or package (imports sdkwright/runtime)",
  },
  "types-dates": {
    type: "string",
    value: "<as>",
    choices: ["string", "date"],
    help: "what a date-time is: string (default), or date for Date",
  },
  "types-int64": {
    type: "string",
    value: "<as>",
    choices: ["number", "bigint"],
    help: "what an int64 is: number (default), or bigint",
  },
  "types-enums": {
    type: "string",
    value: "<as>",
    choices: ["open", "closed"],
    help: "open (default: other values are admitted in responses), or closed",
  },
  include: {
    type: "string",
    multiple: true,
    value: "<what>",
    help: "only tag:<tag>, a path such as /pets/**, or an operationId (repeatable)",
  },
  exclude: { type: "string", multiple: true, value: "<what>", help: "all but these (repeatable)" },
  package: { type: "boolean", help: "a whole npm package around the SDK, ready to build and publish" },
  "openapi-types": { type: "boolean", help: "openapi.ts as well: the types of openapi-typescript, for openapi-fetch" },
  msw: { type: "boolean", help: "testing.msw.ts as well: handlers of MSW for tests" },
  templates: { type: "string", value: "<dir>", help: "templates that take the place of our own" },
  verify: { type: "boolean", help: "type-check the SDK before it replaces the old one" },
  strict: { type: "boolean", help: "treat warnings as errors" },
  watch: { type: "boolean", short: "w", help: "generate again whenever the document or the configuration changes" },
  "dry-run": { type: "boolean", help: "say what would change, write nothing" },
  stats: { type: "boolean", help: "where the time goes: stages, memory, bytes and files, milliseconds an operation" },
  overlay: {
    type: "string",
    multiple: true,
    value: "<file>",
    help: "an OpenAPI Overlay to apply to the document first (repeatable)",
  },
  "allow-refs-from": {
    type: "string",
    multiple: true,
    value: "<dir>",
    help: "a further folder that $refs may read from (repeatable)",
  },
  "allow-remote-refs": { type: "boolean", help: "follow $refs to other origins" },
  limit: {
    type: "string",
    multiple: true,
    value: "<name>=<number>",
    help: "how much is read: megabytes=64, files=2000, nodes=10000000, depth=200, seconds=30 (repeatable)",
  },
  html: { type: "string", value: "<file>", help: "one page to browse the SDK, for people to read and to pass on" },
  yes: { type: "boolean", short: "y", help: "ask nothing: take what was found, and the defaults" },
  from: { type: "string", value: "<file>", help: "carry over the configuration of another generator" },
  markdown: { type: "boolean", help: "as Markdown, for a pull request" },
  "fail-on": {
    type: "string",
    value: "<impact>",
    choices: ["breaking"],
    help: "breaking: exit with 3 where code that uses the SDK would break",
  },
  force: { type: "boolean", help: "overwrite what is there" },
  config: { type: "string", short: "c", value: "<file>", help: "the configuration (default: sdkwright.config.*)" },
  cwd: { type: "string", value: "<dir>", help: "the folder that paths are relative to" },
  format: {
    type: "string",
    value: "<how>",
    choices: ["text", "json", "github"],
    help: "text (default), json (as --json), or github: diagnostics as annotations of a pull request",
  },
  json: { type: "boolean", help: "the result as JSON on standard output" },
  quiet: { type: "boolean", short: "q", help: "only errors" },
  color: { type: "boolean", help: "colours, even where none are expected" },
  "no-color": { type: "boolean", help: "no colours" },
  help: { type: "boolean", short: "h", help: "this text" },
  version: { type: "boolean", short: "v", help: "the version" },
} as const satisfies Readonly<Record<string, Flag>>;

export type FlagName = keyof typeof flagTable;

export const flags: Readonly<Record<FlagName, Flag>> = flagTable;

// The keys of a record are its names.
export const flagNames = Object.keys(flagTable) as readonly FlagName[];

export const everywhere: readonly FlagName[] = [
  "cwd",
  "format",
  "json",
  "quiet",
  "color",
  "no-color",
  "help",
  "version",
];
