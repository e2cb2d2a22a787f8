/** Swagger 2.0, as far as references lead: https://swagger.io/specification/v2/ */
import { openapi3Shapes } from "./openapi3-shapes.js";
import { readShapes, type Shapes } from "./shape.js";

const operations = {
  get: "operation",
  put: "operation",
  post: "operation",
  delete: "operation",
  options: "operation",
  head: "operation",
  patch: "operation",
} as const;

const own = readShapes({
  document: {
    fields: {
      info: "info",
      paths: "paths",
      definitions: "schema{}",
      parameters: "parameter{}",
      responses: "response{}",
      securityDefinitions: "securityScheme{}",
      tags: "tag[]",
      externalDocs: "externalDocs",
    },
  },
  paths: { fields: { "*": "pathItem" } },
  pathItem: { isReferable: true, fields: { ...operations, parameters: "parameter[]" } },
  operation: {
    fields: { description: "string", parameters: "parameter[]", responses: "responses", externalDocs: "externalDocs" },
  },
  parameter: { isReferable: true, fields: { description: "string", schema: "schema", items: "schema" } },
  responses: { fields: { "*": "response" } },
  response: { isReferable: true, fields: { description: "string", schema: "schema", headers: "header{}" } },
  header: { fields: { description: "string" } },
  securityScheme: { fields: { description: "string" } },
});

const shared = ["info", "contact", "license", "tag", "externalDocs", "schema"] as const;

export const swagger2Shapes: Shapes = new Map([
  ...own,
  ...[...openapi3Shapes].filter(([kind]) => shared.some((name) => name === kind)),
]);
