import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../src/diagnostics/diagnostic.js";
import type { Host } from "../../src/host/host.js";
import { memoryHost } from "../../src/host/memory-host.js";
import { type LoadOptions, loadDocument } from "../../src/spec/load.js";

/** Documents that are too large are refused before anything is made of them, and the limits can be raised. */
const head = 'openapi: 3.1.0\ninfo: { title: A, version: "1" }\npaths: {}\n';

async function load(host: Host, options: LoadOptions = {}, input = "openapi.yaml") {
  const diagnostics = new Diagnostics();
  const document = await loadDocument(input, host, diagnostics, options);
  return {
    isRead: document !== undefined,
    messages: diagnostics.list.map(({ code, message }) => `${code}: ${message}`),
  };
}

describe("a document of 200 MB", () => {
  const huge = `${head}# ${"x".repeat(200_000_000)}\n`;
  const refused = {
    isRead: false,
    messages: ["spec/too-large: the document, with what it refers to, has more than 64 MB"],
  };

  test.each([
    ["a file", "openapi.yaml"],
    ["standard input", "-"],
    ["the network", "https://example.com/openapi.yaml"],
  ])("from %s is refused", async (_, input) => {
    const urls = { "https://example.com/openapi.yaml": huge };
    expect(await load(memoryHost({ "openapi.yaml": huge }, { stdin: huge, urls }), {}, input)).toEqual(refused);
  });
});

describe("limits", () => {
  test("count all files of a document together", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 5 }, (_, index) => [`${index}.yaml`, `type: string\n# ${"x".repeat(300_000)}\n`]),
    );
    const schemas = Object.keys(files).map((name, index) => `    A${index}: { $ref: ./${name} }\n`);
    const host = memoryHost({ ...files, "openapi.yaml": `${head}components:\n  schemas:\n${schemas.join("")}` });
    expect(await load(host, { limits: { megabytes: 1 } })).toEqual({
      isRead: false,
      messages: ["spec/too-large: the document, with what it refers to, has more than 1 MB"],
    });
    expect(await load(host, { limits: { megabytes: 2 } })).toEqual({ isRead: true, messages: [] });
    expect(await load(host, { limits: { files: 4 } })).toEqual({
      isRead: false,
      messages: ["spec/too-large: the document refers to more than 4 files"],
    });
  });

  test("a file that refers to the next one, without end", async () => {
    const inner = memoryHost({ "openapi.yaml": `${head}components: { schemas: { A: { $ref: 1.yaml } } }\n` });
    const host: Host = {
      ...inner,
      readText: async (path, admit) =>
        path === "openapi.yaml"
          ? inner.readText(path, admit)
          : `properties: { next: { $ref: ${Number.parseInt(path, 10) + 1}.yaml } }\n`,
    };
    const { isRead, messages } = await load(host, { limits: { files: 100 } });
    expect({ isRead, messages }).toEqual({
      isRead: false,
      messages: ["spec/too-large: the document refers to more than 100 files"],
    });
  });

  test.each([
    [
      "JSON",
      `{"openapi":"3.1.0","info":{"title":"A","version":"1"},"paths":{},"x-a":${"[".repeat(250)}${"]".repeat(250)}}`,
    ],
    ["YAML", `${head}x-a: ${"[".repeat(250)}${"]".repeat(250)}\n`],
    ["YAML with aliases", `${head}x-b: &b [1]\nx-c: *b\nx-a: ${"[".repeat(250)}${"]".repeat(250)}\n`],
  ])("levels of %s", async (_, text) => {
    const host = memoryHost({ "openapi.yaml": text });
    expect(await load(host)).toEqual({
      isRead: false,
      messages: ["spec/too-deep: objects and lists nest more than 200 deep"],
    });
    expect(await load(host, { limits: { depth: 251 } })).toEqual({ isRead: true, messages: [] });
    expect((await load(host, { limits: { depth: 250 } })).isRead).toBe(false);
  });

  test.each([
    ["JSON", `{"openapi":"3.1.0","info":{"title":"A","version":"1"},"paths":{},"x-a":[${"[],".repeat(5_000)}[]]}`],
    ["YAML", `${head}x-a: [${"[],".repeat(5_000)}[]]\n`],
  ])("objects and lists of %s", async (_, text) => {
    const host = memoryHost({ "openapi.yaml": text });
    expect(await load(host, { limits: { nodes: 5_000 } })).toEqual({
      isRead: false,
      messages: ["spec/too-many-nodes: the file holds more than 5,000 objects and lists"],
    });
    expect(await load(host, { limits: { nodes: 6_000 } })).toEqual({ isRead: true, messages: [] });
  });
});
