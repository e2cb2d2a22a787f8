import { createUnplugin, type UnpluginInstance } from "unplugin";
import { setUpEsbuild } from "./esbuild-hooks.js";
import { rollupHooks } from "./rollup-hooks.js";
import { type BuildOptions, SdkBuilder } from "./sdk-builder.js";
import { viteHooks } from "./vite-hooks.js";
import { setUpWebpack } from "./webpack-hooks.js";

/**
 * The SDK as a step of a build: made before the modules are looked up, and again when its document changes.
 * Each bundler has its own way to wait for that, to watch a file and to show what is wrong.
 */
export const sdkwrightPlugin: UnpluginInstance<BuildOptions> = createUnplugin((options: BuildOptions) => {
  const builder = new SdkBuilder(options);
  return {
    name: "sdkwright",
    enforce: "pre",
    rollup: rollupHooks(builder),
    vite: viteHooks(options),
    webpack: (compiler) => setUpWebpack(compiler, builder),
    rspack: (compiler) => setUpWebpack(compiler, builder),
    esbuild: { setup: (build) => setUpEsbuild(build, builder) },
  };
});
