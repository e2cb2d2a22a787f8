import type { specCatalog } from "./catalog-spec.js";
import type { Explanation } from "./explanation.js";

export const specExplanations = {
  "spec/unreadable": {
    meaning: "The document cannot be read from the disk or the network.",
    why: "There is nothing to generate from.",
    mend: "Check the path (it is relative to the working folder, or to the configuration file) or the URL. A URL must answer with the document itself, without a login.",
  },
  "spec/too-large": {
    meaning: "The document, with all that it refers to, is larger than may be read: 64 MB and 2,000 files by default.",
    why: "Reading takes memory in proportion, some 40 bytes for each byte of a large document. A stranger's document could take all there is.",
    mend: "Raise the limit with --limit megabytes=128 or --limit files=5000 (limits in the configuration), and give Node.js more memory: NODE_OPTIONS=--max-old-space-size=8192.",
  },
  "spec/empty-document": {
    meaning: "The document has no content but comments and white space.",
    why: "There is nothing to generate from. In a pipe, the command before has failed, most often.",
    mend: "Give the right file. A document begins with its version: openapi: 3.1.0.",
  },
  "spec/yaml-syntax": {
    meaning: "The text is not YAML at the place that is shown.",
    why: "Whatever stands behind that place could mean anything.",
    mend: "Usual causes: a colon and a space in a text without quotes, a quote that is never closed, a tab used to indent. Put the text into quotes.",
  },
  "spec/json-syntax": {
    meaning: "The text is not JSON at the place that is shown.",
    why: "Whatever stands behind that place could mean anything.",
    mend: "Usual causes: a comma that is missing, a text without quotes, a file that was cut off.",
  },
  "spec/json-extras": {
    meaning: "The JSON has comments or a comma before a closing bracket; read without them.",
    why: "Other tools refuse such a document.",
    mend: "Remove them, or write the document as YAML, which has comments.",
  },
  "spec/yaml-indentation": {
    meaning: "A line inside a quoted text or brackets is indented less than YAML wants; read as a part of them.",
    why: "Other tools refuse such a document.",
    mend: "Indent the line deeper than the key that the value belongs to.",
  },
  "spec/duplicate-key": {
    meaning: "An object has the same key twice; the last one counts.",
    why: "What stands under the first is not in the SDK. After a merge, this is how operations get lost.",
    mend: "Rename or remove one of them, or join what stands under both.",
  },
  "spec/several-documents": {
    meaning: "The file holds several YAML documents; only the first is read.",
    why: "The operations of the others are missing in the SDK.",
    mend: "Split the file at its --- lines, and generate an SDK from each, or join them.",
  },
  "spec/yaml-cycle": {
    meaning: "A YAML alias (*name) stands inside of what it names.",
    why: "Such a document has no end when it is written out.",
    mend: "Define the schema under components/schemas and refer to it with $ref, which may be recursive.",
  },
  "spec/too-many-aliases": {
    meaning:
      "Written out, the YAML aliases of the document make more objects than may be read (10 million by default).",
    why: "No memory holds that. Documents of this kind are known as an attack (billion laughs).",
    mend: "Name what is repeated under components, and refer to it with $ref.",
  },
  "spec/too-many-nodes": {
    meaning: "A file has more objects and lists than may be read: 10 million by default.",
    why: "Each takes memory, however short its text is. A stranger's document could take all there is.",
    mend: "Raise the limit with --limit nodes=20000000 (limits in the configuration).",
  },
  "spec/too-deep": {
    meaning: "Objects and lists nest deeper than may be read: 200 levels by default.",
    why: "Nobody writes this by hand; a generator has most likely inlined a recursive schema.",
    mend: "Name the inner schemas under components/schemas, and refer to them with $ref; or raise the limit with --limit depth=400 (limits in the configuration), as far as the stack of Node.js carries (node --stack-size).",
  },
  "spec/not-openapi": {
    meaning: "The file is something else than an OpenAPI document.",
    why: "There is nothing to generate from.",
    mend: 'Give the OpenAPI document, whose top has openapi: 3.x.y, or swagger: "2.0". Postman collections, AsyncAPI and RAML have converters of their own.',
  },
  "spec/unsupported-version": {
    meaning: "The document is of a version of OpenAPI that sdkwright does not know.",
    why: "What its keywords mean is not known.",
    mend: "Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 can be read. Swagger 1.2 has to be converted first.",
  },
  "spec/unresolved-ref": {
    meaning: "A $ref points at nothing; read as unknown.",
    why: "The SDK has no type there, and nothing is checked.",
    mend: "Correct the reference, as the hint suggests, or define what it names. Names are case-sensitive; / in a name is written ~1, and ~ is ~0.",
  },
  "spec/ref-not-a-string": {
    meaning: "A $ref is something else than text; it is left out.",
    why: "It refers to nothing.",
    mend: "Write the address as text. A property that is called $ref is declared under properties.",
  },
  "spec/misplaced-ref": {
    meaning: "A $ref stands where OpenAPI allows none, such as in the place of all responses; it is left out.",
    why: "What it was to bring in may be missing.",
    mend: "Refer to each member on its own: each response, each property.",
  },
  "spec/ref-siblings": {
    meaning: "Before OpenAPI 3.1, keywords beside a $ref have no meaning; they are ignored.",
    why: "A description, a default or a limit that was written there is not in the SDK.",
    mend: "Write allOf: [{ $ref: … }] with the other keywords beside it, or move the document to OpenAPI 3.1.",
  },
  "spec/ref-cycle": {
    meaning: "References lead from one to the other in a circle and name nothing; read as unknown.",
    why: "The SDK has no type there, and nothing is checked.",
    mend: "Let one of the references of the circle be a definition.",
  },
  "spec/wrong-type": {
    meaning:
      "A field of the document holds a value of another type than OpenAPI wants; the message says how it is read.",
    why: "Where no reading is obvious the field is left out, and what it says is not in the SDK.",
    mend: "Write a value of the type that the message names. In YAML, quotes make a text of a number or of true.",
  },
  "spec/missing-paths": {
    meaning:
      "The document has no paths (and, since OpenAPI 3.1, neither webhooks nor components): there is nothing to call.",
    why: "The SDK has a client without operations.",
    mend: "Describe the operations under paths. In a document of several files, give the one that has them.",
  },
  "spec/path-without-slash": {
    meaning: "A path does not begin with a slash; it is read as if it did, unless that path exists as well.",
    why: "OpenAPI appends the path to the server's address, where a slash would be missing.",
    mend: "Begin the path with a slash.",
  },
  "spec/missing-responses": {
    meaning: "An operation declares no responses; the type of its result is unknown.",
    why: "Whoever calls it gets no type, no validation and no typed errors.",
    mend: "Describe at least the response of success, such as 200 with its schema, or 204.",
  },
  "spec/incomplete-parameter": {
    meaning: "A parameter has no name or does not say where it is sent; it is left out.",
    why: "The SDK cannot send it.",
    mend: "Give it name and in (path, query, header or cookie).",
  },
  "spec/unknown-location": {
    meaning: "A parameter is to be sent in a place that OpenAPI does not have; it is left out.",
    why: "The SDK cannot send it.",
    mend: "in is one of path, query, header, cookie, and since 3.2 querystring. What Swagger 2.0 calls body and formData is requestBody since OpenAPI 3.0.",
  },
  "spec/nullable-in-31": {
    meaning:
      "The document says OpenAPI 3.1 and uses nullable, which is a part of 3.0; read as in 3.0, in the whole document.",
    why: "Other tools ignore it, so that null is no part of the type there.",
    mend: 'Write type: [string, "null"], or anyOf with { type: "null" }.',
  },
  "spec/collection-format": {
    meaning: 'A collectionFormat that Swagger 2.0 does not have, or not in this place; read as "csv".',
    why: "Lists are sent with commas, which the server may not read.",
    mend: "Write csv, ssv, tsv or pipes; multi repeats the name of a parameter and is for queries and forms. Where the server wants another form, join the list yourself and declare a string.",
  },
  "spec/several-bodies": {
    meaning: "An operation of Swagger 2.0 has several bodies; the first counts, the others are left out.",
    why: "A request has one body.",
    mend: "Make one body parameter of them, with an object as its schema, or declare all of them in: formData.",
  },
  "spec/unreadable-ref": {
    meaning: "A $ref leads to another file that cannot be read; read as unknown.",
    why: "The SDK has no type there, and nothing is checked.",
    mend: "A reference is relative to the document that it stands in. Check that the file exists, or that the URL answers.",
  },
  "spec/ref-not-allowed": {
    meaning: "A $ref leads to a file or server that this document may not read; read as unknown.",
    why: "A document from elsewhere could otherwise have sdkwright read files of your machine or addresses of your network, and write them into the SDK.",
    mend: "Where you trust the document: --allow-refs-from <dir> for a folder, --allow-remote-refs for other servers. allowRefsFrom and allowRemoteRefs are the settings.",
  },
} satisfies Readonly<Record<keyof typeof specCatalog, Explanation>>;
