import { isAbsolute, relative, resolve } from "node:path";
import type { SdkConfig } from "../config/config.js";
import { loadConfig } from "../config/load.js";
import type { Host } from "../host/host.js";
import { nodeHost } from "../host/node-host.js";
import type { Arguments } from "./args.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";

/** One SDK to work on: what the configuration file says, with the command line's words over it. */
export interface Job {
  readonly config: SdkConfig;
  /** Paths of the configuration are relative to its `cwd`. */
  readonly host: Host;
}

export interface Jobs {
  readonly jobs: readonly Job[];
  /** The configuration file and the modules that it imports, absolute; none where there is none. */
  readonly configFiles: ReadonlySet<string>;
}

/**
 * What a command is to work on: the document of the command line, or all SDKs of the configuration file.
 *
 * @throws UsageError, ConfigError
 */
export async function findJobs(args: Arguments, terminal: Terminal, needs: { readonly out: boolean }): Promise<Jobs> {
  const cwd = resolve(args.cwd ?? process.cwd());
  const loaded = await loadConfig({ host: nodeHost({ cwd }), environment: terminal.environment, file: args.config });
  const folder = loaded?.folder ?? cwd;
  const sdks = loaded ? chosen(loaded.sdks, args, loaded.path) : [undefined];
  return {
    configFiles: loaded?.modules ?? new Set(),
    jobs: sdks.map((sdk) => {
      const base = resolve(folder, sdk?.cwd ?? ".");
      const [operand] = args.operands;
      const named = operand === undefined ? {} : { input: placeFrom(base, cwd, operand) };
      const merged = { ...withFlags(sdk, args, { cwd, base }), ...named };
      const { input } = merged;
      if (input === undefined) throw new UsageError(`which document? sdkwright ${args.command} <openapi.yaml>`);
      if (merged.output === undefined && needs.out)
        throw new UsageError(`where to? sdkwright ${args.command} ${input} --out <dir>`);
      return { config: { ...merged, input, output: merged.output ?? "." }, host: nodeHost({ cwd: base }) };
    }),
  };
}

/** With several SDKs in the configuration, flags that are about one of them need a name. */
function chosen(sdks: readonly SdkConfig[], args: Arguments, path: string): readonly SdkConfig[] {
  if (sdks.length === 1) return sdks;
  const named = sdks.filter(({ name }) => args.name !== undefined && name === args.name);
  if (named.length > 0) return named;
  const [input] = args.operands;
  const about = input ?? args.out ?? args.name;
  if (about === undefined) return sdks;
  const names = sdks.map(({ name, output }) => name ?? output).join(", ");
  throw new UsageError(
    `${path} has ${sdks.length} SDKs (${names}): choose one with --name, or give no document or --out`,
  );
}

interface Places {
  /** What paths of the command line are relative to. */
  readonly cwd: string;
  /** What paths of the settings are relative to. */
  readonly base: string;
}

/** What the configuration says of an SDK, with the flags over it. */
export function withFlags(sdk: SdkConfig | undefined, args: Arguments, { cwd, base }: Places): Partial<SdkConfig> {
  const at = (path: string): string => placeFrom(base, cwd, path);
  const flags = given({
    output: args.out && at(args.out),
    name: args.name,
    transport: args.transport,
    runtime: args.runtime,
    include: args.include,
    exclude: args.exclude,
    package: args.package,
    openapiTypes: args.openapiTypes,
    testing: args.msw === undefined ? undefined : { msw: args.msw },
    templates: args.templates && at(args.templates),
    verify: args.verify,
    strict: args.strict,
    overlays: args.overlays?.map(at),
    allowRefsFrom: args.allowRefsFrom?.map(at),
    allowRemoteRefs: args.allowRemoteRefs,
    dryRun: args.dryRun,
  });
  return {
    ...sdk,
    ...flags,
    types: { ...sdk?.types, ...given(args.types) },
    limits: { ...sdk?.limits, ...args.limits },
  };
}

/** A path or an address of the command line, as it is called from another folder; `-` stays standard input. */
export function placeFrom(base: string, cwd: string, path: string): string {
  if (cwd === base || path === "-" || isAbsolute(path) || /^https?:\/\//i.test(path)) return path;
  return relative(base, resolve(cwd, path));
}

/** Without what was not said: it would hide what the file says. */
function given<Settings extends object>(settings: Settings): Given<Settings> {
  // What is left is defined, which the compiler can't see.
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as Given<Settings>;
}

type Given<Settings> = { readonly [Name in keyof Settings]?: Exclude<Settings[Name], undefined> };
