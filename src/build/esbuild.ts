import { sdkwrightPlugin } from "./plugin.js";

/** `import sdkwright from "sdkwright/esbuild"`. */
const plugin: typeof sdkwrightPlugin.esbuild = sdkwrightPlugin.esbuild;

export default plugin;
