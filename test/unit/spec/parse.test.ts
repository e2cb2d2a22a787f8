import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { formatText } from "../../../src/diagnostics/format-text.js";
import type { JsonValue } from "../../../src/spec/json.js";
import { parseText } from "../../../src/spec/parse.js";

function read(text: string, source = "api"): { value: JsonValue | undefined; text: string; codes: readonly string[] } {
  const diagnostics = new Diagnostics();
  const value = parseText(source, text, diagnostics)?.value;
  return { value, text: formatText(diagnostics.list, diagnostics.sources), codes: diagnostics.list.map((d) => d.code) };
}

describe("values of YAML 1.2", () => {
  test.each<[string, JsonValue]>([
    ["a: yes\nb: on\nc: no\nd: off\ny: n", { a: "yes", b: "on", c: "no", d: "off", y: "n" }],
    ["a: 2020-01-01\nb: 2020-01-01T10:00:00Z", { a: "2020-01-01", b: "2020-01-01T10:00:00Z" }],
    ["a: true\nb: null\nc: ~\nd:", { a: true, b: null, c: null, d: null }],
    ["a: 12\nb: -1.5e3\nc: 0x1F\nd: 0o17\ne: 012\nf: 1_000", { a: 12, b: -1500, c: 31, d: 15, e: 12, f: "1_000" }],
    ["a: .inf\nb: .nan\nc: !!float .inf", { a: ".inf", b: ".nan", c: ".inf" }],
    ["a: 12e03\nb: '12'\nc: 1:30", { a: 12000, b: "12", c: "1:30" }],
    [
      "a: !custom x\nb: !!timestamp 2020-01-01\nc: !Ref [1]\nd: !m {k: v}",
      { a: "x", b: "2020-01-01", c: [1], d: { k: "v" } },
    ],
    ["a: |\n  one\n  two\nb: >-\n  one\n  two", { a: "one\ntwo\n", b: "one two" }],
  ])("%j", (text, want) => {
    expect(read(text)).toEqual({ value: want, text: "", codes: [] });
  });

  test("keys are names, as they are written", () => {
    const { value } = read("200: a\nnull: b\ntrue: c\n1.10: d\n0x10: e\n~: f\n'4XX': g\nyes: h");
    expect(value).toEqual({ 200: "a", null: "b", true: "c", "1.10": "d", "0x10": "e", "~": "f", "4XX": "g", yes: "h" });
  });

  test("anchors stay one object, merge keys yield to own keys", () => {
    const { value } = read("a: &a {x: 1, y: 2}\nb: *a\nc:\n  <<: *a\n  y: 3\nd:\n  <<: [*a, {z: 4}]");
    expect(value).toEqual({ a: { x: 1, y: 2 }, b: { x: 1, y: 2 }, c: { x: 1, y: 3 }, d: { x: 1, y: 2, z: 4 } });
    const object = value as { a: JsonValue; b: JsonValue };
    expect(object.b).toBe(object.a);
  });

  test("a byte order mark and CRLF are no part of the text", () => {
    expect(read("\uFEFFa: 1\r\nb: |\r\n  x\r\n  y\r\n").value).toEqual({ a: 1, b: "x\ny\n" });
    expect(read('\uFEFF{"a":\r\n1}').value).toEqual({ a: 1 });
  });

  test("numbers beyond 2^53 are what JSON.parse makes of them", () => {
    expect(read("a: 12345678901234567890").value).toEqual(JSON.parse('{"a": 12345678901234567890}'));
  });
});

describe("__proto__ is a member like others", () => {
  test.each([
    '{"__proto__": {"polluted": true}}',
    "__proto__: {polluted: true}",
    "a: &a {__proto__: {polluted: true}}\nb: {<<: *a}",
  ])("%s", (text) => {
    const { value } = read(text);
    expect(JSON.stringify(value)).toContain('"__proto__":{"polluted":true}');
    const inner = Object.values(value as object)[0] as object;
    for (const object of [value as object, inner])
      expect("polluted" in object && !Object.hasOwn(object, "polluted")).toBe(false);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe("JSON", () => {
  test.each([
    ['{"a": 1,\n "b": [1 2]}', "2:10", ", or ] is expected here"],
    ['{"a" 1}', "1:6", ": is expected here, between key and value"],
    ['{"a": }', "1:7", "a value is expected here"],
    ['{"a": 1} x', "1:10", "nothing more is expected here"],
    ['{"a": "x', "1:7", "this string does not end, or holds a character that must be escaped"],
    ['{"a": "\\q"}', "1:7", "this string does not end, or holds a character that must be escaped"],
    ['[{"a": 1]', "1:9", ", or } is expected here"],
    ['{"a": [1, {}', "1:12", "the text ends where ] is still missing"],
    ['{"a": 1, "b"}', "1:13", ": is expected here, between key and value"],
  ])("%s", (json, place, reason) => {
    const { text } = read(json);
    expect(text.split("\n")[0]).toBe(`api:${place} - error spec/json-syntax: this is not JSON: ${reason}`);
  });

  test("comments and trailing commas are read over, and said", () => {
    const { value, codes } = read('{\n // one\n "a": "// no /* comment */", /* two */ "b": [1, 2,],\n}');
    expect(value).toEqual({ a: "// no /* comment */", b: [1, 2] });
    expect(codes).toEqual(["spec/json-extras"]);
  });

  test("YAML in flow style begins as JSON does", () => {
    expect(read('{openapi: 3.1.0, "info": {title: x}}')).toEqual({
      value: { openapi: "3.1.0", info: { title: "x" } },
      text: "",
      codes: [],
    });
    const mixed = '{"openapi": 3.1.0, info: {title: x}}';
    expect(read(mixed, "api.yaml").value).toEqual({ openapi: "3.1.0", info: { title: "x" } });
    expect(read(mixed, "api.json").codes).toEqual(["spec/json-syntax"]);
  });
});

describe("YAML that is wrong", () => {
  test("every error is reported, each at its place", () => {
    const { text } = read("a: b: c\nd: 1\n\te: 2\nf: [1, 2\n");
    expect(text.match(/^api:\d+:\d+/gm)?.length).toBeGreaterThanOrEqual(3);
    expect(text).toContain("api:1:4 - error spec/yaml-syntax: this is not YAML: Nested mappings are not allowed");
  });

  test("an alias without anchor", () => {
    expect(read("a: 1\nb: *none\n").text.split("\n")[0]).toBe(
      'api:2:5 - error spec/yaml-syntax: this is not YAML: unidentified alias "none"',
    );
  });

  test("a line of a quoted string that is not indented is read, and said", () => {
    const { value, codes } = read('a:\n  b: "one\n  two\n three"\nc: {\n  d: 1\n}\n');
    expect(value).toEqual({ a: { b: "one two three" }, c: { d: 1 } });
    expect(new Set(codes)).toEqual(new Set(["spec/yaml-indentation"]));
  });

  test("of equal keys the last counts, each is reported", () => {
    const { value, text } = read("a: 1\nb: {c: 1, c: 2}\na: 3\n");
    expect(value).toEqual({ a: 3, b: { c: 2 } });
    expect(text.match(/^api:\S+/gm)).toEqual(["api:2:11", "api:3:1"]);
  });
});

describe("texts that would make the reader work for ever", () => {
  test("a billion laughs", () => {
    const lines = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]`);
    const start = performance.now();
    expect(read(`a0: &a0 [x]\n${lines.join("\n")}\n`).codes).toEqual(["spec/too-many-aliases"]);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test("shared objects that are not too many stay shared", () => {
    const lines = Array.from({ length: 10 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`);
    expect(read(`a0: &a0 [x]\n${lines.join("\n")}\n`).codes).toEqual([]);
  });

  test.each([
    ["JSON", `{"a": ${"[".repeat(100_000)}${"]".repeat(100_000)}}`, "spec/too-deep"],
    ["flow YAML", `a: ${"[".repeat(100_000)}${"]".repeat(100_000)}`, "spec/too-deep"],
    [
      "a chain of aliases",
      `a0: &a0 []\n${Array.from({ length: 600 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]`).join("\n")}`,
      "spec/too-deep",
    ],
  ])("nesting: %s", (_, text, code) => {
    expect(read(text).codes).toEqual([code]);
  });
});
