import { describe, expect, test } from "vitest";
import { toPointer } from "../../../src/diagnostics/origin.js";
import type { JsonObject, JsonValue } from "../../../src/spec/json.js";
import { loadFiles } from "./support/load-text.js";

const head = 'openapi: 3.1.0\ninfo: { title: T, version: "1" }\n';

function schemaNames(root: JsonObject): readonly string[] {
  const components = root["components"] as { schemas?: object } | undefined;
  return Object.keys(components?.schemas ?? {});
}

describe("components", () => {
  test("whole files, fragments, JSON and YAML mixed; each once; local references of a file are its own", async () => {
    const { document, text } = await loadFiles({
      "api/openapi.yaml": `${head}paths:
  /a:
    get:
      parameters: [{ $ref: 'parts/params.json#/Limit' }]
      responses:
        "200": { description: d, content: { a/b: { schema: { $ref: 'parts/Pet.yaml' } } } }
        "404": { $ref: './parts/../parts/params.json#/NotFound' }
  /b:
    get: { responses: { "200": { description: d, content: { a/b: { schema: { $ref: 'parts/Pet.yaml#' } } } } } }
`,
      "api/parts/Pet.yaml":
        "type: object\nproperties:\n  owner: { $ref: '#/$defs/Owner' }\n  toys: { items: { $ref: toy.json } }\n$defs:\n  Owner: { type: string }\n",
      "api/parts/toy.json": '{"type": "object", "properties": {"of": {"$ref": "Pet.yaml"}, "like": {"$ref": "#"}}}',
      "api/parts/params.json": JSON.stringify({
        Limit: { name: "limit", in: "query", schema: { $ref: "#/Size" } },
        Size: { type: "integer" },
        NotFound: {
          description: "none",
          content: { "a/b": { schema: { $ref: "../openapi.yaml#/components/schemas/Error" } } },
        },
      }),
    });
    expect(text.match(/^\S+ - .*$/gm)).toEqual([
      'api/parts/params.json:1:161 - warning spec/unresolved-ref: "../openapi.yaml#/components/schemas/Error" points at nothing; read as unknown',
    ]);
    expect(schemaNames(document.root)).toEqual(["Pet", "Size", "Owner", "toy"]);
    expect(document.root["components"]).toEqual({
      parameters: { Limit: { name: "limit", in: "query", schema: { $ref: "#/components/schemas/Size" } } },
      responses: { NotFound: expect.objectContaining({ description: "none" }) },
      schemas: {
        Pet: {
          type: "object",
          properties: {
            owner: { $ref: "#/components/schemas/Owner" },
            toys: { items: { $ref: "#/components/schemas/toy" } },
          },
          $defs: { Owner: { type: "string" } },
        },
        Size: { type: "integer" },
        Owner: { type: "string" },
        toy: {
          type: "object",
          properties: { of: { $ref: "#/components/schemas/Pet" }, like: { $ref: "#/components/schemas/toy" } },
        },
      },
    });
    expect(document.sources).toEqual([
      "api/openapi.yaml",
      "api/parts/params.json",
      "api/parts/Pet.yaml",
      "api/parts/toy.json",
    ]);
  });

  test("a component of the author's that is a reference holds what it refers to", async () => {
    const { document } = await loadFiles({
      "openapi.yaml": `${head}paths: {}
components:
  schemas:
    First: { properties: { pet: { $ref: schemas/animal.yaml } } }
    Pet: { $ref: schemas/animal.yaml }
    Again: { $ref: schemas/animal.yaml }
`,
      "schemas/animal.yaml": "type: object\n",
    });
    expect(document.root["components"]).toEqual({
      schemas: {
        First: { properties: { pet: { $ref: "#/components/schemas/Pet" } } },
        Pet: { type: "object" },
        Again: { $ref: "#/components/schemas/Pet" },
      },
    });
  });

  test("names that are taken get the file's or folder's before them", async () => {
    const { document } = await loadFiles({
      "api/openapi.yaml": `${head}paths: {}
components:
  schemas:
    All:
      anyOf:
        - { $ref: 'users/models/user.yaml' }
        - { $ref: 'admins/models/user.yaml' }
        - { $ref: 'admins/models/user.yaml#/properties/name' }
        - { $ref: 'users/models/user.yaml#/properties/name' }
        - { $ref: 'guests/schema.yaml' }
        - { $ref: 'odd%20name!.yaml' }
        - { $ref: 'x/user.yaml' }
        - { $ref: 'y/x/user.yaml' }
`,
      ...Object.fromEntries(
        ["users/models/user", "admins/models/user", "guests/schema", "odd name!", "x/user", "y/x/user"].map((name) => [
          `api/${name}.yaml`,
          "properties: { name: { type: string } }\n",
        ]),
      ),
    });
    const names = ["user", "admins_user", "name", "user_name", "guests", "odd_name", "x_user", "x_user_2"];
    expect(schemaNames(document.root)).toEqual(["All", ...names]);
  });

  test("names do not depend on the folder that the generator is started in", async () => {
    const files = {
      "openapi.yaml": `${head}paths: {}\ncomponents: { schemas: { A: { items: { $ref: a.yaml } }, a: {} } }\n`,
      "a.yaml": "{}\n",
    };
    const below = Object.fromEntries(Object.entries(files).map(([path, text]) => [`some/where/${path}`, text]));
    const here = await loadFiles(files);
    const there = await loadFiles(below);
    expect(there.document.root).toEqual(here.document.root);
  });

  test("all other kinds; examples are data and stay", async () => {
    const { document, text } = await loadFiles({
      "openapi.yaml": `${head}paths:
  /a:
    post:
      requestBody: { $ref: all.yaml#/body }
      responses:
        "200":
          description: d
          headers: { H: { $ref: all.yaml#/header } }
          links: { L: { $ref: all.yaml#/link } }
          content: { a/b: { schema: {}, example: { $ref: all.yaml#/link }, examples: { E: { $ref: all.yaml#/example } } } }
      callbacks: { C: { $ref: all.yaml#/callback } }
components:
  securitySchemes: { S: { $ref: all.yaml#/scheme } }
`,
      "all.yaml": `body: { content: { a/b: { schema: { type: object, discriminator: { propertyName: p, mapping: { a: '#/schema', b: plain } } } } } }
header: { schema: {} }
link: { operationId: x }
example: { value: { $ref: nowhere.yaml } }
callback: { "{$url}": { post: { responses: {} } } }
scheme: { type: http, scheme: basic }
schema: { type: object }
`,
    });
    expect(text).toBe("");
    const mapping = { a: "#/components/schemas/all", b: "plain" };
    expect(document.root["components"]).toMatchObject({
      securitySchemes: { S: { type: "http", scheme: "basic" } },
      requestBodies: { body: { content: { "a/b": { schema: { discriminator: { mapping } } } } } },
      headers: { header: { schema: {} } },
      links: { link: { operationId: "x" } },
      examples: { example: { value: { $ref: "nowhere.yaml" } } },
      callbacks: { callback: { "{$url}": { post: { responses: {} } } } },
      schemas: { all: { type: "object" } },
    });
    const example = document.resolve("#/paths/~1a/post/responses/200/content/a~1b/example")?.value;
    expect(example).toEqual({ $ref: "all.yaml#/link" });
  });

  test("Swagger 2.0 has its components elsewhere", async () => {
    const { document } = await loadFiles({
      "swagger.json": JSON.stringify({
        swagger: "2.0",
        info: {},
        paths: {
          "/a": {
            get: {
              parameters: [{ $ref: "more.yaml#/Limit" }, { $ref: "more.yaml#/Pet" }],
              responses: { 200: { $ref: "more.yaml#/Ok" } },
            },
          },
        },
      }),
      "more.yaml":
        "Limit: { name: limit, in: query, type: integer }\nPet: { name: pet, in: body, schema: { $ref: '#/Dog' } }\nOk: { description: ok, schema: { $ref: '#/Dog' } }\nDog: { type: object, x-nullable: true }\n",
    });
    expect(document.root["components"]).toEqual({
      schemas: { Dog: { type: ["object", "null"] } },
      parameters: { Limit: { name: "limit", in: "query", schema: { type: "integer" } } },
      responses: {
        Ok: { description: "ok", content: { "application/json": { schema: { $ref: "#/components/schemas/Dog" } } } },
      },
    });
    const schema = document.resolve("#/paths/~1a/get/requestBody/content/application~1json/schema");
    expect(schema?.value).toEqual({ $ref: "#/components/schemas/Dog" });
    expect(document.originOf(schema?.pointer ?? toPointer(""))).toEqual({
      source: "more.yaml",
      pointer: "/Pet/schema",
    });
  });
});

describe("what is no component comes in place", () => {
  test("path items, with what stands beside the reference", async () => {
    const { document } = await loadFiles({
      "openapi.yaml": `${head}paths:
  /a: { $ref: paths/a.yaml, summary: mine, parameters: [{ $ref: paths/p.yaml }] }
  /b: { $ref: paths/a.yaml }
webhooks:
  w: { $ref: paths/chain.yaml }
`,
      "paths/a.yaml": "summary: theirs\nget: { operationId: a, parameters: [{ $ref: p.yaml }] }\n",
      "paths/p.yaml": "name: p\nin: query\n",
      "paths/chain.yaml": "$ref: a.yaml\n",
    });
    const get = { operationId: "a", parameters: [{ $ref: "#/components/parameters/p" }] };
    expect(document.root["paths"]).toEqual({
      "/a": { summary: "mine", parameters: [{ $ref: "#/components/parameters/p" }], get },
      "/b": { summary: "theirs", get },
    });
    expect(document.root["webhooks"]).toEqual({ w: { summary: "theirs", get } });
    const origin = (pointer: string) => document.originOf(toPointer(pointer));
    expect(origin("/paths/~1a/get/operationId")).toEqual({ source: "paths/a.yaml", pointer: "/get/operationId" });
    expect(origin("/paths/~1a/summary")).toEqual({ source: "openapi.yaml", pointer: "/paths/~1a/summary" });
    expect(origin("/webhooks/w/get")).toEqual({ source: "paths/a.yaml", pointer: "/get" });
    expect(origin("/components/parameters/p/name")).toEqual({ source: "paths/p.yaml", pointer: "/name" });
  });

  test("operations, maps, lists and texts, where the standard knows no references", async () => {
    const { document, text } = await loadFiles({
      "openapi.yaml": `${head}
tags: [{ name: t, description: { $ref: intro.md } }]
servers: { $ref: parts.yaml#/servers }
paths: { $ref: paths.yaml }
components:
  schemas: { $ref: schemas.yaml }
`,
      "intro.md": "# Hello\n",
      "parts.yaml": "servers: [{ url: /v1, description: { $ref: '#/text' } }]\ntext: Said elsewhere\n",
      "paths.yaml": "/a: { get: { $ref: 'ops.yaml#/getA' } }\n",
      "ops.yaml":
        "getA: { operationId: a, responses: { $ref: '#/all' } }\nall: { '200': { description: ok, content: { a/b: { schema: { $ref: 'schemas.yaml#/Pet' } } } } }\n",
      "schemas.yaml": "Pet: { properties: { $ref: 'props.yaml' } }\nOwner: { $ref: '#/Pet' }\n",
      "props.yaml": "name: { type: string }\n$id: { type: string }\n",
    });
    expect(text).toBe("");
    expect(document.root["tags"]).toEqual([{ name: "t", description: "# Hello\n" }]);
    expect(document.root["servers"]).toEqual([{ url: "/v1", description: "Said elsewhere" }]);
    const schema = document.resolve("#/paths/~1a/get/responses/200/content/a~1b/schema")?.value as { $ref: string };
    expect(document.resolve(schema.$ref)?.value).toEqual({
      properties: { name: { type: "string" }, $id: { type: "string" } },
    });
  });

  test.each<[string, Record<string, string>]>([
    ["of its own file", { "a.yaml": "get: { callbacks: { c: { x: { $ref: a.yaml } } }, responses: {} }\n" }],
    [
      "by way of another file",
      {
        "a.yaml": "get: { callbacks: { c: { x: { $ref: b.yaml } } }, responses: {} }\n",
        "b.yaml": "post: { callbacks: { c: { x: { $ref: a.yaml } } }, responses: {} }\n",
      },
    ],
    [
      "of the entry document",
      { "a.yaml": "get: { callbacks: { c: { x: { $ref: 'openapi.yaml#/paths/~1a' } } }, responses: {} }\n" },
    ],
    ["of nothing but references", { "a.yaml": "$ref: b.yaml\n", "b.yaml": "$ref: a.yaml\n" }],
  ])("a path item inside of itself is cut: %s", async (_, files) => {
    const { document, codes } = await loadFiles({
      "openapi.yaml": `${head}paths:\n  /a: { $ref: a.yaml }\n  /b: { $ref: ${Object.keys(files).at(-1)} }\n`,
      ...files,
    });
    expect(codes).toContain("spec/ref-cycle");
    // JSON.stringify throws on a value that holds itself.
    expect(JSON.stringify(document.root).length).toBeLessThan(2000);
  });
});

describe("what may be read", () => {
  const outside = {
    "/etc/secret.yaml": "type: string\n",
    "/work/other/a.yaml": "type: string\n",
    "/work/api-two/a.yaml": "{}\n",
  };
  const entry = (ref: string) => ({
    "/work/api/openapi.yaml": `${head}paths: {}\ncomponents: { schemas: { A: { $ref: '${ref}' } } }\n`,
    ...outside,
  });

  test.each([
    "/etc/secret.yaml",
    "../other/a.yaml",
    "file:///etc/secret.yaml",
    "..%2fother%2fa.yaml",
    "x/../../other/a.yaml",
    "../api-two/a.yaml",
    "https://example.com/a.yaml",
    "//example.com/a.yaml",
  ])("not %s", async (ref) => {
    const urls = { "https://example.com/a.yaml": "type: string\n" };
    const { document, diagnostics } = await loadFiles(entry(ref), { host: { urls } });
    expect(diagnostics.list.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      "warning spec/ref-not-allowed",
    ]);
    expect(document.resolve(ref)).toBeUndefined();
    expect(document.sources).toHaveLength(1);
  });

  test("other folders on request", async () => {
    const { document, text } = await loadFiles(entry("../other/a.yaml"), { allowRefsFrom: ["other"] });
    expect(text).toBe("");
    expect(document.resolve("#/components/schemas/A")?.value).toEqual({ type: "string" });
  });

  test("the network on request", async () => {
    const urls = {
      "https://example.com/a.yaml": "items: { $ref: b.yaml }\n",
      "https://example.com/b.yaml": "type: string\n",
    };
    const { document, text } = await loadFiles(entry("https://example.com/a.yaml"), {
      host: { urls },
      allowRemoteRefs: true,
    });
    expect(text).toBe("");
    expect(document.sources.slice(1)).toEqual(Object.keys(urls));
    expect(document.resolve("#/components/schemas/b")?.value).toEqual({ type: "string" });
  });

  test("a remote document reads from its own origin, and no files", async () => {
    const url = "https://example.com/api/openapi.yaml";
    const urls = {
      [url]: `${head}paths: {}\ncomponents: { schemas: { A: { $ref: a.yaml }, B: { $ref: 'https://other.com/b.yaml' }, C: { $ref: 'file:///etc/secret.yaml' }, D: { $ref: /d.json } } }\n`,
      "https://example.com/api/a.yaml": "type: string\n",
      "https://example.com/d.json": '{"type": "integer"}',
      "https://other.com/b.yaml": "type: string\n",
    };
    const { document, text } = await loadFiles(outside, { entry: url, host: { urls } });
    expect(document.root["components"]).toMatchObject({ schemas: { A: { type: "string" }, D: { type: "integer" } } });
    expect(text.match(/^https:\S+ - warning .*$/gm)).toEqual([
      expect.stringContaining('"https://other.com/b.yaml" is on another server'),
      expect.stringContaining('"file:///etc/secret.yaml" is a file of this machine'),
    ]);
  });
});

describe("places and problems in other files", () => {
  test("are shown there", async () => {
    const { document, text } = await loadFiles({
      "openapi.yaml": `${head}paths: {}\ncomponents: { schemas: { Pet: { $ref: pet.yaml } } }\n`,
      "pet.yaml":
        "type: object\nproperties:\n  name: { minLength: x }\n  owner: { $ref: '#/Nobody' }\n  gone: { $ref: gone.yaml }\n",
    });
    expect(text.match(/^pet\.yaml:\S+ - warning \S+/gm)).toEqual([
      "pet.yaml:4:18 - warning spec/unresolved-ref:",
      "pet.yaml:5:17 - warning spec/unreadable-ref:",
      "pet.yaml:3:22 - warning spec/wrong-type:",
    ]);
    const wanted: JsonValue = { source: "pet.yaml", pointer: "/properties/name" };
    expect(document.originOf(toPointer("/components/schemas/Pet/properties/name"))).toEqual(wanted);
  });

  test("a misspelt fragment", async () => {
    const { text } = await loadFiles({
      "openapi.yaml": `${head}paths: {}\ncomponents: { schemas: { Pet: { $ref: 'all.yaml#/defs/Pat' } } }\n`,
      "all.yaml": "defs: { Pet: {} }\n",
    });
    expect(text).toContain('"all.yaml#/defs/Pat" points at nothing');
    expect(text).toContain('hint: did you mean "all.yaml#/defs/Pet"?');
  });

  test("a file that does not parse stops the generation, after all else has been said", async () => {
    const files = {
      "openapi.yaml": `${head}paths: { a: {} }\ncomponents: { schemas: { Pet: { $ref: pet.json }, Dog: { $ref: pet.json } } }\n`,
      "pet.json": '{"type": }',
    };
    await expect(loadFiles(files)).rejects.toThrow(
      /pet\.json:1:10 - error spec\/json-syntax[\s\S]*spec\/path-without-slash/,
    );
  });
});
