import { sdkwrightPlugin } from "./plugin.js";

/** `import sdkwright from "sdkwright/rollup"`. */
const plugin: typeof sdkwrightPlugin.rollup = sdkwrightPlugin.rollup;

export default plugin;
