import { describe, expect, test } from "vitest";
import { loadFiles } from "./support/load-text.js";

const head = { openapi: "3.1.0", info: { title: "T", version: "1" }, paths: {} };

function withSchemas(schemas: object, more: object = {}): string {
  return JSON.stringify({ ...head, ...more, components: { schemas } });
}

/** The value at a pointer of the loaded document. */
async function at(files: Readonly<Record<string, string>>, path: readonly string[], options = {}): Promise<unknown> {
  const { document, text } = await loadFiles(files, options);
  expect(text).toBe("");
  return path.reduce<unknown>((value, key) => Reflect.get(Object(value), key), document.root);
}

describe("$id: what references inside are relative to", () => {
  const absolute = {
    Pet: {
      $id: "https://example.com/schemas/pet",
      properties: {
        owner: { $ref: "owner" },
        byPath: { $ref: "/schemas/owner" },
        byFragment: { $ref: "#/$defs/tag" },
        byAnchor: { $ref: "#tag" },
        elsewhere: { $ref: "owner#name" },
        document: { $ref: "#/components/schemas/Plain" },
      },
      $defs: { tag: { $anchor: "tag", type: "string" } },
    },
    Owner: { $id: "https://example.com/schemas/owner", properties: { name: { $anchor: "name", type: "string" } } },
    Plain: { $ref: "https://example.com/schemas/owner#/properties/name" },
  };

  test.each([
    ["owner", "#/components/schemas/Owner"],
    ["byPath", "#/components/schemas/Owner"],
    ["byFragment", "#/components/schemas/Pet/$defs/tag"],
    ["byAnchor", "#/components/schemas/Pet/$defs/tag"],
    ["elsewhere", "#/components/schemas/Owner/properties/name"],
    // What is not in the schema is looked for in the document: many authors mean that.
    ["document", "#/components/schemas/Plain"],
  ])("%s", async (name, $ref) => {
    const files = { "openapi.json": withSchemas(absolute) };
    expect(await at(files, ["components", "schemas", "Pet", "properties", name])).toEqual({ $ref });
  });

  test("outside of it, by the whole name", async () => {
    const files = { "openapi.json": withSchemas(absolute) };
    expect(await at(files, ["components", "schemas", "Plain", "$ref"])).toBe(
      "#/components/schemas/Owner/properties/name",
    );
  });

  test("equal anchors of two schemas are two", async () => {
    const schema = (type: string) => ({ $id: type, $defs: { x: { $anchor: "x", type } }, $ref: "#x" });
    const files = { "openapi.json": withSchemas({ A: schema("string"), B: schema("number") }) };
    expect(await at(files, ["components", "schemas", "B", "$ref"])).toBe("#/components/schemas/B/$defs/x");
  });

  test("a URN, and an $id inside of another", async () => {
    const files = {
      "openapi.json": withSchemas({
        A: {
          $id: "urn:example:a",
          properties: { b: { $ref: "urn:example:a#/$defs/b" } },
          $defs: { b: { type: "string" } },
        },
        C: {
          $id: "https://example.com/c/",
          properties: { d: { $ref: "d" } },
          $defs: { d: { $id: "d", type: "string" } },
        },
      }),
    };
    expect(await at(files, ["components", "schemas", "A", "properties", "b", "$ref"])).toBe(
      "#/components/schemas/A/$defs/b",
    );
    expect(await at(files, ["components", "schemas", "C", "properties", "d", "$ref"])).toBe(
      "#/components/schemas/C/$defs/d",
    );
  });

  test("in another file, which has its own", async () => {
    const pet = { $id: "https://example.com/pet.json", $ref: "owner", $defs: { o: { $id: "owner", type: "string" } } };
    const files = { "openapi.json": withSchemas({ Pet: { $ref: "pet.json" } }), "pet.json": JSON.stringify(pet) };
    const { document, codes } = await loadFiles(files);
    expect(codes).toEqual([]);
    const ref = String(Reflect.get(Object(document.resolve("#/components/schemas/Pet")?.value), "$ref"));
    expect(document.resolve(ref)?.value).toEqual({ $id: "owner", type: "string" });
  });
});

describe("$self: what a document calls itself", () => {
  const files = {
    "api/openapi.json": withSchemas(
      { Pet: { properties: { owner: { $ref: "../shared/owner.json" } } }, Name: { type: "string" } },
      { openapi: "3.2.0", $self: "https://example.com/api/openapi.json" },
    ),
  };
  const owner = JSON.stringify({
    properties: { name: { $ref: "https://example.com/api/openapi.json#/components/schemas/Name" } },
  });

  test("other files find the entry document by it; files beside are read from the disk", async () => {
    const { document, codes } = await loadFiles(
      { ...files, "shared/owner.json": owner },
      { allowRefsFrom: ["shared"], entry: "api/openapi.json" },
    );
    expect(codes).toEqual([]);
    const name = "https://example.com/api/openapi.json#/components/schemas/Name";
    expect(document.resolve("#/components/schemas/owner")?.value).toEqual({ properties: { name: { $ref: name } } });
    expect(document.resolve(name)?.pointer).toBe("/components/schemas/Name");
  });

  test("where there is no such file, references are relative to it, and as remote as that is", async () => {
    const urls = { "https://example.com/shared/owner.json": owner };
    const refused = await loadFiles(files, { host: { urls } });
    expect(refused.codes).toEqual(["spec/ref-not-allowed"]);
    const { document, codes } = await loadFiles(files, { host: { urls }, allowRemoteRefs: true, allowRefsFrom: ["."] });
    expect(codes).toEqual([]);
    expect(document.sources).toEqual(["api/openapi.json", "https://example.com/shared/owner.json"]);
  });

  test("of another file that has been read", async () => {
    const shared = {
      openapi: "3.2.0",
      $self: "https://example.com/shared",
      components: { schemas: { A: { type: "string" }, B: true } },
    };
    const { document, codes } = await loadFiles({
      "openapi.json": withSchemas({
        A: { $ref: "shared.json#/components/schemas/A" },
        B: { $ref: "https://example.com/shared#/components/schemas/B" },
      }),
      "shared.json": JSON.stringify(shared),
    });
    expect(codes).toEqual([]);
    expect(document.resolve("#/components/schemas/B")?.value).toBe(true);
  });
});
