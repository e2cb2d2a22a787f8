import { configCatalog } from "./catalog-config.js";
import type { CatalogEntry } from "./catalog-entry.js";
import { lowerCatalog } from "./catalog-lower.js";
import { outputCatalog } from "./catalog-output.js";
import { overlayCatalog } from "./catalog-overlay.js";
import { planCatalog } from "./catalog-plan.js";
import { pluginCatalog } from "./catalog-plugin.js";
import { specCatalog } from "./catalog-spec.js";

export type { Severity } from "./catalog-entry.js";

/**
 * Every code there is. To add one: one entry in the file of its folder, with typed params, and, where a document shows
 * it, its `fixtures/invalid/<folder>-<slug>.yaml`.
 */
export const catalog = {
  ...configCatalog,
  ...specCatalog,
  ...overlayCatalog,
  ...lowerCatalog,
  ...planCatalog,
  ...outputCatalog,
  ...pluginCatalog,
} satisfies Record<string, CatalogEntry<never>>;

/** A stable code, `folder/slug`. */
export type DiagnosticCode = keyof typeof catalog;

/** What the message of a code needs. */
export type DiagnosticParams<Code extends DiagnosticCode> = Parameters<(typeof catalog)[Code]["message"]>[0];
