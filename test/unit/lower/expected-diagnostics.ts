/** What each document of `fixtures/invalid` that is the business of lowering is told, to the letter. */
export const expectedDiagnostics: Readonly<Record<string, string>> = {
  "lower-circular-alias.yaml": `lower-circular-alias.yaml:6:5 - warning lower/circular-alias: the schema "Chicken" is defined as nothing but itself; read as unknown
   6 |     Chicken: { allOf: [{ $ref: "#/components/schemas/Egg" }] }
     |     ^^^^^^^
   at #/components/schemas/Chicken
   hint: let one of the references of the circle be a definition
lower-circular-alias.yaml:7:5 - warning lower/circular-alias: the schema "Egg" is defined as nothing but itself; read as unknown
   7 |     Egg: { anyOf: [{ $ref: "#/components/schemas/Chicken" }, { type: string }] }
     |     ^^^
   at #/components/schemas/Egg
   hint: let one of the references of the circle be a definition
`,
  "lower-circular-check.yaml": `lower-circular-check.yaml:6:5 - warning lower/circular-check: by this "not", whether a value fits "Other" depends on whether it fits "Other"; not checked
   6 |     Other: { type: object, not: { $ref: "#/components/schemas/Other" } }
     |     ^^^^^
   at #/components/schemas/Other
   hint: refer to a schema that does not lead back here with the same value
`,
  "lower-duplicate-operation-id.yaml": `lower-duplicate-operation-id.yaml:5:12 - warning lower/duplicate-operation-id: another operation has the operationId "list" already; this one is named by its method and path
   5 |   /toys: { get: { operationId: list, responses: { "204": { description: Done. } } } }
     |            ^^^
   at #/paths/~1toys/get
   hint: give each operation an operationId of its own
`,
  "lower-empty-enum.yaml": `lower-empty-enum.yaml:6:5 - warning lower/empty-enum: an enum without values accepts nothing: every value is refused
   6 |     Nothing: { type: string, enum: [] }
     |     ^^^^^^^
   at #/components/schemas/Nothing
   hint: list the values, or leave enum out
`,
  "lower-invalid-method.yaml": `lower-invalid-method.yaml:7:7 - warning lower/invalid-method: this path has an operation for GET already, in the field of that name; left out
   7 |       GET: { operationId: listAgain, responses: { "204": { description: Done. } } }
     |       ^^^
   at #/paths/~1things/additionalOperations/GET
   hint: additionalOperations are for methods without a field of their own, written as they are sent
lower-invalid-method.yaml:8:7 - warning lower/invalid-method: "NOT ONE" is no method of HTTP; left out
   8 |       NOT ONE: { operationId: neverCalled, responses: { "204": { description: Done. } } }
     |       ^^^^^^^
   at #/paths/~1things/additionalOperations/NOT ONE
   hint: additionalOperations are for methods without a field of their own, written as they are sent
`,
  "lower-invalid-pattern.yaml": `lower-invalid-pattern.yaml:6:36 - warning lower/invalid-pattern: "(?i)abc" is not a regular expression of ECMAScript; not checked
   6 |     Code: { type: string, pattern: "(?i)abc" }
     |                                    ^^^^^^^^^
   at #/components/schemas/Code/pattern
   hint: JSON Schema patterns follow ECMA-262: no inline flags such as (?i), no possessive quantifiers
lower-invalid-pattern.yaml:7:47 - warning lower/invalid-pattern: "(" is not a regular expression of ECMAScript; not checked
   7 |     Map: { type: object, patternProperties: { "(": { type: string } } }
     |                                               ^^^
   at #/components/schemas/Map/patternProperties/(
   hint: JSON Schema patterns follow ECMA-262: no inline flags such as (?i), no possessive quantifiers
`,
  "lower-ignored-operations.yaml": `lower-ignored-operations.yaml:8:5 - info lower/ignored-operations: x-speakeasy-ignore leaves 1 operation out
   8 |     delete:
     |     ^^^^^^
   at #/paths/~1pets/delete
   hint: to have one all the same: operations: { "<operationId>": { skip: false } }, or its operationId in include
`,
  "lower-invalid-extension.yaml": `lower-invalid-extension.yaml:7:7 - warning lower/invalid-extension: x-speakeasy-group: it is no text; read as if it were not there
   7 |       x-speakeasy-group: [pets, animals]
     |       ^^^^^^^^^^^^^^^^^
   at #/paths/~1pets/get/x-speakeasy-group
   hint: the README of sdkwright lists the extensions that are read, and what each says
`,
  "lower-invalid-retry-policy.yaml": `lower-invalid-retry-policy.yaml:7:25 - warning lower/invalid-retry-policy: x-scalar-retries: it is no whole number from 0 on; left out
   7 |       x-scalar-retries: often
     |                         ^^^^^
   at #/paths/~1pets/get/x-scalar-retries
   hint: what is left out is as the runtime has it: two retries, where they may help and do no harm
`,
  "lower-invalid-status.yaml": `lower-invalid-status.yaml:4:63 - warning lower/invalid-status: "2XY" is no response status; left out
   4 |   /pets: { get: { responses: { "204": { description: Done. }, 2XY: { description: Done. } } } }
     |                                                               ^^^
   at #/paths/~1pets/get/responses/2XY
   hint: a status is three digits, a range such as "4XX", or "default"
`,
  "lower-pagination-misfit.yaml": `lower-pagination-misfit.yaml:5:5 - warning lower/pagination-misfit: the pagination rule of this operation (x-fern-pagination) does not fit: the request's body has no "/cursor"; not used
   5 |     get:
     |     ^^^
   at #/paths/~1pets/get
   hint: the rule must name parameters and properties that the operation and its response declare
`,
  "lower-required-pattern.yaml": `lower-required-pattern.yaml:6:28 - warning lower/required-pattern: "/^[a-z]{2}$/" is required, a pattern of names as RAML writes it; left out
   6 |     Names: { type: object, required: ["/^[a-z]{2}$/"], additionalProperties: { type: string } }
     |                            ^^^^^^^^
   at #/components/schemas/Names/required
   hint: use patternProperties, or minProperties where any name will do
`,
  "lower-slow-pattern.yaml": `lower-slow-pattern.yaml:6:37 - warning lower/slow-pattern: "^(\\w+\\s?)*$" can take time that doubles with each character of a text; not checked
   6 |     Words: { type: string, pattern: "^(\\\\w+\\\\s?)*$" }
     |                                     ^^^^^^^^^^^^^^^
   at #/components/schemas/Words/pattern
   hint: let what is repeated begin or end with a character that nothing else in it can be: (a+,)+, not (a+)+
`,
  "lower-undeclared-path-parameter.yaml": `lower-undeclared-path-parameter.yaml:4:20 - warning lower/undeclared-path-parameter: nobody declares the path parameter "petId" of "/pets/{petId}"; read as a required string
   4 |   /pets/{petId}: { get: { responses: { "204": { description: Done. } } } }
     |                    ^^^
   at #/paths/~1pets~1{petId}/get
   hint: declare it: { name: petId, in: path, required: true, schema: { type: string } }
`,
  "lower-undeclared-security-scheme.yaml": `lower-undeclared-security-scheme.yaml:4:30 - warning lower/undeclared-security-scheme: no security scheme is called "nowhere"; this alternative is left out
   4 |   /pets: { get: { security: [{ nowhere: [] }], responses: { "204": { description: Done. } } } }
     |                              ^
   at #/paths/~1pets/get/security/0
   hint: declare it under components/securitySchemes
`,
  "lower-unknown-security-scheme.yaml": `lower-unknown-security-scheme.yaml:4:34 - warning lower/unknown-security-scheme: the security scheme "odd" is of no known kind; left out
   4 | components: { securitySchemes: { odd: { type: magic } } }
     |                                  ^^^
   at #/components/securitySchemes/odd
   hint: apiKey (with name and in), http, oauth2, openIdConnect and mutualTLS are known
`,
  "lower-unknown-style.yaml": `lower-unknown-style.yaml:6:51 - warning lower/unknown-style: "commas" is no style of a query parameter; the usual one is taken
   6 |       parameters: [{ name: ids, in: query, style: commas, schema: { type: array } }]
     |                                                   ^^^^^^
   at #/paths/~1pets/get/parameters/0/style
   hint: the styles here: form, spaceDelimited, pipeDelimited, deepObject
`,
  "lower-unsupported-keyword.yaml": `lower-unsupported-keyword.yaml:6:26 - warning lower/unsupported-keyword: "$dynamicRef" is not checked yet: more is accepted than the document allows
   6 |     List: { type: array, items: { $dynamicRef: "#item" } }
     |                          ^^^^^
   at #/components/schemas/List/items
   hint: give each $dynamicAnchor of one name a schema with an $id of its own, or use $ref
`,
  "lower-unsupported-webhook-signature.yaml": `lower-unsupported-webhook-signature.yaml:3:1 - warning lower/unsupported-webhook-signature: webhooks that are signed in this way cannot be checked; read as if nothing were said of it
   3 | x-fern-webhook-signature: { type: asymmetric, asymmetric-algorithm: ed25519 }
     | ^^^^^^^^^^^^^^^^^^^^^^^^
   at #/x-fern-webhook-signature
   hint: an HMAC of the body, timestamp, id and address can be checked; give \`scheme\` to \`verifyWebhook\`
`,
  "lower-unused-path-parameter.yaml": `lower-unused-path-parameter.yaml:6:20 - warning lower/unused-path-parameter: the path "/pets" has no place for the path parameter "petId"; left out
   6 |       parameters: [{ name: petId, in: path, required: true, schema: { type: string } }]
     |                    ^
   at #/paths/~1pets/get/parameters/0
   hint: add "{petId}" to the path, or send it "in: query"
`,
};
