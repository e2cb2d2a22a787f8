import { sdkwrightPlugin } from "./plugin.js";

/** `import sdkwright from "sdkwright/vite"`. */
const plugin: typeof sdkwrightPlugin.vite = sdkwrightPlugin.vite;

export default plugin;
