import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { catalog } from "../../../src/diagnostics/catalog.js";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { formatText } from "../../../src/diagnostics/format-text.js";
import { nodeHost } from "../../../src/host/node-host.js";
import { lowerApi } from "../../../src/lower/lower-api.js";
import { loadDocument } from "../../../src/spec/load.js";
import { expectedDiagnostics } from "./expected-diagnostics.js";

const folder = new URL("../../../fixtures/invalid", import.meta.url).pathname;
const fixtures = readdirSync(folder).filter((name) => name.startsWith("lower-"));

/** The reader sees to it that lowering meets neither: what is no schema was mended, what refers to itself was cut. */
const withoutFixture = ["lower/not-a-schema", "lower/reference-cycle"];

describe("documents with mistakes that lowering finds", () => {
  test("every code of this layer has a fixture, and every fixture an expectation", () => {
    const codes = Object.keys(catalog).filter((code) => code.startsWith("lower/") && !withoutFixture.includes(code));
    const named = fixtures.map((name) => name.replace(/^lower-/, "lower/").replace(/\.(?:yaml|json)$/, ""));
    expect(named.sort()).toEqual(codes.sort());
    expect(Object.keys(expectedDiagnostics).sort()).toEqual([...fixtures].sort());
  });

  test.each(Object.entries(expectedDiagnostics))("%s", async (name, text) => {
    const diagnostics = new Diagnostics();
    const document = await loadDocument(name, nodeHost({ cwd: folder }), diagnostics);
    if (document !== undefined) lowerApi(document, diagnostics);
    expect(formatText(diagnostics.list, diagnostics.sources)).toBe(text);
    expect(diagnostics.list.map(({ code }) => code.replace("/", "-"))).toContain(name.replace(/\.\w+$/, ""));
  });
});
