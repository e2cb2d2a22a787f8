import { describe, expect, test } from "vitest";
import { toPointer } from "../../../src/diagnostics/origin.js";
import { SourceTexts } from "../../../src/diagnostics/source-text.js";

function place(text: string, pointer: string, parsedText?: string): string {
  const sources = new SourceTexts();
  const syntax = text.startsWith("{") ? "json" : "yaml";
  sources.add("api", text, { syntax, ...(parsedText === undefined ? {} : { parsedText }) });
  const location = sources.locate({ source: "api", pointer: toPointer(pointer) });
  if (location === undefined) return "nowhere";
  const { line, column, length, lineText } = location;
  return `${line}:${column} ${lineText.slice(column - 1, column - 1 + length)}`;
}

const json = `{
  "openapi": "3.1.0",
  "a/b": { "c~d": [1, {"x": "}\\"]"}, [true, null]] },
  "k\\u0065y": {"in \\"quotes\\"": -1.5e3},
  "a": {"b": {"b": {}}}, "last": false
}`;

describe("places in JSON", () => {
  test.each([
    ["", "1:1 {"],
    ["/openapi", '2:14 "3.1.0"'],
    ["/a~1b", '3:3 "a/b"'],
    ["/a~1b/c~0d", '3:12 "c~d"'],
    ["/a~1b/c~0d/0", "3:20 1"],
    ["/a~1b/c~0d/1", "3:23 {"],
    ["/a~1b/c~0d/1/x", '3:29 "}\\"]"'],
    ["/a~1b/c~0d/2/1", "3:45 null"],
    ['/key/in "quotes"', "4:33 -1.5e3"],
    ["/a/b/b", '5:15 "b"'],
    ["/last", "5:34 false"],
    ["/a/missing/deeper", '5:3 "a"'],
    ["/missing", "1:1 {"],
  ])("%s", (pointer, want) => {
    expect(place(json, pointer)).toBe(want);
  });

  test("one pass finds many places, in their order", () => {
    const sources = new SourceTexts();
    sources.add("api", json);
    const pointers = ["/last", "/openapi", "/a~1b/c~0d/0", "/last"];
    const found = sources.locateAll(pointers.map((pointer) => ({ source: "api", pointer: toPointer(pointer) })));
    expect(found.map((location) => location?.line)).toEqual([5, 2, 3, 5]);
  });

  test("13 MB are searched in well under a second", () => {
    const item = `"name": "some \\"text\\"", "list": [1, 2, {"a": null}]`;
    const text = `{"items": [${`{${item}},`.repeat(230_000)}{"last": 1}]}`;
    const sources = new SourceTexts();
    sources.add("api", text);
    const start = performance.now();
    const location = sources.locate({ source: "api", pointer: toPointer("/items/230000/last") });
    expect(performance.now() - start).toBeLessThan(700);
    expect(text.slice((location?.column ?? 0) - 1)).toBe("1}]}");
  });
});

const yaml = `openapi: 3.1.0\r
info: &info
  title: 'It''s'
  description: |
    Two
    lines
  version: "1.0"
empty:
list:
  - one
  - k: v
  - [a, {b: c}]
copy: *info
merged:
  <<: [*info, { extra: 1 }]
  own: yes
"quo\\"ted": 1
200: ok
twice: 1
twice: 2
`;

describe("places in YAML", () => {
  test.each([
    ["", "1:1 o"],
    ["/openapi", "1:10 3.1.0"],
    ["/info", "2:1 info"],
    ["/info/title", "3:10 'It''s'"],
    ["/info/description", "5:1     Two"],
    ["/info/version", '7:12 "1.0"'],
    ["/empty", "8:1 empty"],
    ["/list/0", "10:5 one"],
    ["/list/1", "11:5 k"],
    ["/list/1/k", "11:8 v"],
    ["/list/2/1/b", "12:13 c"],
    ["/copy", "13:1 copy"],
    ["/copy/title", "3:10 'It''s'"],
    ["/merged/own", "16:8 yes"],
    ["/merged/title", "3:10 'It''s'"],
    ["/merged/extra", "15:24 1"],
    ['/quo"ted', "17:13 1"],
    ["/200", "18:6 ok"],
    ["/twice", "20:8 2"],
    ["/info/none", "2:1 info"],
  ])("%s", (pointer, want) => {
    expect(place(yaml, pointer)).toBe(want);
  });

  test("columns are those of the author's text, where a line had to be indented to be read", () => {
    const text = "a: [1,\n2, {b: 3}]\nc: 4\n";
    const parsed = text.replace("\n2", "\n        2");
    expect(place(text, "/a/1", parsed)).toBe("2:1 2");
    expect(place(text, "/a/2/b", parsed)).toBe("2:8 3");
    expect(place(text, "/c", parsed)).toBe("3:4 4");
  });

  test("an unknown source has no places", () => {
    expect(new SourceTexts().locate({ source: "nowhere", pointer: toPointer("/a") })).toBeUndefined();
  });
});
