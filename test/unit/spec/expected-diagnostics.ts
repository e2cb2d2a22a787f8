/** What each document of `fixtures/invalid` that is the reader's business is told, to the letter. */
export const expectedDiagnostics: Readonly<Record<string, { readonly isRead: boolean; readonly text: string }>> = {
  "spec-collection-format.yaml": {
    isRead: true,
    text: `spec-collection-format.yaml:7:92 - warning spec/collection-format: there is no collectionFormat "dots" here; read as "csv"
   7 |         - { name: tags, in: query, type: array, items: { type: string }, collectionFormat: dots }
     |                                                                                            ^^^^
   at #/paths/~1pets/get/parameters/0/collectionFormat
   hint: write csv, ssv, tsv or pipes, or in a query or form multi
`,
  },
  "spec-duplicate-key.yaml": {
    isRead: true,
    text: `spec-duplicate-key.yaml:6:5 - warning spec/duplicate-key: the key "get" stands here a second time; the last one counts
   6 |     get: { operationId: findPets, responses: { "200": { description: Pets } } }
     |     ^
   hint: remove or rename one of them
`,
  },
  "spec-empty-document.yaml": {
    isRead: false,
    text: `spec-empty-document.yaml:1:1 - error spec/empty-document: the document is empty
   1 | # Nothing but a comment.
     | ^
   hint: is it the right file? An OpenAPI document begins with its version: openapi: 3.1.0
`,
  },
  "spec-incomplete-parameter.yaml": {
    isRead: true,
    text: `spec-incomplete-parameter.yaml:7:11 - warning spec/incomplete-parameter: the parameter has no "in"; left out
   7 |         - { name: limit, schema: { type: integer } }
     |           ^
   at #/paths/~1pets/get/parameters/0
   hint: a parameter needs name and in (path, query, header or cookie)
spec-incomplete-parameter.yaml:8:11 - warning spec/incomplete-parameter: the parameter has no "name" and "in"; left out
   8 |         - { schema: { type: integer } }
     |           ^
   at #/paths/~1pets/get/parameters/1
   hint: a parameter needs name and in (path, query, header or cookie)
`,
  },
  "spec-json-extras.json": {
    isRead: true,
    text: `spec-json-extras.json:2:23 - warning spec/json-extras: JSON has no comments and no comma before a closing bracket; read without them
   2 |   "openapi": "3.1.0", // the newest
     |                       ^
   hint: remove them, or write the document as YAML
`,
  },
  "spec-json-syntax.json": {
    isRead: false,
    text: `spec-json-syntax.json:3:29 - error spec/json-syntax: this is not JSON: , or } is expected here
   3 |   "info": { "title": "Pets" "version": "1.0" },
     |                             ^
`,
  },
  "spec-misplaced-ref.yaml": {
    isRead: true,
    text: `spec-misplaced-ref.yaml:10:27 - warning spec/unresolved-ref: "#/components/none" points at nothing; read as unknown
   10 |       properties: { $ref: '#/components/none' }
      |                           ^^^^^^^^^^^^^^^^^^^
   at #/components/schemas/Pet/properties
   hint: define what it names, or take the reference out
spec-misplaced-ref.yaml:6:26 - warning spec/misplaced-ref: no reference can stand here; left out
   6 |       responses: { $ref: 5 }
     |                          ^
   at #/paths/~1pets/get/responses
   hint: refer to each member on its own
`,
  },
  "spec-missing-paths.yaml": {
    isRead: true,
    text: `spec-missing-paths.yaml:1:1 - warning spec/missing-paths: the document has no paths: there is nothing to call
   1 | openapi: 3.0.3
     | ^
   hint: describe the API's operations under paths
`,
  },
  "spec-missing-responses.yaml": {
    isRead: true,
    text: `spec-missing-responses.yaml:5:5 - warning spec/missing-responses: the operation declares no responses; its result is unknown
   5 |     get:
     |     ^^^
   at #/paths/~1pets/get
   hint: describe at least the response of success
`,
  },
  "spec-not-openapi.yaml": {
    isRead: false,
    text: `spec-not-openapi.yaml:1:1 - error spec/not-openapi: this is an AsyncAPI document, not an OpenAPI document
   1 | asyncapi: 3.0.0
     | ^
   hint: an OpenAPI document says \`openapi: 3.1.0\`, or another version, at its top; Swagger says \`swagger: "2.0"\`
`,
  },
  "spec-nullable-in-31.yaml": {
    isRead: true,
    text: `spec-nullable-in-31.yaml:6:37 - warning spec/nullable-in-31: nullable is not a part of OpenAPI 3.1; read as in 3.0, here and in the rest of the document
   6 |     Name: { type: string, nullable: true }
     |                                     ^^^^
   at #/components/schemas/Name/nullable
   hint: write type: [string, "null"]
`,
  },
  "spec-path-without-slash.yaml": {
    isRead: true,
    text: `spec-path-without-slash.yaml:4:3 - warning spec/path-without-slash: the path "pets" does not begin with a slash; read as "/pets"
   4 |   pets:
     |   ^^^^
   at #/paths/pets
   hint: write "/pets"
spec-path-without-slash.yaml:8:3 - warning spec/path-without-slash: the path "dogs" does not begin with a slash, and "/dogs" exists; left out
   8 |   dogs:
     |   ^^^^
   at #/paths/dogs
   hint: write "/dogs"
`,
  },
  "spec-ref-cycle.yaml": {
    isRead: true,
    text: `spec-ref-cycle.yaml:7:13 - warning spec/ref-cycle: "#/components/schemas/Animal" leads back to itself and names nothing; read as unknown
   7 |       $ref: '#/components/schemas/Animal'
     |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   at #/components/schemas/Pet
   hint: let one of the references of the circle be a definition
`,
  },
  "spec-ref-not-a-string.yaml": {
    isRead: true,
    text: `spec-ref-not-a-string.yaml:7:7 - warning spec/ref-not-a-string: $ref must be a string; left out
   7 |       $ref: { type: string }
     |       ^^^^
   at #/components/schemas/Pet
   hint: a property named $ref belongs under properties
`,
  },
  "spec-ref-not-allowed.yaml": {
    isRead: true,
    text: `spec-ref-not-allowed.yaml:7:13 - warning spec/ref-not-allowed: "../../package.json" leads out of the folder of the document; read as unknown
   7 |       $ref: ../../package.json
     |             ^^^^^^^^^^^^^^^^^^
   at #/components/schemas/Pet
   hint: if it may be read, say --allow-refs-from ../..
spec-ref-not-allowed.yaml:9:13 - warning spec/ref-not-allowed: "https://example.com/dog.yaml" is on another server than the document; read as unknown
   9 |       $ref: https://example.com/dog.yaml
     |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   at #/components/schemas/Dog
   hint: if it may be fetched, say --allow-remote-refs
`,
  },
  "spec-ref-siblings.yaml": {
    isRead: true,
    text: `spec-ref-siblings.yaml:11:17 - info spec/ref-siblings: before OpenAPI 3.1 nothing beside $ref has a meaning; ignored: maxLength
   11 |           $ref: '#/components/schemas/Name'
      |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^
   at #/components/schemas/Pet/properties/name
   hint: write allOf: [{ $ref: … }] and the rest beside it
`,
  },
  "spec-several-bodies.yaml": {
    isRead: true,
    text: `spec-several-bodies.yaml:8:11 - warning spec/several-bodies: a request has one body, and the operation has one already; this parameter is left out
   8 |         - { name: owner, in: body, schema: { type: object } }
     |           ^
   at #/paths/~1pets/post/parameters/1
   hint: make one body parameter of them, or only form parameters
spec-several-bodies.yaml:9:11 - warning spec/several-bodies: a request has one body, and the operation has one already; this parameter is left out
   9 |         - { name: photo, in: formData, type: file }
     |           ^
   at #/paths/~1pets/post/parameters/2
   hint: make one body parameter of them, or only form parameters
`,
  },
  "spec-several-documents.yaml": {
    isRead: true,
    text: `spec-several-documents.yaml:5:1 - warning spec/several-documents: the file holds several YAML documents; only the first is read
   5 | openapi: 3.1.0
     | ^
   hint: split the file at its --- lines
`,
  },
  "spec-too-deep.json": {
    isRead: false,
    text: `spec-too-deep.json:1:1 - error spec/too-deep: objects and lists nest more than 200 deep
   1 | {
     | ^
   hint: name inner schemas under components and refer to them with $ref, or raise the limit with --limit depth=400
`,
  },
  "spec-too-many-aliases.yaml": {
    isRead: false,
    text: `spec-too-many-aliases.yaml:12:1 - error spec/too-many-aliases: written out, the YAML aliases of this document make more than 10,000,000 objects
   12 | x-a8: &a8 [*a7, *a7, *a7, *a7, *a7, *a7, *a7, *a7, *a7]
      | ^^^^
   at #/x-a8
   hint: name what is repeated under components and refer to it with $ref, or raise the limit with --limit nodes=20000000
`,
  },
  "spec-unknown-location.yaml": {
    isRead: true,
    text: `spec-unknown-location.yaml:7:30 - warning spec/unknown-location: "qeury" is no place for a parameter; left out
   7 |         - { name: limit, in: qeury, schema: { type: integer } }
     |                              ^^^^^
   at #/paths/~1pets/get/parameters/0/in
   hint: a parameter is in path, query, header, cookie or querystring
`,
  },
  "spec-unreadable-ref.yaml": {
    isRead: true,
    text: `spec-unreadable-ref.yaml:7:13 - warning spec/unreadable-ref: "no-such-file.yaml" cannot be read: no such file; read as unknown
   7 |       $ref: no-such-file.yaml
     |             ^^^^^^^^^^^^^^^^^
   at #/components/schemas/Pet
   hint: a reference is relative to the document that it stands in
spec-unreadable-ref.yaml:9:13 - warning spec/unreadable-ref: "urn:example:dog" cannot be read: only files and http(s) URLs can be read; read as unknown
   9 |       $ref: urn:example:dog
     |             ^^^^^^^^^^^^^^^
   at #/components/schemas/Dog
   hint: a reference is relative to the document that it stands in
`,
  },
  "spec-unresolved-ref.yaml": {
    isRead: true,
    text: `spec-unresolved-ref.yaml:12:23 - warning spec/unresolved-ref: "#/components/schemas/Pat" points at nothing; read as unknown
   12 |                 $ref: '#/components/schemas/Pat'
      |                       ^^^^^^^^^^^^^^^^^^^^^^^^^^
   at #/paths/~1pets/get/responses/200/content/application~1json/schema
   hint: did you mean "#/components/schemas/Pet"?
`,
  },
  "spec-unsupported-version.yaml": {
    isRead: false,
    text: `spec-unsupported-version.yaml:1:10 - error spec/unsupported-version: OpenAPI 4.0.0 cannot be read
   1 | openapi: 4.0.0
     |          ^^^^^
   at #/openapi
   hint: Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 can be read
`,
  },
  "spec-wrong-type.yaml": {
    isRead: true,
    text: `spec-wrong-type.yaml:3:7 - warning spec/wrong-type: "tags" must be a list, not a string; left out
   3 | tags: pets
     |       ^^^^
   at #/tags
   hint: write a list
spec-wrong-type.yaml:7:13 - warning spec/wrong-type: "tags" must be a list, not a string; read as a list of one
   7 |       tags: pets
     |             ^^^^
   at #/paths/~1pets/get/tags
   hint: write a list
spec-wrong-type.yaml:8:19 - warning spec/wrong-type: "deprecated" must be true or false, not a string; read as true
   8 |       deprecated: "true"
     |                   ^^^^^^
   at #/paths/~1pets/get/deprecated
   hint: write true or false
spec-wrong-type.yaml:10:11 - warning spec/wrong-type: an item of "parameters" must be an object, not null; left out
   10 |         - null
      |           ^^^^
   at #/paths/~1pets/get/parameters/0
   hint: write an object
spec-wrong-type.yaml:11:71 - warning spec/wrong-type: "minimum" must be a number, not a string; read as 1
   11 |         - { name: limit, in: query, schema: { type: integer, minimum: "1", maximum: many } }
      |                                                                       ^^^
   at #/paths/~1pets/get/parameters/1/schema/minimum
   hint: write a number
spec-wrong-type.yaml:11:85 - warning spec/wrong-type: "maximum" must be a number, not a string; left out
   11 |         - { name: limit, in: query, schema: { type: integer, minimum: "1", maximum: many } }
      |                                                                                     ^^^^
   at #/paths/~1pets/get/parameters/1/schema/maximum
   hint: write a number
spec-wrong-type.yaml:13:16 - warning spec/wrong-type: "200" must be an object, not a string; left out
   13 |         "200": A list of pets
      |                ^^^^^^^^^^^^^^
   at #/paths/~1pets/get/responses/200
   hint: write an object
spec-wrong-type.yaml:18:17 - warning spec/wrong-type: "required" must be a list, not a boolean; left out
   18 |       required: true
      |                 ^^^^
   at #/components/schemas/Pet/required
   hint: write a list
spec-wrong-type.yaml:19:27 - warning spec/wrong-type: "name" must be a schema (an object, true or false), not a string; read as unknown
   19 |       properties: { name: string }
      |                           ^^^^^^
   at #/components/schemas/Pet/properties/name
   hint: write a schema (an object, true or false)
`,
  },
  "spec-yaml-cycle.yaml": {
    isRead: false,
    text: `spec-yaml-cycle.yaml:9:9 - error spec/yaml-cycle: a YAML alias stands inside of what it names, so that the document has no end
   9 |         next: *node
     |         ^^^^
   at #/components/schemas/Node/properties/next
   hint: say recursion with $ref
`,
  },
  "spec-yaml-indentation.yaml": {
    isRead: true,
    text: `spec-yaml-indentation.yaml:4:3 - warning spec/yaml-indentation: this line is indented less than YAML wants it inside a quoted string or brackets; read as a part of them
   4 |   goes on"
     |   ^
   hint: indent the line deeper than the key that the value belongs to
`,
  },
  "spec-yaml-syntax.yaml": {
    isRead: false,
    text: `spec-yaml-syntax.yaml:3:10 - error spec/yaml-syntax: this is not YAML: Nested mappings are not allowed in compact mappings
   3 |   title: Pets: the API
     |          ^
spec-yaml-syntax.yaml:6:1 - error spec/yaml-syntax: this is not YAML: Missing closing "quote
`,
  },
};
