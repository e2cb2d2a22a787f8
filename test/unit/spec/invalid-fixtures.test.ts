import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { catalog } from "../../../src/diagnostics/catalog.js";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { formatText } from "../../../src/diagnostics/format-text.js";
import { nodeHost } from "../../../src/host/node-host.js";
import { loadDocument } from "../../../src/spec/load.js";
import { expectedDiagnostics } from "./expected-diagnostics.js";

const folder = new URL("../../../fixtures/invalid", import.meta.url).pathname;
const fixtures = readdirSync(folder).filter((name) => name.startsWith("spec-"));

/** What cannot be read has no fixture, nor has what is too large (test/hostile/limits.test.ts). */
const withoutFixture = ["spec/unreadable", "spec/too-large", "spec/too-many-nodes"];

describe("documents with mistakes", () => {
  test("every code of this layer has a fixture, and every fixture an expectation", () => {
    const codes = Object.keys(catalog).filter((code) => code.startsWith("spec/") && !withoutFixture.includes(code));
    const named = fixtures.map((name) => name.replace(/^spec-/, "spec/").replace(/\.(?:yaml|json)$/, ""));
    expect(named.sort()).toEqual(codes.sort());
    expect(Object.keys(expectedDiagnostics).sort()).toEqual([...fixtures].sort());
  });

  test.each(Object.entries(expectedDiagnostics))("%s", async (name, { isRead, text }) => {
    const diagnostics = new Diagnostics();
    const document = await loadDocument(name, nodeHost({ cwd: folder }), diagnostics);
    expect(formatText(diagnostics.list, diagnostics.sources)).toBe(text);
    expect(document !== undefined).toBe(isRead);
    expect(diagnostics.hasErrors).toBe(!isRead);
    expect(diagnostics.list.map(({ code }) => code.replace("/", "-"))).toContain(name.replace(/\.\w+$/, ""));
  });

  test("an entry document that is not there", async () => {
    const diagnostics = new Diagnostics();
    expect(await loadDocument("nowhere.yaml", nodeHost({ cwd: folder }), diagnostics)).toBeUndefined();
    expect(formatText(diagnostics.list, diagnostics.sources)).toBe(
      [
        "error spec/unreadable: cannot read nowhere.yaml: no such file",
        "   hint: the input is a path, an http(s) URL, or - for standard input\n",
      ].join("\n"),
    );
  });
});
