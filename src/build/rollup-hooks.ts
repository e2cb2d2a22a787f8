import type { SdkBuilder } from "./sdk-builder.js";

/** What of Rollup's plugin context is used here; Vite's and Rolldown's are the same. */
interface RollupContext {
  addWatchFile(path: string): void;
  warn(log: { readonly message: string }): void;
  error(log: { readonly message: string }): never;
}

/** Rollup runs `buildStart` before each build, of a watch as well, and watches what it is told. */
export function rollupHooks(builder: SdkBuilder) {
  return {
    async buildStart(this: RollupContext): Promise<void> {
      const { errors, warnings, sources } = await builder.run();
      for (const path of sources) this.addWatchFile(path);
      for (const { text } of warnings) this.warn({ message: text });
      if (errors.length > 0) this.error({ message: errors.map(({ text }) => text).join("\n\n") });
    },
  };
}
