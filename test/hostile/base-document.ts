/** Asked for the value of a slot: the harmless one, or a payload in its place. */
export type Fill = (slot: string, harmless: string) => unknown;

/** Keys are text, whatever they are filled with. */
function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

type Entries = readonly (readonly [key: unknown, value: unknown])[];

/** An object whose keys may be anything, `__proto__` too. */
function record(...entries: Entries): object {
  return Object.fromEntries(entries.map(([key, value]) => [asText(key), value]));
}

function media(type: unknown, schema: unknown, more: object = {}): object {
  return record([type, { schema, ...more }]);
}

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

/** A document with text of every kind in every place that holds some. */
export function baseDocument(fill: Fill): object {
  return {
    openapi: fill("openapi extension", "3.1.0"),
    info: {
      title: fill("info title", "Base"),
      version: fill("info version", "1.0.0"),
      summary: fill("info summary", "A base"),
      description: fill("info description", "All there is."),
      contact: { name: fill("contact name", "Nobody") },
    },
    servers: [
      {
        url: fill("server url", "https://a.example/v1"),
        name: fill("server name", "main"),
        description: fill("server description", "Main"),
        variables: record([
          fill("server variable name", "region"),
          {
            default: fill("server variable default", "eu"),
            enum: [fill("server variable value", "eu"), "us"],
            description: fill("server variable description", "Where"),
          },
        ]),
      },
    ],
    tags: [{ name: "pets", description: fill("tag description", "Animals") }],
    security: [{ key: [] }],
    paths: record(
      [`/pets/${asText(fill("path", "all"))}/{petId}`, { parameters: [petId], get: getPet(fill), put: putPet(fill) }],
      [`/things-${asText(fill("first segment", "all"))}`, { get: { responses: { 204: { description: "Done." } } } }],
      [`/params/{${asText(fill("path parameter name", "at"))}}`, { get: manyParameters(fill) }],
    ),
    components: {
      schemas: schemas(fill),
      responses: record([
        fill("response name", "Gone"),
        {
          description: fill("response description", "It is gone."),
          content: media("application/json", ref("Problem")),
        },
      ]),
      securitySchemes: securitySchemes(fill),
    },
    webhooks: record([
      fill("webhook name", "pet.sold"),
      {
        post: {
          summary: fill("webhook summary", "Sold"),
          requestBody: { content: media("application/json", ref("Pet")) },
          responses: { 204: { description: "Fine." } },
        },
      },
    ]),
  };
}

const petId = { name: "petId", in: "path", required: true, schema: { type: "string" } };

function getPet(fill: Fill): object {
  return {
    operationId: fill("operationId", "getPet"),
    tags: [fill("tag name", "pets")],
    summary: fill("operation summary", "Get a pet"),
    description: fill("operation description", "One of them."),
    responses: record(
      [
        "200",
        {
          description: fill("status description", "The pet."),
          headers: record([fill("header name", "X-Rate"), { schema: { type: "integer" } }]),
          content: media(fill("response media type", "application/json"), ref("Pet"), {
            examples: record([fill("example name", "one"), { value: fill("media example", "x") }]),
          }),
          links: record([fill("link name", "owner"), { operationId: "putPet" }]),
        },
      ],
      [
        "404",
        { description: fill("error description", "None."), content: media("application/problem+json", ref("Problem")) },
      ],
      [
        "409",
        {
          description: "Busy.",
          content: media("application/json", {
            type: "object",
            properties: record([fill("error property name", "owner"), { type: "string" }]),
          }),
        },
      ],
    ),
  };
}

function putPet(fill: Fill): object {
  return {
    operationId: "putPet",
    tags: ["pets"],
    requestBody: {
      description: fill("body description", "The pet."),
      content: {
        ...media("application/json", ref("Pet")),
        ...media(fill("request media type", "application/x-pet"), { type: "string" }),
        "multipart/form-data": {
          schema: {
            type: "object",
            properties: record([fill("form property name", "file"), { type: "string", format: "binary" }]),
          },
          encoding: record([
            fill("encoding name", "file"),
            { contentType: fill("encoding content type", "image/png") },
          ]),
        },
      },
    },
    servers: [{ url: fill("operation server url", "https://b.example") }],
    security: [record(["key", []]), record(["oauth", [fill("needed scope", "read")]])],
    responses: { 204: { description: "Done." } },
  };
}

function manyParameters(fill: Fill): object {
  const text = { type: "string" };
  return {
    operationId: "many",
    tags: ["pets"],
    parameters: [
      {
        name: fill("query parameter name", "q"),
        in: "query",
        description: fill("parameter description", "Query"),
        schema: { ...text, default: fill("parameter default", "x"), enum: [fill("parameter value", "x"), "y"] },
      },
      {
        name: fill("header parameter name", "X-Head"),
        in: "header",
        example: fill("parameter example", "x"),
        schema: text,
      },
      { name: fill("cookie parameter name", "crumb"), in: "cookie", schema: text },
      { name: "json", in: "query", content: media(fill("parameter media type", "application/json"), text) },
    ],
    responses: { 204: { description: "Done." } },
  };
}

function schemas(fill: Fill): object {
  return record(
    [
      "Pet",
      {
        type: "object",
        title: fill("schema title", "Pet"),
        description: fill("schema description", "A pet."),
        required: [fill("required name", "name")],
        properties: record(
          [
            "name",
            {
              type: "string",
              description: fill("property description", "Its name."),
              format: fill("format", "name"),
              pattern: fill("pattern", "^a$"),
            },
          ],
          [
            fill("property name", "colour"),
            {
              type: "string",
              title: fill("property title", "Colour"),
              default: fill("property default", "red"),
              examples: [fill("property example", "blue")],
            },
          ],
          ["kind", { enum: [fill("enum value", "cat"), "dog"], "x-enum-varnames": [fill("extension", "Cat")] }],
          ["tag", { const: fill("const value", "fixed") }],
          ["other", { $ref: "#/components/schemas/Other" }],
        ),
        additionalProperties: { type: "string" },
      },
    ],
    [
      "Other",
      {
        oneOf: [ref("Cat"), ref("Dog")],
        discriminator: {
          propertyName: fill("discriminator name", "kind"),
          mapping: record([fill("discriminator value", "cat"), "#/components/schemas/Cat"]),
        },
      },
    ],
    ["Cat", { type: "object", required: ["kind"], properties: { kind: { const: "cat" } } }],
    ["Dog", { allOf: [ref("Cat"), { type: "object", properties: { lives: { type: "integer" } } }] }],
    ["Problem", { type: "object", properties: { title: { type: "string" } } }],
    [
      fill("schema name", "Thing"),
      {
        type: "object",
        patternProperties: record([fill("property pattern", "^x-"), { type: "string" }]),
        dependentRequired: record([fill("dependent name", "a"), [fill("dependent value", "b")]]),
        properties: { self: { type: "string" } },
      },
    ],
  );
}

function securitySchemes(fill: Fill): object {
  return record(
    [
      "key",
      {
        type: "apiKey",
        in: "header",
        name: fill("api key name", "X-Key"),
        description: fill("scheme description", "A key."),
      },
    ],
    [fill("scheme name", "login"), { type: "http", scheme: "basic" }],
    ["odd", { type: "http", scheme: fill("http scheme", "Digest") }],
    [
      "oauth",
      {
        type: "oauth2",
        flows: {
          clientCredentials: {
            tokenUrl: fill("token url", "https://a.example/token"),
            scopes: record([fill("scope", "read"), fill("scope description", "Read.")]),
          },
        },
      },
    ],
    ["oidc", { type: "openIdConnect", openIdConnectUrl: fill("openid url", "https://a.example/.well-known") }],
  );
}

/** The names of all slots, in the order of the document. */
export function slotNames(): readonly string[] {
  const names = new Set<string>();
  baseDocument((slot, harmless) => {
    names.add(slot);
    return harmless;
  });
  names.delete("openapi extension");
  return [...names];
}
