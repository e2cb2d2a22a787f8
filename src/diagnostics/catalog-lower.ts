import { entry, type NoParams } from "./catalog-entry.js";

/** What may be wrong with a document that can be read: each says how it is read all the same. */
export const lowerCatalog = {
  "lower/not-a-schema": entry({
    severity: "warning",
    message: (_: NoParams) => "a schema must be an object, true or false; read as unknown",
    hint: () => "write {} for anything",
  }),
  "lower/unsupported-keyword": entry({
    severity: "warning",
    message: (p: { keyword: string }) => `"${p.keyword}" is not checked yet: more is accepted than the document allows`,
    hint: () => "give each $dynamicAnchor of one name a schema with an $id of its own, or use $ref",
  }),
  "lower/invalid-pattern": entry({
    severity: "warning",
    message: (p: { pattern: string }) => `"${p.pattern}" is not a regular expression of ECMAScript; not checked`,
    hint: () => "JSON Schema patterns follow ECMA-262: no inline flags such as (?i), no possessive quantifiers",
  }),
  "lower/slow-pattern": entry({
    severity: "warning",
    message: (p: { pattern: string }) =>
      `"${p.pattern}" can take time that doubles with each character of a text; not checked`,
    hint: () => "let what is repeated begin or end with a character that nothing else in it can be: (a+,)+, not (a+)+",
  }),
  "lower/empty-enum": entry({
    severity: "warning",
    message: (_: NoParams) => "an enum without values accepts nothing: every value is refused",
    hint: () => "list the values, or leave enum out",
  }),
  "lower/required-pattern": entry({
    severity: "warning",
    message: (p: { name: string }) => `"${p.name}" is required, a pattern of names as RAML writes it; left out`,
    hint: () => "use patternProperties, or minProperties where any name will do",
  }),
  "lower/circular-alias": entry({
    severity: "warning",
    message: (p: { name: string }) => `the schema "${p.name}" is defined as nothing but itself; read as unknown`,
    hint: () => "let one of the references of the circle be a definition",
  }),
  "lower/circular-check": entry({
    severity: "warning",
    message: (p: { keyword: string; name: string }) =>
      `by this "${p.keyword}", whether a value fits "${p.name}" depends on whether it fits "${p.name}"; not checked`,
    hint: () => "refer to a schema that does not lead back here with the same value",
  }),
  "lower/reference-cycle": entry({
    severity: "warning",
    message: (_: NoParams) => "this reference leads back to itself; left out",
    hint: () => "let one of the references of the circle be a definition",
  }),
  "lower/duplicate-operation-id": entry({
    severity: "warning",
    message: (p: { operationId: string }) =>
      `another operation has the operationId "${p.operationId}" already; this one is named by its method and path`,
    hint: () => "give each operation an operationId of its own",
  }),
  "lower/unknown-style": entry({
    severity: "warning",
    message: (p: { style: string; place: string; known: string }) =>
      `"${p.style}" is no style of ${p.place === "body" ? "a form" : `a ${p.place} parameter`}; the usual one is taken`,
    hint: (p) => `the styles here: ${p.known}`,
  }),
  "lower/unused-path-parameter": entry({
    severity: "warning",
    message: (p: { parameter: string; path: string }) =>
      `the path "${p.path}" has no place for the path parameter "${p.parameter}"; left out`,
    hint: (p) => `add "{${p.parameter}}" to the path, or send it "in: query"`,
  }),
  "lower/undeclared-path-parameter": entry({
    severity: "warning",
    message: (p: { parameter: string; path: string }) =>
      `nobody declares the path parameter "${p.parameter}" of "${p.path}"; read as a required string`,
    hint: (p) => `declare it: { name: ${p.parameter}, in: path, required: true, schema: { type: string } }`,
  }),
  "lower/invalid-status": entry({
    severity: "warning",
    message: (p: { status: string; isTwice: boolean }) =>
      p.isTwice
        ? `the response status "${p.status}" is there already; left out`
        : `"${p.status}" is no response status; left out`,
    hint: () => 'a status is three digits, a range such as "4XX", or "default"',
  }),
  "lower/unknown-security-scheme": entry({
    severity: "warning",
    message: (p: { scheme: string }) => `the security scheme "${p.scheme}" is of no known kind; left out`,
    hint: () => "apiKey (with name and in), http, oauth2, openIdConnect and mutualTLS are known",
  }),
  "lower/undeclared-security-scheme": entry({
    severity: "warning",
    message: (p: { scheme: string }) => `no security scheme is called "${p.scheme}"; this alternative is left out`,
    hint: () => "declare it under components/securitySchemes",
  }),
  "lower/invalid-method": entry({
    severity: "warning",
    message: (p: { method: string; isTwice: boolean }) =>
      p.isTwice
        ? `this path has an operation for ${p.method} already, in the field of that name; left out`
        : `"${p.method}" is no method of HTTP; left out`,
    hint: () => "additionalOperations are for methods without a field of their own, written as they are sent",
  }),
  "lower/unsupported-webhook-signature": entry({
    severity: "warning",
    message: (_: NoParams) =>
      "webhooks that are signed in this way cannot be checked; read as if nothing were said of it",
    hint: () => "an HMAC of the body, timestamp, id and address can be checked; give `scheme` to `verifyWebhook`",
  }),
  "lower/invalid-retry-policy": entry({
    severity: "warning",
    message: (p: { extension: string; problem: string }) => `${p.extension}: ${p.problem}; left out`,
    hint: () => "what is left out is as the runtime has it: two retries, where they may help and do no harm",
  }),
  "lower/invalid-extension": entry({
    severity: "warning",
    message: (p: { extension: string; problem: string }) =>
      `${p.extension}: ${p.problem}; read as if it were not there`,
    hint: () => "the README of sdkwright lists the extensions that are read, and what each says",
  }),
  "lower/ignored-operations": entry({
    severity: "info",
    message: (p: { count: number; extension: string }) =>
      `${p.extension} leaves ${p.count === 1 ? "1 operation" : `${p.count} operations`} out`,
    hint: () =>
      'to have one all the same: operations: { "<operationId>": { skip: false } }, or its operationId in include',
  }),
  "lower/pagination-misfit": entry({
    severity: "warning",
    message: (p: { source: string; reason: string }) =>
      `the pagination rule of this operation (${p.source}) does not fit: ${p.reason}; not used`,
    hint: () => "the rule must name parameters and properties that the operation and its response declare",
  }),
};
