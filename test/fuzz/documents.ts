import fc from "fast-check";
import { mutated, randomOf } from "../hostile/mutate.js";
import { name, schemaNames } from "./names.js";
import { schema } from "./schemas.js";

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 });

const mediaType = fc.constantFrom(
  "application/json",
  "application/problem+json",
  "application/x-www-form-urlencoded",
  "multipart/form-data",
  "text/plain",
  "text/event-stream",
  "application/jsonl",
  "application/octet-stream",
  "application/xml",
  "*/*",
  "application/json; charset=utf-8",
);
const content = fc.dictionary(mediaType, fc.record({ schema: maybe(schema) }), { maxKeys: 2 });
const parameter = fc.record({
  name,
  in: fc.constantFrom("path", "query", "header", "cookie", "query"),
  required: maybe(fc.boolean()),
  style: maybe(fc.constantFrom("form", "simple", "label", "matrix", "deepObject", "pipeDelimited", "spaceDelimited")),
  explode: maybe(fc.boolean()),
  schema: maybe(schema),
  content: maybe(content),
});
const response = fc.record({
  description: name,
  headers: maybe(fc.dictionary(name, fc.record({ schema }), { maxKeys: 2 })),
  content: maybe(content),
});
const status = fc.constantFrom("200", "201", "204", "302", "400", "404", "4XX", "429", "5XX", "default");
const security = fc.array(fc.dictionary(fc.constantFrom("key", "token", "oauth"), fc.constant([]), { maxKeys: 2 }), {
  maxLength: 2,
});
const operation = fc.record({
  operationId: maybe(name),
  tags: maybe(fc.array(name, { maxLength: 2 })),
  summary: maybe(name),
  description: maybe(name),
  parameters: maybe(fc.array(parameter, { maxLength: 4 })),
  requestBody: maybe(fc.record({ required: maybe(fc.boolean()), content })),
  responses: fc.dictionary(status, response, { maxKeys: 3 }),
  deprecated: maybe(fc.boolean()),
  security: maybe(security),
});
const method = fc.constantFrom("get", "put", "post", "delete", "patch", "head", "query");
const segment = fc.oneof(
  name.map((text) => text.replaceAll("/", "")),
  name.map((text) => `{${text.replaceAll(/[{}/]/g, "")}}`),
);
const path = fc.array(segment, { maxLength: 4 }).map((segments) => `/${segments.join("/")}`);

const schemes = {
  key: { type: "apiKey", in: "header", name: "X-Key" },
  token: { type: "http", scheme: "bearer" },
  oauth: {
    type: "oauth2",
    flows: { clientCredentials: { tokenUrl: "https://a.example/token", scopes: { read: "Read" } } },
  },
};

/** Documents that keep to OpenAPI's shape, save that names may collide and references dangle. */
export const valid: fc.Arbitrary<string> = fc
  .record({
    openapi: fc.constantFrom("3.0.3", "3.1.0", "3.2.0"),
    info: fc.record({ title: name, version: name, description: maybe(name) }),
    servers: maybe(
      fc.array(fc.record({ url: fc.constantFrom("https://a.example/v1", "/", "http://{x}") }), { maxLength: 2 }),
    ),
    security: maybe(security),
    paths: fc.dictionary(path, fc.dictionary(method, operation, { maxKeys: 2 }), { maxKeys: 4 }),
    webhooks: maybe(fc.dictionary(name, fc.dictionary(method, operation, { maxKeys: 1 }), { maxKeys: 1 })),
    components: fc.record({
      schemas: fc.dictionary(fc.oneof(fc.constantFrom<string>(...schemaNames), name), schema, {
        minKeys: 1,
        maxKeys: 8,
      }),
      securitySchemes: fc.constant(schemes),
    }),
  })
  .map((document) => JSON.stringify(document));

/** Documents in which something is deleted, swapped or of another kind. */
export const nearlyValid: fc.Arbitrary<string> = fc
  .tuple(valid, fc.nat())
  .map(([text, seed]) => JSON.stringify(mutated(JSON.parse(text), randomOf(seed)).document));

/** Texts that a person would not call a document. */
export const garbage: fc.Arbitrary<string> = fc.oneof(
  fc.json(),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.jsonValue().map((value) => JSON.stringify({ openapi: "3.1.0", info: value, paths: value, components: value })),
  fc.jsonValue().map((value) => JSON.stringify({ swagger: "2.0", info: {}, paths: value, definitions: value })),
  fc.tuple(valid, fc.nat(), fc.nat()).map(([text, from, length]) => {
    const start = from % text.length;
    return text.slice(0, start) + text.slice(start + (length % 40));
  }),
  fc
    .array(
      fc.constantFrom(
        "openapi: 3.1.0",
        "paths:",
        "  /a:",
        "  - ",
        "&a",
        "*a",
        "? ",
        "<<: *a",
        "|",
        "'",
        "{",
        "]",
        "\t",
        "--- ",
        "!!x",
      ),
      { maxLength: 12 },
    )
    .map((lines) => lines.join("\n")),
);
