import { entry, type NoParams } from "./catalog-entry.js";

/** What may be wrong with a document's text and structure. */
export const specCatalog = {
  "spec/unreadable": entry({
    severity: "error",
    message: (p: { source: string; reason: string }) => `cannot read ${p.source}: ${p.reason}`,
    hint: () => "the input is a path, an http(s) URL, or - for standard input",
  }),
  "spec/too-large": entry({
    severity: "error",
    message: (p: { limit: "megabytes" | "files"; most: number }) =>
      p.limit === "megabytes"
        ? `the document, with what it refers to, has more than ${p.most} MB`
        : `the document refers to more than ${p.most} files`,
    hint: (p) => `raise the limit with --limit ${p.limit}=${p.most * 2}, if the document is to be trusted`,
  }),
  "spec/empty-document": entry({
    severity: "error",
    message: (_: NoParams) => "the document is empty",
    hint: () => "is it the right file? An OpenAPI document begins with its version: openapi: 3.1.0",
  }),
  "spec/yaml-syntax": entry({
    severity: "error",
    message: (p: { reason: string }) => `this is not YAML: ${p.reason}`,
  }),
  "spec/json-syntax": entry({
    severity: "error",
    message: (p: { reason: string }) => `this is not JSON: ${p.reason}`,
  }),
  "spec/json-extras": entry({
    severity: "warning",
    message: (_: NoParams) => "JSON has no comments and no comma before a closing bracket; read without them",
    hint: () => "remove them, or write the document as YAML",
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
    message: (p: { most: number }) =>
      `written out, the YAML aliases of this document make more than ${p.most.toLocaleString("en-US")} objects`,
    hint: (p) =>
      `name what is repeated under components and refer to it with $ref, or raise the limit with --limit nodes=${p.most * 2}`,
  }),
  "spec/too-many-nodes": entry({
    severity: "error",
    message: (p: { most: number }) => `the file holds more than ${p.most.toLocaleString("en-US")} objects and lists`,
    hint: (p) => `raise the limit with --limit nodes=${p.most * 2}, if the document is to be trusted`,
  }),
  "spec/too-deep": entry({
    severity: "error",
    message: (p: { most: number; isStack?: boolean }) =>
      p.isStack === true
        ? "objects and lists nest deeper than the stack of Node.js carries"
        : `objects and lists nest more than ${p.most.toLocaleString("en-US")} deep`,
    hint: (p) =>
      p.isStack === true
        ? `name inner schemas under components and refer to them with $ref; --limit depth=${p.most} let them in`
        : `name inner schemas under components and refer to them with $ref, or raise the limit with --limit depth=${p.most * 2}`,
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
    hint: (p) =>
      p.suggestion === undefined
        ? "define what it names, or take the reference out"
        : `did you mean "${p.suggestion}"?`,
  }),
  "spec/ref-not-a-string": entry({
    severity: "warning",
    message: (_: NoParams) => "$ref must be a string; left out",
    hint: () => "a property named $ref belongs under properties",
  }),
  "spec/misplaced-ref": entry({
    severity: "warning",
    message: (_: NoParams) => "no reference can stand here; left out",
    hint: () => "refer to each member on its own",
  }),
  "spec/ref-siblings": entry({
    severity: "info",
    message: (p: { keywords: string }) =>
      `before OpenAPI 3.1 nothing beside $ref has a meaning; ignored: ${p.keywords}`,
    hint: () => "write allOf: [{ $ref: … }] and the rest beside it",
  }),
  "spec/ref-cycle": entry({
    severity: "warning",
    message: (p: { ref: string }) => `"${p.ref}" leads back to itself and names nothing; read as unknown`,
    hint: () => "let one of the references of the circle be a definition",
  }),
  "spec/wrong-type": entry({
    severity: "warning",
    message: (p: { name: string; expected: string; found: string; read: string }) =>
      `${p.name} must be ${p.expected}, not ${p.found}; ${p.read}`,
    hint: (p) => `write ${p.expected}`,
  }),
  "spec/missing-paths": entry({
    severity: "warning",
    message: (_: NoParams) => "the document has no paths: there is nothing to call",
    hint: () => "describe the API's operations under paths",
  }),
  "spec/path-without-slash": entry({
    severity: "warning",
    message: (p: { path: string; isFree: boolean }) =>
      p.isFree
        ? `the path "${p.path}" does not begin with a slash; read as "/${p.path}"`
        : `the path "${p.path}" does not begin with a slash, and "/${p.path}" exists; left out`,
    hint: (p) => `write "/${p.path}"`,
  }),
  "spec/missing-responses": entry({
    severity: "warning",
    message: (_: NoParams) => "the operation declares no responses; its result is unknown",
    hint: () => "describe at least the response of success",
  }),
  "spec/incomplete-parameter": entry({
    severity: "warning",
    message: (p: { missing: string }) => `the parameter has no ${p.missing}; left out`,
    hint: () => "a parameter needs name and in (path, query, header or cookie)",
  }),
  "spec/unknown-location": entry({
    severity: "warning",
    message: (p: { location: string }) => `"${p.location}" is no place for a parameter; left out`,
    hint: () => "a parameter is in path, query, header, cookie or querystring",
  }),
  "spec/nullable-in-31": entry({
    severity: "warning",
    message: (_: NoParams) =>
      "nullable is not a part of OpenAPI 3.1; read as in 3.0, here and in the rest of the document",
    hint: () => 'write type: [string, "null"]',
  }),
  "spec/collection-format": entry({
    severity: "warning",
    message: (p: { format: string }) => `there is no collectionFormat "${p.format}" here; read as "csv"`,
    hint: () => "write csv, ssv, tsv or pipes, or in a query or form multi",
  }),
  "spec/several-bodies": entry({
    severity: "warning",
    message: (_: NoParams) => "a request has one body, and the operation has one already; this parameter is left out",
    hint: () => "make one body parameter of them, or only form parameters",
  }),
  "spec/unreadable-ref": entry({
    severity: "warning",
    message: (p: { ref: string; reason: string }) => `"${p.ref}" cannot be read: ${p.reason}; read as unknown`,
    hint: () => "a reference is relative to the document that it stands in",
  }),
  "spec/ref-not-allowed": entry({
    severity: "warning",
    message: (p: { ref: string; location: string; refusal: keyof typeof refusals }) =>
      `"${p.ref}" ${refusals[p.refusal].message}; read as unknown`,
    hint: (p) => refusals[p.refusal].hint(p.location),
  }),
};

const refusals = {
  outside: {
    message: "leads out of the folder of the document",
    hint: (location: string) => `if it may be read, say --allow-refs-from ${folderOf(location)}`,
  },
  remote: {
    message: "is on another server than the document",
    hint: () => "if it may be fetched, say --allow-remote-refs",
  },
  private: {
    message: "is an address of a private network, which only a document of this machine or of that network may read",
    hint: () => "download the documents and generate from the copies",
  },
  "local-from-remote": {
    message: "is a file of this machine, and the document comes from the network",
    hint: () => "download the document with its files and generate from the copy",
  },
};

function folderOf(location: string): string {
  const slash = location.lastIndexOf("/");
  return slash <= 0 ? "." : location.slice(0, slash);
}
