import type { pluginCatalog } from "./catalog-plugin.js";
import type { Explanation } from "./explanation.js";

export const pluginExplanations = {
  "plugin/failed": {
    meaning:
      "A hook of a plugin in your configuration has thrown an error, or given back something that is not what the hook gives.",
    why: "The SDK would lack what the plugin does, so nothing is written and the old SDK stays.",
    mend: "The message says which plugin, which hook and where in its code. Mend it there, or take the plugin out of `plugins`.",
  },
  "plugin/bad-file": {
    meaning: "A file that a plugin wants to write has no usable path or text, or stands in the way of another file.",
    why: "Plugins write into the SDK's folder alone, so that every file in it is known and can be removed again; nothing is written.",
    mend: "Give the file a path of its own within the SDK's folder, with / and without .., and a text.",
  },
  "plugin/error": {
    meaning: "A plugin in your configuration says that the SDK cannot be made; the message is the plugin's.",
    why: "What that means is known to the plugin. Nothing is written.",
    mend: "See what the plugin says and its documentation, or take it out of `plugins`.",
  },
  "plugin/warning": {
    meaning: "A plugin in your configuration has something to say; the message is the plugin's.",
    why: "What that means is known to the plugin.",
    mend: "See what the plugin says and its documentation.",
  },
} satisfies Readonly<Record<keyof typeof pluginCatalog, Explanation>>;
