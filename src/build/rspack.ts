import { sdkwrightPlugin } from "./plugin.js";

/** `import sdkwright from "sdkwright/rspack"`. */
const plugin: typeof sdkwrightPlugin.rspack = sdkwrightPlugin.rspack;

export default plugin;
