import type { SdkConfig } from "./config.js";

// Alone in its file: a configuration file imports this, and must not load the generator for it.

/** Types a configuration in an editor; gives it back as it is. */
export function defineConfig<Config extends SdkConfig | readonly SdkConfig[]>(config: Config): Config {
  return config;
}
