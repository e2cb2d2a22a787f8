import { entry } from "./catalog-entry.js";

/** What may be wrong with what the user asked for; there is no place in the document to show. */
export const configCatalog = {
  "config/unmatched-selection": entry({
    severity: "warning",
    message: (p: { pattern: string; suggestion?: string | undefined }) =>
      `no operation of the document is what "${p.pattern}" asks for`,
    hint: (p) =>
      p.suggestion === undefined
        ? "include and exclude take tag:<tag>, a path such as /pets/**, or an operationId; sdkwright inspect lists them"
        : `did you mean "${p.suggestion}"?`,
  }),
  "config/unknown-operation": entry({
    severity: "warning",
    message: (p: { name: string; suggestion?: string | undefined }) =>
      `the document has no operation "${p.name}"; its settings are not used`,
    hint: (p) =>
      p.suggestion === undefined
        ? "operations are named by their operationId or as GET /pets; sdkwright inspect lists them"
        : `did you mean "${p.suggestion}"?`,
  }),
  "config/taken-name": entry({
    severity: "warning",
    message: (p: { operation: string; wanted: string; name: string }) =>
      `the configuration calls ${p.operation} "${p.wanted}", which is taken; it is called ${p.name}`,
    hint: () => "sdkwright inspect lists the names that there are",
  }),
  "config/unknown-template": entry({
    severity: "warning",
    message: (p: { path: string; suggestion?: string | undefined; known: string }) =>
      `${p.path} is the template of nothing; not used`,
    hint: (p) => (p.suggestion === undefined ? `there are: ${p.known}` : `did you mean ${p.suggestion}?`),
  }),
  "config/broken-template": entry({
    severity: "error",
    message: (p: { path: string; reason: string }) => `the template ${p.path} cannot be used: ${p.reason}`,
    hint: () => "templates are Handlebars with the helpers literal, prose and inline, and the values of our own one",
  }),
};
