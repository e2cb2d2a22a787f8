import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { formatText } from "../../../src/diagnostics/format-text.js";
import { toPointer } from "../../../src/diagnostics/origin.js";
import { memoryHost } from "../../../src/host/memory-host.js";
import { loadDocument } from "../../../src/spec/load.js";
import { parsePath } from "../../../src/spec/overlay-path.js";
import { selectNodes } from "../../../src/spec/overlay-select.js";
import { cli, withFolder } from "../cli/terminal.js";

const store = {
  books: [
    { title: "A", price: 8, isbn: "1" },
    { title: "B", price: 12 },
    { title: "C", price: 20, tags: ["x", "y"] },
  ],
  "x-y": { "it's": 1, 'q"q': 2 },
};

describe("JSONPath (RFC 9535)", () => {
  test.each([
    ["$", [""]],
    ["$.books[0].title", ["/books/0/title"]],
    ["$['books'][-1]['title']", ["/books/2/title"]],
    ["$.books[7]", []],
    ["$.books[-7]", []],
    ["$.books[0,2].price", ["/books/0/price", "/books/2/price"]],
    ["$.books[1:].title", ["/books/1/title", "/books/2/title"]],
    ["$.books[:-1].title", ["/books/0/title", "/books/1/title"]],
    ["$.books[::-1].title", ["/books/2/title", "/books/1/title", "/books/0/title"]],
    ["$..price", ["/books/0/price", "/books/1/price", "/books/2/price"]],
    ["$.books.*.isbn", ["/books/0/isbn"]],
    ["$.x-y['it\\'s']", ["/x-y/it's"]],
    ["$['x-y']['q\"q']", ['/x-y/q"q']],
    ["$.books[?@.price > 10].title", ["/books/1/title", "/books/2/title"]],
    ["$.books[?(@.price<10 || @.tags)].title", ["/books/0/title", "/books/2/title"]],
    ["$.books[?!@.isbn && @.price != 20].title", ["/books/1/title"]],
    ["$.books[?@.title == 'B']", ["/books/1"]],
    ["$.books[?length(@.tags) == 2]", ["/books/2"]],
    ["$.books[?count(@.*) >= 3].title", ["/books/0/title", "/books/2/title"]],
    ["$.books[?match(@.title, '[AB]')].price", ["/books/0/price", "/books/1/price"]],
    ["$.books[?search(@.title, '(')]", []],
    ["$.books[?@.price == $.books[0].price].title", ["/books/0/title"]],
    ["$.constructor", []],
  ])("%s", (path, pointers) => {
    expect(selectNodes(store, parsePath(path)).map(({ pointer }) => pointer)).toEqual(pointers);
  });

  test.each(["", "books", "@.a", "$.", "$[", "$[a]", "$['a", "$.a b", "$[?]", "$[?1]", "$[?@.a ==]", "$[?f(@)]"])(
    "%j is refused",
    (path) => expect(() => parsePath(path)).toThrow(/ is expected|nothing more|no string|begins with/),
  );
});

const api = `openapi: 3.1.0
info: { title: Pets, version: "1.0" }
tags: [{ name: a }, { name: b }, { name: c }]
paths:
  /pets:
    get: { operationId: listPets, tags: [pets], responses: { "204": { description: Done. } } }
  /old: { get: { responses: { "204": { description: Done. } } } }
`;

async function apply(actions: string, version = "1.0.0", document = api) {
  const diagnostics = new Diagnostics();
  const host = memoryHost({ "api.yaml": document, "o.yaml": `overlay: ${version}\nactions:\n${actions}` });
  const loaded = await loadDocument("api.yaml", host, diagnostics, { overlays: ["o.yaml"] });
  return { loaded, diagnostics, root: loaded?.root, codes: diagnostics.list.map(({ code }) => code) };
}

describe("overlays", () => {
  test("update merges objects, appends to lists and replaces the rest; remove takes away, also from lists", async () => {
    const { root, codes } = await apply(`  - { target: $.info, update: { title: New, x-a: { b: 1 } } }
  - { target: "$.paths['/pets'].get", update: { tags: [more], summary: List } }
  - { target: $.tags, update: { name: d } }
  - { target: "$.tags[?@.name == 'b']", remove: true }
  - { target: "$.paths['/old']", remove: true }
`);
    expect(codes).toEqual([]);
    expect(root).toMatchObject({
      info: { title: "New", version: "1.0", "x-a": { b: 1 } },
      tags: [{ name: "a" }, { name: "c" }, { name: "d" }],
      paths: { "/pets": { get: { operationId: "listPets", tags: ["pets", "more"], summary: "List" } } },
    });
    expect(Object.keys((root as { paths: object }).paths)).toEqual(["/pets"]);
  });

  test("copy and simple targets (1.1)", async () => {
    const { root, codes } = await apply(
      `  - { target: "$.paths['/old'].get", copy: "$.paths['/pets'].get" }\n  - { target: $.info.title, update: Short }\n`,
      "1.1.0",
    );
    expect(codes).not.toContain("overlay/invalid-action");
    expect(root).toMatchObject({ info: { title: "Short" }, paths: { "/old": { get: { tags: ["pets"] } } } });
  });

  test("positions lead to whoever wrote it", async () => {
    const { loaded } = await apply(`  - { target: $.info, update: { description: Added } }
  - { target: "$.tags[0]", remove: true }
`);
    const origin = (pointer: string) => loaded?.originOf(toPointer(pointer));
    expect(origin("/info/description")).toEqual({ source: "o.yaml", pointer: "/actions/0/update/description" });
    expect(origin("/info/title")).toEqual({ source: "api.yaml", pointer: "/info/title" });
    expect(origin("/tags/0/name")).toEqual({ source: "api.yaml", pointer: "/tags/1/name" });
  });

  test("a YAML alias is changed only where it is selected", async () => {
    const shared = `${api}x-one: &it { a: 1 }\nx-two: *it\n`;
    const { root } = await apply("  - { target: $.x-one, update: { a: 2 } }\n", "1.0.0", shared);
    expect(root).toMatchObject({ "x-one": { a: 2 }, "x-two": { a: 1 } });
  });

  test("what matches nothing is a warning with its place; what is wrong is an error", async () => {
    const { diagnostics, loaded } = await apply("  - { target: $.nowhere, remove: true }\n");
    expect(loaded).toBeDefined();
    expect(formatText(diagnostics.list, diagnostics.sources)).toContain(
      'o.yaml:3:15 - warning overlay/unmatched-action: "$.nowhere" selects nothing',
    );
    for (const [action, code] of [
      ["{ target: $.info }", "overlay/invalid-action"],
      ["{ update: {} }", "overlay/invalid-action"],
      ["{ target: $, remove: true }", "overlay/invalid-action"],
      ["{ target: $.info, update: [] }", "overlay/invalid-action"],
      ["{ target: 'info', update: {} }", "overlay/invalid-target"],
    ] as const) {
      const result = await apply(`  - ${action}\n`);
      expect({ action, codes: result.codes, loaded: result.loaded }).toEqual({
        action,
        codes: [code],
        loaded: undefined,
      });
    }
    expect((await apply("  []\n", "2.0.0")).codes).toEqual(["overlay/not-an-overlay"]);
  });

  describe.each(["1.0.0", "1.1.0"])("an action that matches nothing is told of, by overlay %s", (version) => {
    test.each([
      ["update", "{ target: $.nowhere, update: { a: 1 } }", "3:15", "$.nowhere"],
      ["remove", `{ target: "$.tags[?@.name == 'z']", remove: true }`, "3:15", "$.tags[?@.name == 'z']"],
      ["copy, its target", `{ target: "$.paths['/none']", copy: $.info }`, "3:15", "$.paths['/none']"],
      ["copy, its source", "{ target: $.info, copy: $.nowhere }", "3:29", "$.nowhere"],
    ])("%s", async (_, action, place, target) => {
      const { diagnostics, root, loaded } = await apply(`  - ${action}\n`, version);
      expect(formatText(diagnostics.list, diagnostics.sources)).toContain(
        `o.yaml:${place} - warning overlay/unmatched-action: ${JSON.stringify(target)} selects nothing`,
      );
      expect(diagnostics.list).toHaveLength(1);
      // The others go on, and what did not match has changed nothing.
      expect(loaded).toBeDefined();
      expect(root).toMatchObject({ info: { title: "Pets", version: "1.0" }, tags: [{}, {}, {}] });
      expect(Object.keys((root as { paths: object }).paths)).toEqual(["/pets", "/old"]);
    });
  });

  test("by flag and by configuration", () => {
    const overlay = "overlay: 1.0.0\nactions: [{ target: $.info, update: { title: Renamed } }]\n";
    const config = '{ "input": "api.yaml", "output": "sdk", "overlays": ["o.yaml"] }';
    return withFolder({ "api.yaml": api, "o.yaml": overlay }, async (folder) => {
      const { stdout } = await cli(["inspect", "api.yaml", "--overlay", "o.yaml", "--cwd", folder]);
      expect(stdout).toMatch(/^Renamed 1\.0/);
      expect((await cli(["inspect", "api.yaml", "--overlay", "none.yaml", "--cwd", folder])).code).toBe(1);
      const { writeFile } = await import("node:fs/promises");
      await writeFile(`${folder}/sdkwright.config.json`, config);
      expect((await cli(["inspect", "--cwd", folder])).stdout).toMatch(/^Renamed 1\.0/);
    });
  });
});
