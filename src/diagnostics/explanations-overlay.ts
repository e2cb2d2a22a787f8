import type { overlayCatalog } from "./catalog-overlay.js";
import type { Explanation } from "./explanation.js";

export const overlayExplanations = {
  "overlay/unreadable": {
    meaning: "An overlay cannot be read from the disk or the network; nothing is generated.",
    why: "The document without it is not what was meant to be generated from.",
    mend: "Check the path: it is relative to the working folder, or to the configuration file that names it.",
  },
  "overlay/not-an-overlay": {
    meaning: "A file that is given as an overlay does not say overlay: 1.x.y, or has no list of actions.",
    why: "There is nothing in it that could be applied.",
    mend: "Write overlay: 1.0.0, info, and actions. The document itself is the input, not an overlay.",
  },
  "overlay/invalid-target": {
    meaning: "The target of an action is no JSONPath that sdkwright can read.",
    why: "Nobody knows what the action is about, so nothing is generated.",
    mend: "Write a query of RFC 9535: names, ['quoted names'], [0], [1:3], *, .. and filters such as [?@.deprecated == true], with length, count, value, match and search.",
  },
  "overlay/invalid-action": {
    meaning: "An action of an overlay cannot be applied: something is missing, or its update does not fit its target.",
    why: "The document would not be what the overlay asks for, so nothing is generated.",
    mend: "An object is updated by an object, a list by an item or a list (which are appended), a simple value by a simple value. To replace a list or an object, remove it in an action before.",
  },
  "overlay/unmatched-action": {
    meaning: "The target of an action selects nothing in the document; the action does nothing.",
    why: "What the overlay was to mend is unmended. Most often the document has renamed a path or a schema since.",
    mend: "Compare the target with the document, or remove the action. With --strict this is an error, so that CI notices.",
  },
} satisfies Readonly<Record<keyof typeof overlayCatalog, Explanation>>;
