import type { lowerCatalog } from "./catalog-lower.js";
import type { Explanation } from "./explanation.js";

export const lowerExplanations = {
  "lower/not-a-schema": {
    meaning: "Something stands where a schema belongs that is neither an object nor true or false; read as unknown.",
    why: "The value has no type in the SDK and is not checked.",
    mend: "Write a schema. {} or true accepts anything; a list of types belongs under type.",
  },
  "lower/unsupported-keyword": {
    meaning: "A $dynamicRef can mean several schemas that cannot be told apart beforehand; it is not checked.",
    why: "The type is unknown there, and the zod schema accepts more than the document allows.",
    mend: "Give each schema that declares a $dynamicAnchor of that name an $id of its own, so that its place says which is meant; or use $ref.",
  },
  "lower/invalid-pattern": {
    meaning: "A pattern is not a regular expression of ECMAScript; it is not checked.",
    why: "Values that the pattern should refuse are accepted. Most such patterns were written for another language.",
    mend: "JSON Schema patterns follow ECMA-262. Write [aA] for (?i)a, and + for the possessive ++; \\A and \\Z are ^ and $.",
  },
  "lower/slow-pattern": {
    meaning:
      "The pattern repeats something that itself repeats, so that a text can be split in exponentially many ways; it is left out of the schema.",
    why: "A value of some thirty characters that nearly fits would keep the process busy for minutes: whoever sends such a value stops the program (ReDoS).",
    mend: "Give what is repeated a fixed character at its begin or end that nothing else in it can be, as in ^([a-z]+,)+$, or repeat a single class of characters.",
  },
  "lower/empty-enum": {
    meaning: "An enum lists no values, so nothing fits it.",
    why: "Every value is refused: a request cannot be sent, a response always fails its validation.",
    mend: "List the values, or leave enum out where any value may come.",
  },
  "lower/required-pattern": {
    meaning:
      "`required` names a property between slashes that `properties` does not have: a pattern of names, as RAML writes it. It is left out.",
    why: "No object has a property of that very name: every response would fail its validation.",
    mend: "Say what names there may be with patternProperties, how many there must be with minProperties, and leave the pattern out of required.",
  },
  "lower/circular-alias": {
    meaning: "A schema is defined by others that lead back to it, and by nothing else; read as unknown.",
    why: "There is no type to write: the definition never arrives at a shape.",
    mend: "Give one schema of the circle a definition of its own (type, properties). A circle through a property or through items is fine: that is recursion.",
  },
  "lower/circular-check": {
    meaning:
      "Whether a value fits a schema depends on whether the same value fits that schema; this part is not checked.",
    why: "A check of it would never end. All other parts of the schema are checked.",
    mend: "Let not, if or the keyword that is named refer to a schema that does not lead back here with the same value.",
  },
  "lower/reference-cycle": {
    meaning: "A reference leads back to itself and to nothing else; it is left out.",
    why: "What was meant to stand there (a parameter, a response) is missing in the SDK.",
    mend: "Let one of the references of the circle be the definition.",
  },
  "lower/duplicate-operation-id": {
    meaning: "Two operations have the same operationId; the second is named by its method and path.",
    why: "An operationId becomes a function's name. The second function's name is longer, and changes if the order of the paths does.",
    mend: "Give each operation an operationId of its own.",
  },
  "lower/unknown-style": {
    meaning: "A parameter has a style that its place does not know; the usual style of the place is taken.",
    why: "Lists and objects may be sent in another form than the server reads.",
    mend: "Write one of the styles that the hint lists. In a query: form (a=1&a=2, or a=1,2 with explode: false), spaceDelimited, pipeDelimited, deepObject.",
  },
  "lower/unused-path-parameter": {
    meaning: "A path parameter is declared that the path has no place for; it is left out.",
    why: "The value could not be sent anywhere. Often the name is spelt differently in the path.",
    mend: "Add {name} to the path, correct the name, or declare it in: query.",
  },
  "lower/undeclared-path-parameter": {
    meaning: "The path has a place for a parameter that nobody declares; read as a required string.",
    why: "Its type and its description are missing in the SDK.",
    mend: "Declare it under parameters of the operation or of the path: { name: …, in: path, required: true, schema: … }.",
  },
  "lower/invalid-status": {
    meaning:
      "A key of responses is no status, or one that is there already in another spelling (4xx, 4XX); this response is left out.",
    why: "Its type is missing: such a response is treated as if it were not documented.",
    mend: 'Write three digits in quotes ("404"), a range ("4XX"), or default.',
  },
  "lower/unknown-security-scheme": {
    meaning: "A security scheme is of a kind that OpenAPI does not have, or lacks what its kind needs; it is left out.",
    why: "The client takes no credentials for it, so operations that need it are called without any.",
    mend: "Write type: apiKey (with name and in), http (with scheme), oauth2 (with flows), openIdConnect (with openIdConnectUrl) or mutualTLS.",
  },
  "lower/undeclared-security-scheme": {
    meaning: "security names a scheme that components/securitySchemes does not have; this alternative is left out.",
    why: "If it was the only one, the operation is called without credentials, and the server will refuse it.",
    mend: "Declare the scheme under components/securitySchemes, or correct its name.",
  },
  "lower/invalid-method": {
    meaning:
      "additionalOperations has a key that is no method, or a method that has a field of its own; it is left out.",
    why: "The operation is missing in the SDK.",
    mend: "Write the operation under get, put, post, delete, options, head, patch, trace or query where it is one of these; otherwise the method as it is sent, such as COPY.",
  },
  "lower/unsupported-webhook-signature": {
    meaning: "An extension describes a signature of webhooks that the SDK cannot check; read as if it were not there.",
    why: "verifyWebhook looks for the signature of Standard Webhooks instead, which the sender may not write.",
    mend: "Give verifyWebhook a `scheme` that describes the signature. An HMAC of the body, timestamp, id and address can be checked; signatures with public keys cannot.",
  },
  "lower/invalid-retry-policy": {
    meaning: "An extension about retries says something that cannot be used; that part of it is left out.",
    why: "Calls are repeated as the runtime does by default (twice, where it may help and do no harm), not as the document wanted.",
    mend: "Write numbers for times and counts, and statuses such as 429 or 5XX. Settings of the configuration (operations.<id>.retry) win over the document.",
  },
  "lower/invalid-extension": {
    meaning:
      "An extension about names, enums, defaults or servers holds something else than it should; read as if it were not there.",
    why: "What the author wanted to say with it is not in the SDK: a method has the name that the operationId gives it, for example.",
    mend: "Write what the message asks for, or leave the extension out. Settings of the configuration (operations.<id>.name) win over the document.",
  },
  "lower/ignored-operations": {
    meaning: "The document marks operations that SDKs shall leave out, such as with x-speakeasy-ignore: true.",
    why: "They are missing in the SDK, as the document's author wants it.",
    mend: "Nothing is wrong. Say operations: { <operationId>: { skip: false } } in the configuration, or name the operationId in include, to have one all the same.",
  },
  "lower/pagination-misfit": {
    meaning:
      "An extension or a setting describes pages that the operation does not have; the operation is called without pages.",
    why: "Whoever calls it gets one page, and no iterator over all of them.",
    mend: "Name a parameter that the operation has, and a property of its response, as the message says. pagination: false in operations.<id> of the configuration turns pages off without a word.",
  },
} satisfies Readonly<Record<keyof typeof lowerCatalog, Explanation>>;
