import { sdkwrightPlugin } from "./plugin.js";

/** `import sdkwright from "sdkwright/webpack"`. */
const plugin: typeof sdkwrightPlugin.webpack = sdkwrightPlugin.webpack;

export default plugin;
