import type { configCatalog } from "./catalog-config.js";
import type { Explanation } from "./explanation.js";

export const configExplanations = {
  "config/unmatched-selection": {
    meaning: "An entry of include or exclude selects no operation of the document; it has no effect.",
    why: "With include, operations that were meant to be in the SDK are missing; with exclude, some are in it that were not meant to be. Often the document has renamed a tag or a path since.",
    mend: "Write tag:<tag>, a path such as /pets/** (with or without a method before it), or an operationId, where * stands for any text. `sdkwright inspect` lists all operations.",
  },
  "config/unknown-operation": {
    meaning: "The configuration has settings for an operation that the document does not have; they are not used.",
    why: "A retry or timeout that somebody relies on is not in force, because the operation was renamed or left out by include and exclude.",
    mend: 'Name the operation by its operationId, or by method and path ("GET /pets") where it has none. `sdkwright inspect` lists both.',
  },
  "config/taken-name": {
    meaning:
      "The configuration gives an operation a name or a resource that another operation, or the client itself, has already.",
    why: "Code that calls it by the configured name finds something else there, or nothing.",
    mend: "Choose another `name` or `resource` for it, or give the other operation one of its own. `close` and the client's other members cannot be resources.",
  },
  "config/unknown-template": {
    meaning: "The folder of templates holds a template that sdkwright has no use for; it is not used.",
    why: "Most often the name is misspelt, so that sdkwright's own template is used instead.",
    mend: "Give the file the name of the template that it shall replace, as the message lists them, or move it out of the folder.",
  },
  "config/broken-template": {
    meaning: "A template of yours cannot be read or filled in; nothing is written.",
    why: "The file that it makes would be missing or cut off, so the SDK as a whole is left as it was.",
    mend: "Templates are Handlebars. Start from the template of the same name in sdkwright's `templates/` folder: it shows the values and the helpers (literal, prose, inline) that there are.",
  },
} satisfies Readonly<Record<keyof typeof configCatalog, Explanation>>;
