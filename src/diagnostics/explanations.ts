import type { DiagnosticCode } from "./catalog.js";
import type { Explanation } from "./explanation.js";
import { configExplanations } from "./explanations-config.js";
import { lowerExplanations } from "./explanations-lower.js";
import { outputExplanations } from "./explanations-output.js";
import { overlayExplanations } from "./explanations-overlay.js";
import { planExplanations } from "./explanations-plan.js";
import { pluginExplanations } from "./explanations-plugin.js";
import { specExplanations } from "./explanations-spec.js";

/** What `sdkwright explain` says of each code: one entry a code of the catalogue, in the same file layout. */
export const explanations: Readonly<Record<DiagnosticCode, Explanation>> = {
  ...configExplanations,
  ...specExplanations,
  ...overlayExplanations,
  ...lowerExplanations,
  ...planExplanations,
  ...outputExplanations,
  ...pluginExplanations,
};

// The keys of a record are its names.
export const diagnosticCodes = Object.keys(explanations) as readonly DiagnosticCode[];
