import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { compile } from "../../conformance/compile.js";
import { loadText } from "./support/load-text.js";

const page = {
  $id: "page",
  type: "object",
  properties: { items: { type: "array", items: { $dynamicRef: "#item" } }, next: { $ref: "#" } },
  $defs: { item: { $dynamicAnchor: "item", not: {} } },
};
const pageOf = ($id: string, type: string): object => ({
  $id,
  $ref: "page",
  $defs: { item: { $dynamicAnchor: "item", type } },
});

describe("$dynamicRef with several anchors", () => {
  test("a generic page becomes one schema for each kind of items", async () => {
    const schemas = { Page: page, Names: pageOf("names", "string"), Sizes: pageOf("sizes", "number") };
    const { document, codes } = await loadText(
      JSON.stringify({ openapi: "3.1.0", info: { title: "T", version: "1" }, paths: {}, components: { schemas } }),
    );
    expect(codes).toEqual([]);
    const found = Object(document.root["components"]).schemas;
    expect(Object.keys(found)).toEqual(["Page", "Names", "Sizes", "Names_Page", "Sizes_Page"]);
    expect(found.Names.$ref).toBe("#/components/schemas/Names_Page");
    expect(found.Names_Page.properties).toEqual({
      items: { type: "array", items: { $ref: "#/components/schemas/Names/$defs/item" } },
      next: { $ref: "#/components/schemas/Names_Page" },
    });
    expect(found.Page.properties.items.items).toEqual({ $ref: "#/components/schemas/Page/$defs/item" });
    // What is said of the copy is said of the original.
    expect(document.originOf("/components/schemas/Names_Page/properties" as never).pointer).toBe(
      "/components/schemas/Page/properties",
    );
  });

  test("a tree that another makes strict", async () => {
    const tree = {
      $id: "https://example.com/tree",
      $dynamicAnchor: "node",
      type: "object",
      properties: { data: true, children: { type: "array", items: { $dynamicRef: "#node" } } },
    };
    const strict = {
      $id: "https://example.com/strict-tree",
      $dynamicAnchor: "node",
      $ref: "tree",
      unevaluatedProperties: false,
      $defs: { tree },
    };
    const accepts = await compile(strict, { draft: "draft2020-12", remotes: {} });
    expect([{ data: 1 }, { children: [{ data: 1 }] }, { datum: 1 }, { children: [{ datum: 1 }] }].map(accepts)).toEqual(
      [true, true, false, false],
    );
  });

  test("$recursiveRef of 2019-09 is the same without names", async () => {
    const tree = {
      $id: "https://example.com/tree",
      $recursiveAnchor: true,
      type: "object",
      properties: { data: true, children: { type: "array", items: { $recursiveRef: "#" } } },
    };
    const strict = { $id: "https://example.com/s", $recursiveAnchor: true, $ref: "tree", unevaluatedProperties: false };
    const accepts = await compile({ ...strict, $defs: { tree } }, { draft: "draft2020-12", remotes: {} });
    expect([{ children: [{ data: 1 }] }, { children: [{ datum: 1 }] }].map(accepts)).toEqual([true, false]);
  });

  test("the metaschema of 2020-12, in its eight files", async () => {
    const base = "https://json-schema.org/draft/2020-12/";
    const folder = createRequire(import.meta.url).resolve("ajv/dist/refs/json-schema-2020-12/schema.json");
    const names = [
      "schema",
      "core",
      "applicator",
      "unevaluated",
      "validation",
      "meta-data",
      "format-annotation",
      "content",
    ];
    const remotes = Object.fromEntries(
      names.map((name) => {
        const path = name === "schema" ? name : `meta/${name}`;
        return [base + path, JSON.parse(readFileSync(folder.replace("schema.json", `${path}.json`), "utf8"))];
      }),
    );
    const accepts = await compile({ $ref: `${base}schema` }, { draft: "draft2020-12", remotes });
    const schemas = [{ type: "string" }, { minLength: -1 }, { properties: { a: { type: 1 } } }, { items: { $ref: 1 } }];
    expect(schemas.map(accepts)).toEqual([true, false, false, false]);
  });
});
