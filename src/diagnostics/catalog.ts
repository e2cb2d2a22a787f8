import { type CatalogEntry, entry } from "./catalog-entry.js";
import { lowerCatalog } from "./catalog-lower.js";

export type { Severity } from "./catalog-entry.js";

/** Every code there is. To add one: one entry here, with typed params, and its `fixtures/invalid/<folder>-<slug>.yaml`. */
export const catalog = {
  "spec/unreadable": entry({
    severity: "error",
    message: (p: { source: string; reason: string }) => `cannot read ${p.source}: ${p.reason}`,
  }),
  "spec/yaml-syntax": entry({ severity: "error", message: (p: { reason: string }) => p.reason }),
  "spec/json-syntax": entry({ severity: "error", message: (p: { reason: string }) => p.reason }),
  "spec/unsupported-version": entry({
    severity: "error",
    message: (p: { version: string }) => `${p.version} is not a version of OpenAPI that can be read`,
    hint: () => "Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 can be read",
  }),
  "spec/unresolved-ref": entry({
    severity: "warning",
    message: (p: { ref: string; suggestion?: string | undefined }) => `"${p.ref}" points at nothing; read as unknown`,
    hint: (p) => (p.suggestion === undefined ? undefined : `did you mean "${p.suggestion}"?`),
  }),
  ...lowerCatalog,
} satisfies Record<string, CatalogEntry<never>>;

/** A stable code, `folder/slug`. */
export type DiagnosticCode = keyof typeof catalog;

/** What the message of a code needs. */
export type DiagnosticParams<Code extends DiagnosticCode> = Parameters<(typeof catalog)[Code]["message"]>[0];
