import { describe, expect, test } from "vitest";
import { toPointer } from "../../../src/diagnostics/origin.js";
import { loadText } from "./support/load-text.js";

const head = 'openapi: 3.1.0\ninfo: { title: T, version: "1" }\n';

describe("what is left of a structure that is wrong", () => {
  test("items that are left out make room, and places know it", async () => {
    const { document, codes } = await loadText(`${head}paths:
  /a:
    get:
      parameters:
        - null
        - { name: a, in: nowhere }
        - { name: b, in: query, schema: { type: strin } }
        - { name: c }
        - { $ref: '#/components/parameters/D' }
components:
  parameters:
    D: { name: d, in: query }
    E: { in: query }
`);
    expect(codes).toEqual([
      "spec/wrong-type",
      "spec/unknown-location",
      "spec/incomplete-parameter",
      "spec/incomplete-parameter",
    ]);
    const list = document.resolve("#/paths/~1a/get/parameters")?.value;
    expect(list).toEqual([
      { name: "b", in: "query", schema: { type: "strin" } },
      { $ref: "#/components/parameters/D" },
    ]);
    const origin = (pointer: string) => document.originOf(toPointer(pointer)).pointer;
    expect(origin("/paths/~1a/get/parameters/0/schema")).toBe("/paths/~1a/get/parameters/2/schema");
    expect(origin("/paths/~1a/get/parameters/1")).toBe("/paths/~1a/get/parameters/4");
    expect(document.root["components"]).toEqual({ parameters: { D: { name: "d", in: "query" } } });
  });

  test("a path gets its slash and keeps its place in the order", async () => {
    const { document } = await loadText(`${head}paths:\n  /a: {}\n  b: { get: {} }\n  /c: {}\n  x-own: 1\n`);
    expect(Object.keys(document.root["paths"] as object)).toEqual(["/a", "/b", "/c", "x-own"]);
    expect(document.originOf(toPointer("/paths/~1b/get")).pointer).toBe("/paths/b/get");
  });

  test("numbers and nothing where a text is expected are no mistake", async () => {
    const { document, text } = await loadText(
      "openapi: 3.1.0\ninfo: { title: 5, version: 1.10, description: }\npaths: {}\nservers: [{ url: /, variables: { port: { default: 80 } } }]\n",
    );
    expect(text).toBe("");
    expect(document.root["info"]).toEqual({ title: "5", version: "1.10" });
    expect(document.root["servers"]).toEqual([{ url: "/", variables: { port: { default: "80" } } }]);
  });

  test("property names are no keywords, extensions are nobody's business", async () => {
    const { text } = await loadText(`${head}paths:
  x-anything: [1]
components:
  schemas:
    A:
      properties: { $ref: { type: string }, required: { type: boolean }, minimum: true, enum: {} }
      default: { required: true }
      x-extra: { type: 5, $ref: 7 }
  x-more: nothing
`);
    expect(text).toBe("");
  });

  test("the structure that is left is what the standard wants, whatever stood there", async () => {
    const junk = "[null, 5, x, [], {}]";
    const { document } = await loadText(`${head}servers: ${junk}
tags: { a: 1 }
security: 5
paths:
  /a: ${junk}
  /b: { get: ${junk}, post: { parameters: 5, responses: ${junk}, requestBody: x, callbacks: 5, tags: ${junk}, security: x } }
  /c: { get: { responses: { "200": { content: ${junk}, headers: 5, links: x }, default: 7 } } }
components:
  schemas:
    A: ${junk}
    B: { properties: ${junk}, allOf: ${junk}, items: 5, type: { a: 1 }, enum: x, required: ${junk}, minimum: {} }
    C: true
  parameters: ${junk}
  securitySchemes: { a: 5 }
`);
    expect(document.root["paths"]).toEqual({
      "/b": { post: { tags: ["5", "x"] } },
      "/c": { get: { responses: { "200": {} } } },
    });
    expect(document.root["components"]).toEqual({
      schemas: {
        A: {},
        B: { allOf: [{}, {}, {}, {}, {}], enum: ["x"], required: ["5", "x"] },
        C: true,
      },
      securitySchemes: {},
    });
    expect(document.root["servers"]).toEqual([{}]);
  });
});

describe("references", () => {
  test.each([
    ["#/components/schemas/pet", "#/components/schemas/Pet"],
    ["#/components/schemas/Petz", "#/components/schemas/Pet"],
    ["#/definitions/Pet", "#/components/schemas/Pet"],
    ["#/components/schemas/Elephant", undefined],
    ["#/nothing/like/it", undefined],
    ["#anchor", undefined],
  ])("%s", async (ref, suggestion) => {
    const { text } = await loadText(
      `${head}paths: {}\ncomponents: { schemas: { Pet: {}, Dog: { $ref: '${ref}' } } }\n`,
    );
    expect(text).toContain(`warning spec/unresolved-ref: "${ref}" points at nothing; read as unknown`);
    expect(/did you mean "(.*)"/.exec(text)?.[1]).toBe(suggestion);
  });

  test("are shown as the author of a Swagger document writes them", async () => {
    const { text } = await loadText(
      `swagger: "2.0"\ninfo: {}\npaths: {}\ndefinitions: { Pet: {}, Dog: { $ref: '#/definitions/Pat' } }\n`,
    );
    expect(text).toContain('"#/definitions/Pat" points at nothing');
    expect(text).toContain('did you mean "#/definitions/Pet"?');
  });

  test("that lead in a circle are cut once; recursion is none", async () => {
    const { document, codes } = await loadText(`${head}paths: {}
components:
  schemas:
    A: { $ref: '#/components/schemas/B' }
    B: { $ref: '#/components/schemas/C' }
    C: { $ref: '#/components/schemas/A' }
    Self: { $ref: '#/components/schemas/Self' }
    Leads: { $ref: '#/components/schemas/A' }
    Node: { properties: { next: { $ref: '#/components/schemas/Node' } } }
`);
    expect(codes).toEqual(["spec/ref-cycle", "spec/ref-cycle"]);
    const end = (name: string): unknown => {
      const value = document.resolve(`#/components/schemas/${name}`)?.value as { $ref?: string };
      return value.$ref === undefined ? value : end(value.$ref.split("/").at(-1) ?? "");
    };
    for (const name of ["A", "B", "C", "Self", "Leads"]) expect(end(name)).toEqual({});
  });

  test("in a discriminator's mapping", async () => {
    const { text } = await loadText(`${head}paths: {}
components:
  schemas:
    Pet: { oneOf: [], discriminator: { propertyName: k, mapping: { a: Cat, b: '#/components/schemas/Cat', c: '#/components/schemas/Kat' } } }
    Cat: {}
`);
    expect(text.match(/"#\S+" points at nothing/g)).toEqual(['"#/components/schemas/Kat" points at nothing']);
    expect(text).toContain("openapi.yaml:6:");
  });

  test("every step: percent-encoded, escaped, by anchor, by $id; own members only", async () => {
    const { document } = await loadText(`${head}$self: https://example.com/api
paths: { "/a/{id}": { get: { description: d } } }
components:
  schemas:
    "A B": { $anchor: ab, type: string }
    Id: { $id: https://example.com/id.json, $defs: { x: { type: integer } } }
`);
    const at = (ref: string) => document.resolve(ref)?.pointer;
    expect(at("#/components/schemas/A%20B")).toBe("/components/schemas/A B");
    expect(at("#/components/schemas/A B")).toBe("/components/schemas/A B");
    expect(at("#/paths/~1a~1%7Bid%7D/get")).toBe("/paths/~1a~1{id}/get");
    expect(at("#ab")).toBe("/components/schemas/A B");
    expect(at("https://example.com/id.json#/$defs/x")).toBe("/components/schemas/Id/$defs/x");
    expect(at("https://example.com/api#/paths")).toBe("/paths");
    expect(at("#")).toBe("");
    for (const ref of [
      "#/components/constructor",
      "#/__proto__",
      "#/paths/toString",
      "#/components/schemas/100%",
      "other.yaml",
    ]) {
      expect(at(ref), ref).toBeUndefined();
    }
    expect(document.resolve("#ab")).toBe(document.resolve("#ab"));
  });
});
