import { entry, type NoParams } from "./catalog-entry.js";

/** What may be wrong with a document's text and structure. */
export const specCatalog = {
  "spec/unreadable": entry({
    severity: "error",
    message: (p: { source: string; reason: string }) => `cannot read ${p.source}: ${p.reason}`,
    hint: () => "the input is a path, an http(s) URL, or - for standard input",
  }),
  "spec/empty-document": entry({
    severity: "error",
    message: (_: NoParams) => "the document is empty",
  }),
  "spec/yaml-syntax": entry({
    severity: "error",
    message: (p: { reason: string }) => `this is not YAML: ${p.reason}`,
  }),
  "spec/json-syntax": entry({
    severity: "error",
    message: (p: { reason: string }) => `this is not JSON: ${p.reason}`,
  }),
  "spec/yaml-indentation": entry({
    severity: "warning",
    message: (_: NoParams) =>
      "this line is indented less than YAML wants it inside a quoted string or brackets; read as a part of them",
    hint: () => "indent the line deeper than the key that the value belongs to",
  }),
  "spec/duplicate-key": entry({
    severity: "warning",
    message: (p: { key: string }) => `the key "${p.key}" stands here a second time; the last one counts`,
    hint: () => "remove or rename one of them",
  }),
  "spec/several-documents": entry({
    severity: "warning",
    message: (_: NoParams) => "the file holds several YAML documents; only the first is read",
    hint: () => "split the file at its --- lines",
  }),
  "spec/yaml-cycle": entry({
    severity: "error",
    message: (_: NoParams) => "a YAML alias stands inside of what it names, so that the document has no end",
    hint: () => "say recursion with $ref",
  }),
  "spec/too-many-aliases": entry({
    severity: "error",
    message: (_: NoParams) => "written out, the YAML aliases of this document make more than 10 million objects",
    hint: () => "name what is repeated under components and refer to it with $ref",
  }),
  "spec/too-deep": entry({
    severity: "error",
    message: (_: NoParams) => "objects and lists nest more than 500 deep",
    hint: () => "name inner schemas under components and refer to them with $ref",
  }),
  "spec/not-openapi": entry({
    severity: "error",
    message: (p: { found: string }) => `this is ${p.found}, not an OpenAPI document`,
    hint: () =>
      'an OpenAPI document says `openapi: 3.1.0`, or another version, at its top; Swagger says `swagger: "2.0"`',
  }),
  "spec/unsupported-version": entry({
    severity: "error",
    message: (p: { key: string; version: string }) => `${p.key} ${p.version} cannot be read`,
    hint: () => "Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 can be read",
  }),
  "spec/unresolved-ref": entry({
    severity: "warning",
    message: (p: { ref: string; suggestion?: string | undefined }) => `"${p.ref}" points at nothing; read as unknown`,
    hint: (p) => (p.suggestion === undefined ? undefined : `did you mean "${p.suggestion}"?`),
  }),
};
