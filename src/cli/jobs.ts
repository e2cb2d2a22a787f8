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
  /** The configuration file, absolute; undefined where there is none. */
  readonly configFile: string | undefined;
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
  const flags = flagConfig(args, cwd, folder);
  const sdks = loaded ? chosen(loaded.sdks, args, loaded.path) : [undefined];
  return {
    configFile: loaded && resolve(cwd, loaded.path),
    jobs: sdks.map((sdk) => {
      const merged = {
        ...sdk,
        ...flags,
        types: { ...sdk?.types, ...given(args.types) },
        limits: { ...sdk?.limits, ...args.limits },
      };
      const { input } = merged;
      if (input === undefined) throw new UsageError(`which document? sdkwright ${args.command} <openapi.yaml>`);
      if (merged.output === undefined && needs.out)
        throw new UsageError(`where to? sdkwright ${args.command} ${input} --out <dir>`);
      const host = nodeHost({ cwd: resolve(folder, merged.cwd ?? ".") });
      return { config: { ...merged, input, output: merged.output ?? "." }, host };
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

/** The flags as settings; their paths are relative to the working folder, those of the file to its own. */
function flagConfig(args: Arguments, cwd: string, folder: string): Partial<SdkConfig> {
  const at = (path: string): string =>
    cwd === folder || isAbsolute(path) ? path : relative(folder, resolve(cwd, path));
  const [input] = args.operands;
  const isPath = input !== undefined && input !== "-" && !/^https?:\/\//i.test(input);
  return given({
    input: isPath ? at(input) : input,
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
    overlays: args.overlays?.map((path) => (/^https?:\/\//i.test(path) ? path : at(path))),
    allowRefsFrom: args.allowRefsFrom?.map(at),
    allowRemoteRefs: args.allowRemoteRefs,
    dryRun: args.dryRun,
  });
}

/** Without what was not said: it would hide what the file says. */
function given<Settings extends object>(settings: Settings): Given<Settings> {
  // What is left is defined, which the compiler can't see.
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as Given<Settings>;
}

type Given<Settings> = { readonly [Name in keyof Settings]?: Exclude<Settings[Name], undefined> };
