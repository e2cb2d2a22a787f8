import { createRequire } from "node:module";

/**
 * TypeScript's parser: 0.2 s, so only where something is to be written; ts-morph, which brings one as well, takes 0.3 s. An
 * `import()` takes 0.2 s more: Node.js then looks for the names that can be imported in all of TypeScript's source.
 */
export function loadTypeScript(): typeof import("typescript") {
  // The package's own types.
  return createRequire(import.meta.url)("typescript") as typeof import("typescript");
}
