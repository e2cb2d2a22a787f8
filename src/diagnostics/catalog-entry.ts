/** How bad: an error stops the generation, a warning never does. */
export type Severity = "error" | "warning" | "info";

/** What one code says. `message` tells what is wrong and what was assumed; `hint` is an action. */
export interface CatalogEntry<Params> {
  readonly severity: Severity;
  message(params: Params): string;
  hint?(params: Params): string | undefined;
}

/** The params of a code that says the same each time. */
export type NoParams = Record<string, never>;

/** Ties the params of `hint` to those of `message`. */
export function entry<Params>(value: CatalogEntry<Params>): CatalogEntry<Params> {
  return value;
}
