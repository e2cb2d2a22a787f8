import { entry, type NoParams } from "./catalog-entry.js";

/** What may be wrong with an overlay. */
export const overlayCatalog = {
  "overlay/unreadable": entry({
    severity: "error",
    message: (p: { source: string; reason: string }) => `cannot read the overlay ${p.source}: ${p.reason}`,
    hint: () => "an overlay is a path or an http(s) URL",
  }),
  "overlay/not-an-overlay": entry({
    severity: "error",
    message: (_: NoParams) => "this is not an OpenAPI Overlay",
    hint: () => "an overlay has overlay: 1.0.0 (or 1.1.0) at its top, and a list of actions",
  }),
  "overlay/invalid-target": entry({
    severity: "error",
    message: (p: { target: string; reason: string }) => `"${p.target}" is no JSONPath of RFC 9535: ${p.reason}`,
    hint: () => "names with other characters than letters, digits, _ and - are quoted: $.paths['/pets'].get",
  }),
  "overlay/invalid-action": entry({
    severity: "error",
    message: (p: { problem: string }) => `the action cannot be applied: ${p.problem}`,
    hint: () => "an action has a target and either update (merged into what is selected) or remove: true",
  }),
  "overlay/unmatched-action": entry({
    severity: "warning",
    message: (p: { target: string }) => `"${p.target}" selects nothing in the document; the action does nothing`,
    hint: () => "the document may have changed since; actions see what the ones before them have left",
  }),
};
