// Stands in for hey-api and orval while their configuration is read, so that they need not be installed.

/** Gives back what it is given, as theirs do. */
export function defineConfig(config: unknown): unknown {
  return config;
}

/** hey-api's, which configurations spread into their own list. */
export const defaultPlugins: readonly string[] = ["@hey-api/typescript", "@hey-api/sdk"];

/** orval's. */
export function defineTransformer(transformer: unknown): unknown {
  return transformer;
}
