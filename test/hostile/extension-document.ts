import type { Fill } from "./base-document.js";

/** A document with text in every extension that is read: pages, streams, retries, credentials, signatures. */
export function extensionDocument(fill: Fill): object {
  const text = { type: "string" };
  const done = { 204: { description: "Done." } };
  const list = {
    200: {
      description: "Some.",
      content: {
        "application/json": {
          schema: { type: "object", properties: { items: { type: "array", items: text }, next: text } },
        },
      },
    },
  };
  const parameters = ["cursor", "limit"].map((name) => ({ name, in: "query", schema: text }));
  const listed = (operationId: string, extension: object): object => ({
    get: { operationId, tags: ["lists"], parameters, responses: list, ...extension },
  });
  return {
    openapi: "3.2.0",
    info: { title: "Extensions", version: "1", "x-anything": fill("unknown extension", "a") },
    tags: [
      {
        name: fill("tag", "lists"),
        summary: fill("tag summary", "Lists"),
        kind: fill("tag kind", "nav"),
        parent: fill("tag parent", "all"),
      },
    ],
    "x-fern-idempotency-headers": [
      { header: fill("fern idempotency header", "Idem"), name: fill("fern header name", "idem") },
    ],
    "x-speakeasy-name-override": [
      { operationId: fill("name pattern", "^datadog$"), methodNameOverride: fill("name by pattern", "dog") },
    ],
    "x-fern-global-headers": [
      {
        header: fill("global header", "Version"),
        name: fill("global name", "version"),
        env: fill("global variable", "EXTENSIONS_VERSION"),
        type: fill("global type", 'literal<"1">'),
        docs: fill("global docs", "The version."),
      },
      { header: "Other", default: fill("global default", "other") },
    ],
    "x-fern-version": {
      header: "Edition",
      default: fill("version default", "a"),
      values: [fill("version value", "a")],
    },
    "x-speakeasy-globals": { parameters: [{ name: fill("global parameter", "limit"), in: "query", schema: text }] },
    "x-fern-base-path": fill("base path", "/v1"),
    "x-ms-parameterized-host": {
      hostTemplate: fill("host template", "{host}.example.com"),
      parameters: [{ name: fill("host parameter", "host"), default: fill("host default", "api"), in: "path" }],
    },
    servers: [{ url: "https://example.com", "x-speakeasy-server-id": fill("server id", "main") }],
    "x-scalar-pagination": [{ name: fill("scalar scheme", "pages"), paramName: fill("scalar parameter", "cursor") }],
    paths: {
      "/fern": listed("fern", {
        "x-fern-pagination": {
          cursor: fill("fern cursor", "$request.cursor"),
          next_cursor: fill("fern next cursor", "$response.next"),
          results: fill("fern results", "$response.items"),
        },
        "x-fern-retries": { disabled: fill("fern retries", "no") },
        "x-fern-sdk-group-name": fill("fern group", "group"),
        "x-fern-sdk-method-name": fill("fern method", "method"),
      }),
      "/speakeasy": listed("speakeasy", {
        "x-speakeasy-pagination": {
          type: fill("speakeasy type", "cursor"),
          inputs: [{ name: fill("speakeasy input", "cursor"), in: "parameters", type: "cursor" }],
          outputs: { results: fill("speakeasy results", "$.items"), nextCursor: fill("speakeasy next", "$.next") },
        },
        "x-speakeasy-retries": {
          strategy: fill("retry strategy", "backoff"),
          statusCodes: [fill("retry status", "5XX")],
        },
        "x-speakeasy-name-override": fill("speakeasy name", "other"),
        "x-speakeasy-group": fill("speakeasy group", "others"),
      }),
      "/named": {
        post: {
          operationId: "named",
          "x-fern-request-name": fill("request name", "NamedRequest"),
          "x-fern-availability": {
            status: fill("availability", "beta"),
            message: fill("availability message", "Soon."),
          },
          "x-scopes-required": [fill("scope", "read")],
          deprecated: true,
          "x-speakeasy-deprecation-message": fill("deprecation", "Gone."),
          "x-speakeasy-deprecation-replacement": fill("replacement", "ms"),
          parameters: [
            { name: "a", in: "query", schema: text, "x-fern-parameter-name": fill("parameter name", "first") },
            {
              name: "b",
              in: "query",
              schema: { ...text, "x-fern-default": fill("fern default", "b") },
              "x-ms-client-name": fill("ms name", "second"),
              "x-ms-parameter-location": "client",
            },
          ],
          requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/named" } } } },
          responses: done,
        },
      },
      "/ms": listed("ms", {
        "x-ms-pageable": { nextLinkName: fill("ms next link", "next"), itemName: fill("ms items", "items") },
      }),
      "/datadog": listed("datadog", {
        "x-pagination": {
          limitParam: fill("datadog limit", "limit"),
          cursorParam: fill("datadog cursor", "cursor"),
          cursorPath: fill("datadog path", "next"),
          resultsPath: fill("datadog results", "items"),
        },
      }),
      "/scalar": listed("scalar", { "x-scalar-pagination": fill("scalar use", "pages") }),
      "/stainless": listed("stainless", {
        "x-stainless-pagination-property": { purpose: fill("stainless purpose", "items") },
      }),
      "/stream": {
        post: {
          operationId: "stream",
          tags: ["streams"],
          "x-fern-streaming": {
            format: "sse",
            terminator: fill("terminator", "[DONE]"),
            "stream-condition": fill("stream condition", "$request.stream"),
          },
          "x-speakeasy-stream-request-field": fill("stream field", "stream"),
          requestBody: {
            content: {
              "application/json": { schema: { type: "object", properties: { stream: { type: "boolean" } } } },
            },
          },
          responses: {
            200: {
              description: "Events.",
              content: {
                "application/json": { schema: text },
                "text/event-stream": {
                  "x-speakeasy-sse-sentinel": fill("sentinel", "[DONE]"),
                  itemSchema: {
                    oneOf: [
                      {
                        type: "object",
                        properties: {
                          event: { const: fill("event name", "added") },
                          data: { ...text, contentMediaType: "application/json", contentSchema: { type: "object" } },
                        },
                      },
                      { type: "object", properties: { event: { const: "removed" }, data: text } },
                    ],
                  },
                },
              },
            },
          },
        },
      },
    },
    components: {
      schemas: {
        named: {
          type: "object",
          "x-fern-type-name": fill("type name", "Named"),
          properties: {
            size: {
              type: "string",
              enum: [1, 2],
              "x-enum-varnames": [fill("enum name", "One"), "Two"],
              "x-enum-descriptions": [fill("enum description", "One."), "Two."],
              "x-ms-enum": { values: [{ value: fill("ms value", "1"), name: fill("ms value name", "One") }] },
            },
            text: { type: "string", pattern: "^a+$", "x-pattern-message": fill("pattern message", "No.") },
          },
        },
        extended: {
          allOf: [{ $ref: "#/components/schemas/tagged" }],
          "x-ms-discriminator-value": fill("ms tag", "extended"),
        },
        tagged: { type: "object", properties: { kind: text }, discriminator: { propertyName: "kind" } },
      },
      securitySchemes: {
        token: { type: "http", scheme: "bearer", "x-fern-bearer": { env: fill("bearer variable", "EXTENSIONS_A") } },
        key: {
          type: "apiKey",
          in: "header",
          name: "X-Key",
          "x-fern-header": { env: fill("key variable", "EXTENSIONS_B"), prefix: fill("key prefix", "Key") },
        },
        login: {
          type: "http",
          scheme: "basic",
          "x-fern-basic": {
            username: { env: fill("user variable", "EXTENSIONS_C") },
            password: { env: fill("password variable", "EXTENSIONS_D") },
          },
        },
        device: {
          type: "oauth2",
          oauth2MetadataUrl: fill("metadata url", "https://a.example/meta"),
          flows: {
            deviceAuthorization: {
              deviceAuthorizationUrl: fill("device url", "https://a.example/device"),
              tokenUrl: "https://a.example/token",
              refreshUrl: fill("refresh url", "https://a.example/refresh"),
              scopes: {},
            },
          },
        },
      },
    },
    security: [{ token: [] }],
    webhooks: {
      sold: {
        post: {
          "x-fern-webhook-signature": {
            type: "hmac",
            header: fill("signature header", "X-Signature"),
            algorithm: fill("signature algorithm", "sha256"),
            encoding: fill("signature encoding", "hex"),
            "signature-prefix": fill("signature prefix", "v1="),
            "message-id-header": fill("message id header", "X-Id"),
            timestamp: { header: fill("timestamp header", "X-Time"), format: "unix-seconds" },
            "payload-format": {
              components: [fill("payload component", "timestamp"), "body"],
              delimiter: fill("payload delimiter", "."),
            },
          },
          requestBody: { content: { "application/json": { schema: text } } },
          responses: done,
        },
      },
    },
  };
}
