/** OpenAPI 3.2, 4: https://spec.openapis.org/oas/v3.2.0.html. What 3.0 and 3.1 have is a part of it. */
import { schemaShape } from "./schema-shape.js";
import { readShapes, type Shapes } from "./shape.js";

const describedLink = { description: "string", summary: "string" } as const;

const operations = {
  get: "operation",
  put: "operation",
  post: "operation",
  delete: "operation",
  options: "operation",
  head: "operation",
  patch: "operation",
  trace: "operation",
  query: "operation",
  additionalOperations: "operation{}",
} as const;

const parameterFields = {
  ...describedLink,
  required: "boolean",
  deprecated: "boolean",
  allowEmptyValue: "boolean",
  style: "string",
  explode: "boolean",
  allowReserved: "boolean",
  schema: "schema",
  content: "mediaType{}",
  examples: "example{}",
} as const;

export const openapi3Shapes: Shapes = readShapes({
  document: {
    fields: {
      $self: "string",
      info: "info",
      jsonSchemaDialect: "string",
      servers: "server[]",
      paths: "paths",
      webhooks: "pathItem{}",
      components: "components",
      security: "object[]",
      tags: "tag[]",
      externalDocs: "externalDocs",
    },
  },
  info: {
    fields: {
      ...describedLink,
      title: "string",
      termsOfService: "string",
      contact: "contact",
      license: "license",
      version: "string",
    },
  },
  contact: { fields: { name: "string", url: "string", email: "string" } },
  license: { fields: { name: "string", identifier: "string", url: "string" } },
  server: { fields: { url: "string", name: "string", description: "string", variables: "serverVariable{}" } },
  serverVariable: { fields: { enum: "string[]", default: "string", description: "string" } },
  paths: { fields: { "*": "pathItem" } },
  pathItem: {
    isReferable: true,
    fields: { ...describedLink, ...operations, servers: "server[]", parameters: "parameter[]" },
  },
  operation: {
    fields: {
      ...describedLink,
      tags: "string[]",
      externalDocs: "externalDocs",
      operationId: "string",
      parameters: "parameter[]",
      requestBody: "requestBody",
      responses: "responses",
      callbacks: "callback{}",
      deprecated: "boolean",
      security: "object[]",
      servers: "server[]",
    },
  },
  externalDocs: { fields: { description: "string", url: "string" } },
  parameter: { isReferable: true, fields: { ...parameterFields, name: "string", in: "string" } },
  header: { isReferable: true, fields: parameterFields },
  requestBody: { isReferable: true, fields: { ...describedLink, content: "mediaType{}", required: "boolean" } },
  mediaType: {
    isReferable: true,
    fields: {
      schema: "schema",
      itemSchema: "schema",
      examples: "example{}",
      encoding: "encoding{}",
      prefixEncoding: "encoding[]",
      itemEncoding: "encoding",
    },
  },
  encoding: {
    fields: {
      contentType: "string",
      headers: "header{}",
      style: "string",
      explode: "boolean",
      allowReserved: "boolean",
      encoding: "encoding{}",
      prefixEncoding: "encoding[]",
      itemEncoding: "encoding",
    },
  },
  responses: { fields: { "*": "response" } },
  response: {
    isReferable: true,
    fields: { ...describedLink, headers: "header{}", content: "mediaType{}", links: "link{}" },
  },
  callback: { isReferable: true, fields: { "*": "pathItem" } },
  example: { isReferable: true, fields: { ...describedLink, externalValue: "string" } },
  link: {
    isReferable: true,
    fields: {
      operationRef: "string",
      operationId: "string",
      parameters: "any{}",
      description: "string",
      server: "server",
    },
  },
  tag: {
    fields: {
      ...describedLink,
      name: "string",
      externalDocs: "externalDocs",
      parent: "string",
      kind: "string",
    },
  },
  schema: schemaShape,
  discriminator: { fields: { propertyName: "string", mapping: "string{}", defaultMapping: "string" } },
  securityScheme: {
    isReferable: true,
    fields: {
      type: "string",
      description: "string",
      name: "string",
      in: "string",
      scheme: "string",
      bearerFormat: "string",
      flows: "flows",
      openIdConnectUrl: "string",
      oauth2MetadataUrl: "string",
      deprecated: "boolean",
    },
  },
  flows: {
    fields: {
      implicit: "flow",
      password: "flow",
      clientCredentials: "flow",
      authorizationCode: "flow",
      deviceAuthorization: "flow",
    },
  },
  flow: {
    fields: {
      authorizationUrl: "string",
      deviceAuthorizationUrl: "string",
      tokenUrl: "string",
      refreshUrl: "string",
      scopes: "string{}",
    },
  },
  components: {
    fields: {
      schemas: "schema{}",
      responses: "response{}",
      parameters: "parameter{}",
      examples: "example{}",
      requestBodies: "requestBody{}",
      headers: "header{}",
      securitySchemes: "securityScheme{}",
      links: "link{}",
      callbacks: "callback{}",
      pathItems: "pathItem{}",
      mediaTypes: "mediaType{}",
    },
  },
});
