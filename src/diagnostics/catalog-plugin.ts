import { entry } from "./catalog-entry.js";

/** What plugins say, and what goes wrong in them. */
export const pluginCatalog = {
  "plugin/failed": entry({
    severity: "error",
    message: (p: { plugin: string; hook: string; reason: string }) =>
      `the plugin "${p.plugin}" failed in its hook "${p.hook}": ${p.reason}`,
    hint: () => "mend the plugin, or take it out of `plugins`; nothing was written",
  }),
  "plugin/bad-file": entry({
    severity: "error",
    message: (p: { plugin: string; path: string; reason: string }) =>
      `the plugin "${p.plugin}" cannot write ${p.path}: ${p.reason}`,
    hint: () => "the hook `files` gives back a list of { path, text }",
  }),
  "plugin/error": entry({
    severity: "error",
    message: (p: { plugin: string; message: string }) => `${p.plugin}: ${p.message}`,
  }),
  "plugin/warning": entry({
    severity: "warning",
    message: (p: { plugin: string; message: string }) => `${p.plugin}: ${p.message}`,
  }),
};
