import { resolve } from "node:path";
import type { SdkConfig } from "../config/config.js";
import { type LoadedConfig, loadConfig } from "../config/load.js";
import type { Host } from "../host/host.js";
import { nodeHost } from "../host/node-host.js";
import type { Arguments } from "./args.js";
import { placeFrom, withFlags } from "./jobs.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";

/** What both documents of a comparison are read with. */
export interface DiffSettings {
  readonly inputs: readonly [before: string, after: string];
  readonly config: Partial<SdkConfig>;
  readonly host: Host;
  /** What to say of the project's configuration; undefined where there is none. */
  readonly note: string | undefined;
}

type Documents = readonly [before: string, after: string];

/**
 * The settings of the SDK that is made of one of the documents, so that what is compared is what its users have. With `--config`
 * the documents may be any. Flags go over them.
 *
 * @throws UsageError, ConfigError
 */
export async function findDiffSettings(
  documents: Documents,
  args: Arguments,
  terminal: Terminal,
): Promise<DiffSettings> {
  const cwd = resolve(args.cwd ?? process.cwd());
  const loaded = await loadConfig({ host: nodeHost({ cwd }), environment: terminal.environment, file: args.config });
  const sdk = loaded && sdkOf(loaded, documents, cwd, args);
  const base = sdk ? resolve(loaded.folder, sdk.cwd ?? ".") : cwd;
  const [before, after] = documents;
  return {
    inputs: [placeFrom(base, cwd, before), placeFrom(base, cwd, after)],
    config: withFlags(sdk, args, { cwd, base }),
    host: nodeHost({ cwd: base }),
    note: loaded && noteOf(loaded, sdk),
  };
}

function sdkOf(loaded: LoadedConfig, documents: Documents, cwd: string, args: Arguments): SdkConfig | undefined {
  const { sdks, folder, path } = loaded;
  const isUrl = (place: string): boolean => /^https?:\/\//i.test(place);
  const places = documents.map((document) => (isUrl(document) ? document : resolve(cwd, document)));
  const madeOf = ({ input, cwd: own = "." }: SdkConfig): boolean =>
    places.includes(isUrl(input) ? input : resolve(folder, own, input));
  const named = sdks.length > 1 ? sdks.filter(({ name }) => args.name !== undefined && name === args.name) : [];
  const made = sdks.filter(madeOf);
  const candidates = named.length > 0 ? named : made.length > 0 || args.config === undefined ? made : sdks;
  if (candidates.length <= 1) return candidates[0];
  const names = candidates.map(({ name, output }) => name ?? output).join(", ");
  throw new UsageError(`${path} has ${candidates.length} SDKs for these documents (${names}): choose one with --name`);
}

function noteOf({ path, sdks }: LoadedConfig, sdk: SdkConfig | undefined): string {
  if (!sdk) return `${path} says nothing of these documents; --config ${path} takes its settings all the same`;
  return `with the settings of ${path}${sdks.length > 1 ? ` (${sdk.name ?? sdk.output})` : ""}`;
}
