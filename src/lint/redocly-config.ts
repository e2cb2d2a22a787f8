import { dirname, join, resolve } from "node:path";
import {
  BaseResolver,
  CONFIG_FILE_NAMES,
  type Config,
  createConfig,
  getMergedConfig,
  Source,
} from "@redocly/openapi-core";
import { type Host, HostError } from "../host/host.js";
import { isRemote } from "../spec/reference.js";

/** `redocly.yaml` is not one, or asks for something that is not there. */
export class RedoclyConfigError extends Error {
  override readonly name = "RedoclyConfigError";
}

/** The rules of the `redocly.yaml` in one of the folders; without one, Redocly's recommended ones. @throws RedoclyConfigError */
export async function redoclyConfig(entry: string, folders: readonly string[], host: Host): Promise<Config> {
  const file = await findFile(folders, host);
  if (!file) return createConfig({ extends: ["recommended"] });
  const { path, text } = file;
  try {
    const config = await createConfig(text, { configPath: path, externalRefResolver: new LocalResolver(host) });
    const api = Object.entries(config.rawConfig.apis ?? {}).find(
      ([, { root }]) => !isRemote(root) && resolve(dirname(path), root) === entry,
    );
    return getMergedConfig(config, api?.[0]);
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim() : String(error);
    throw new RedoclyConfigError(`${path}: ${reason}`, { cause: error });
  }
}

async function findFile(
  folders: readonly string[],
  host: Host,
): Promise<{ readonly path: string; readonly text: string } | undefined> {
  for (const path of folders.flatMap((folder) => CONFIG_FILE_NAMES.map((name) => join(folder, name)))) {
    try {
      return { path, text: await host.readText(path) };
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      if (error.code !== "not-found" && error.code !== "not-directory") throw new RedoclyConfigError(error.message);
    }
  }
  return undefined;
}

/** Other configurations that this one extends: from the disk only. */
class LocalResolver extends BaseResolver {
  readonly #host: Host;

  constructor(host: Host) {
    super();
    this.#host = host;
  }

  override async loadExternalRef(absoluteRef: string): Promise<Source> {
    if (isRemote(absoluteRef)) throw new Error(`${absoluteRef}: a configuration is not fetched from the network`);
    return new Source(absoluteRef, await this.#host.readText(absoluteRef));
  }
}
