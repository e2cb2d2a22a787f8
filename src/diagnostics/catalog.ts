/** How bad: an error stops the generation, a warning never does. */
export type Severity = "error" | "warning" | "info";

/** What one code says. `message` tells what is wrong and what was assumed; `hint` is an action. */
export interface CatalogEntry<Params> {
  readonly severity: Severity;
  message(params: Params): string;
  hint?(params: Params): string | undefined;
}

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
} satisfies Record<string, CatalogEntry<never>>;

/** A stable code, `folder/slug`. */
export type DiagnosticCode = keyof typeof catalog;

/** What the message of a code needs. */
export type DiagnosticParams<Code extends DiagnosticCode> = Parameters<(typeof catalog)[Code]["message"]>[0];

/** Ties the params of `hint` to those of `message`. */
function entry<Params>(value: CatalogEntry<Params>): CatalogEntry<Params> {
  return value;
}
