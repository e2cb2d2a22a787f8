import { expect, test } from "vitest";
import { inspectApi } from "../../../src/surface/inspect.js";
import { compileText } from "../../scenarios/support/compile.js";

const document = `
openapi: 3.1.0
info: { title: Pet Shop, version: 2.0.0 }
servers: [{ url: "https://api.example.com/{version}", variables: { version: { default: v1 } } }, { url: /relative }]
security: [{ apiKey: [] }]
paths:
  /pets/{petId}:
    get:
      operationId: getPet
      tags: [pets]
      deprecated: true
      parameters:
        - { name: petId, in: path, required: true, schema: { type: string } }
        - { name: petId, in: query, schema: { type: array, items: { type: string } }, style: pipeDelimited }
        - { name: filter, in: query, content: { application/json: { schema: { type: object } } } }
      responses:
        "200": { description: Found., content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }
        "304": { description: As you know it. }
        "404": { description: None., content: { application/problem+json: { schema: { $ref: "#/components/schemas/Problem" } } } }
        "500": { description: Broken. }
    put:
      operationId: replacePet
      tags: [pets]
      security: [{ apiKey: [], token: [write] }, {}]
      requestBody:
        required: true
        content:
          application/xml: { schema: { type: string } }
          application/json: { schema: { $ref: "#/components/schemas/Pet" } }
      responses:
        "200": { description: The picture., content: { image/png: {} } }
  /health:
    get:
      security: []
      responses:
        default: { description: Well., content: { text/plain: { schema: { type: string } } } }
components:
  securitySchemes:
    apiKey: { type: apiKey, in: header, name: X-Key }
    token: { type: http, scheme: bearer }
  schemas:
    Pet: { type: object, properties: { name: { type: string } } }
    Problem: { type: object, properties: { title: { type: string } } }
`;

// contract.md, 4.
const want = {
  format: 1,
  api: {
    title: "Pet Shop",
    version: "2.0.0",
    specVersion: "3.1.0",
    name: "PetShop",
    servers: ["https://api.example.com/{version}", "/relative"],
  },
  operations: [
    {
      operationId: "getPet",
      method: "GET",
      path: "/pets/{petId}",
      resource: "pets",
      function: "getPet",
      resourceMethod: "get",
      module: "operations/pets.ts",
      deprecated: true,
      params: [
        { name: "petId", wireName: "petId", in: "path", required: true, style: "simple", explode: false },
        { name: "petIdQuery", wireName: "petId", in: "query", required: false, style: "pipeDelimited", explode: false },
        { name: "filter", wireName: "filter", in: "query", required: false, contentType: "application/json" },
      ],
      body: null,
      responses: [
        { status: "200", contentTypes: ["application/json"], kind: "json" },
        { status: "304", contentTypes: [], kind: "empty" },
      ],
      errors: [
        { status: "404", class: "NotFoundProblem" },
        { status: "500", class: "ServerError" },
      ],
      pagination: null,
      security: [["apiKey"]],
    },
    {
      operationId: "replacePet",
      method: "PUT",
      path: "/pets/{petId}",
      resource: "pets",
      function: "replacePet",
      resourceMethod: "replace",
      module: "operations/pets.ts",
      deprecated: false,
      params: [{ name: "petId", wireName: "petId", in: "path", required: true, style: "simple", explode: false }],
      body: { required: true, contentTypes: ["application/json", "application/xml"] },
      responses: [{ status: "200", contentTypes: ["image/png"], kind: "binary" }],
      errors: [],
      pagination: null,
      security: [["apiKey", "token"], []],
    },
    {
      operationId: "getHealth",
      method: "GET",
      path: "/health",
      resource: "health",
      function: "getHealth",
      resourceMethod: "get",
      module: "operations/health.ts",
      deprecated: false,
      params: [],
      body: null,
      responses: [{ status: "default", contentTypes: ["text/plain"], kind: "text" }],
      errors: [],
      pagination: null,
      security: [],
    },
  ],
  schemas: [
    { name: "Pet", pointer: "/components/schemas/Pet" },
    { name: "Problem", pointer: "/components/schemas/Problem" },
  ],
  webhooks: [],
};

test("inspect says all of contract.md, 4, and in that order", async () => {
  const { api, plan } = await compileText(document);
  const found = inspectApi(api, plan);
  expect(found).toEqual(want);
  // The order of members is part of what a reader sees.
  expect(JSON.stringify(found)).toBe(JSON.stringify(want));
});

test("every file that it names is written, and every function stands in its file", async () => {
  const { texts } = await compileText(document);
  for (const { module, function: name } of want.operations) {
    expect(texts.get(module)).toContain(`export function ${name}(`);
  }
});
