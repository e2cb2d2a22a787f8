import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { formatJson } from "../../../src/diagnostics/format-json.js";
import { formatText } from "../../../src/diagnostics/format-text.js";
import { toPointer } from "../../../src/diagnostics/origin.js";

function collect(text: string): Diagnostics {
  const diagnostics = new Diagnostics();
  diagnostics.sources.add("openapi.yaml", text);
  return diagnostics;
}

const document = "paths:\n  /pets:\n    $ref: '#/components/schemas/Pat'\n";
const at = { source: "openapi.yaml", pointer: toPointer("/paths/~1pets/$ref") };
const params = { ref: "#/components/schemas/Pat", suggestion: "#/components/schemas/Pet" };

describe("diagnostics as text", () => {
  test("place, message, code frame, pointer and hint", () => {
    const diagnostics = collect(document);
    diagnostics.report("spec/unresolved-ref", at, params);
    expect(formatText(diagnostics.list, diagnostics.sources)).toBe(
      [
        'openapi.yaml:3:11 - warning spec/unresolved-ref: "#/components/schemas/Pat" points at nothing; read as unknown',
        "   3 |     $ref: '#/components/schemas/Pat'",
        "     |           ^^^^^^^^^^^^^^^^^^^^^^^^^^",
        "   at #/paths/~1pets",
        '   hint: did you mean "#/components/schemas/Pet"?\n',
      ].join("\n"),
    );
  });

  test("colour is asked for", () => {
    const diagnostics = collect(document);
    diagnostics.report("spec/unresolved-ref", at, params);
    const colored = formatText(diagnostics.list, diagnostics.sources, { color: true });
    expect(colored).toContain("\u001b[33mwarning\u001b[0m");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours are what is removed
    expect(colored.replace(/\u001b\[\d+m/g, "")).toBe(formatText(diagnostics.list, diagnostics.sources));
  });

  test("text of a document cannot drive the terminal", () => {
    const diagnostics = collect('"a\\u001b[31m": "\u001b[2Jx\u202e"\n');
    const origin = { source: "openapi.yaml", pointer: toPointer("/a\u001b[31m") };
    diagnostics.report("spec/unresolved-ref", origin, { ref: "#/\u001b]0;pwned\u0007" });
    const text = formatText(diagnostics.list, diagnostics.sources);
    expect(text).not.toMatch(/[^\n\P{Cc}]|\u202e/u);
    expect(text).toContain('"\ufffd[2Jx\ufffd"');
  });

  test("of a long line only the part around the place is shown", () => {
    const filler = `"x": "${"y".repeat(300)}"`;
    const diagnostics = collect(`{${filler}, "wrong": 1, "z": "${"y".repeat(300)}"}`);
    diagnostics.report("spec/empty-document", { source: "openapi.yaml", pointer: toPointer("/wrong") }, {});
    const [, line, carets] = formatText(diagnostics.list, diagnostics.sources).split("\n");
    expect(line).toMatch(/^ {3}1 \| …y+", "wrong": 1, "z": "y+…$/);
    expect(line?.length).toBeLessThan(130);
    expect(carets?.indexOf("^")).toBe((line?.indexOf('"wrong": 1') ?? 0) + '"wrong": '.length);
  });

  test("without a place there is only the message", () => {
    const diagnostics = collect("");
    diagnostics.report("spec/unreadable", undefined, { source: "a.yaml", reason: "no such file" });
    const [first] = formatText(diagnostics.list, diagnostics.sources).split("\n");
    expect(first).toBe("error spec/unreadable: cannot read a.yaml: no such file");
  });
});

describe("diagnostics as data", () => {
  test("file, line, column, pointer and hint", () => {
    const diagnostics = collect(document);
    diagnostics.report("spec/unresolved-ref", at, params);
    diagnostics.report("spec/unreadable", undefined, { source: "a.yaml", reason: "no such file" });
    expect(formatJson(diagnostics.list, diagnostics.sources)).toEqual([
      {
        code: "spec/unresolved-ref",
        severity: "warning",
        message: '"#/components/schemas/Pat" points at nothing; read as unknown',
        hint: 'did you mean "#/components/schemas/Pet"?',
        file: "openapi.yaml",
        pointer: "/paths/~1pets/$ref",
        line: 3,
        column: 11,
      },
      expect.objectContaining({ code: "spec/unreadable", severity: "error" }),
    ]);
  });
});

describe("the collector", () => {
  test("keeps the same report at the same place once", () => {
    const diagnostics = collect(document);
    for (const ref of ["#/a", "#/a", "#/b"]) diagnostics.report("spec/unresolved-ref", at, { ref });
    diagnostics.report("spec/unresolved-ref", { ...at, pointer: toPointer("/other") }, { ref: "#/a" });
    expect(diagnostics.list).toHaveLength(3);
  });

  test("knows whether there were errors", () => {
    const diagnostics = collect(document);
    diagnostics.report("spec/unresolved-ref", at, { ref: "#/a" });
    expect(diagnostics.hasErrors).toBe(false);
    diagnostics.report("spec/empty-document", undefined, {});
    expect(diagnostics.hasErrors).toBe(true);
  });
});
