import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import type { FileChange } from "../../../src/host/host.js";
import { type MemoryHost, memoryHost } from "../../../src/host/memory-host.js";
import { diffOutput } from "../../../src/output/diff.js";
import { contentHash, manifestPath, parseManifest } from "../../../src/output/manifest.js";
import { insertRegions, orphanedText, type Place, parseRegions } from "../../../src/output/regions.js";
import type { TextFile } from "../../../src/output/text-file.js";
import { writeOutput } from "../../../src/output/write.js";

const folder = "sdk";
const generated = "// head\n\nimport x;\n\nclass A {\n  a;\n}\n";
const shown = "// head\n\nimport x;\n\n// #region custom imports\n// #endregion custom imports\n\nclass A {\n  a;\n}\n";

function placesIn(text: string): readonly Place[] {
  return [
    { name: "custom imports", offset: text.indexOf("import x;\n") + 10, margin: "", isShown: true },
    { name: "custom members", offset: text.indexOf("}\n"), margin: "  ", isShown: false },
    { name: "custom", offset: text.length, margin: "", isShown: false },
  ];
}

function file(path: string, text = generated): TextFile {
  return { path, text, places: placesIn(text) };
}

/** Generates into the folder; the diagnostics, and what was said to have changed. */
async function generate(host: MemoryHost, ...files: readonly TextFile[]) {
  const diagnostics = new Diagnostics();
  const diff = await diffOutput(files, folder, host, diagnostics);
  if (diff) await writeOutput(diff, folder, host);
  return {
    codes: diagnostics.list.map(({ code }) => code),
    messages: diagnostics.list.map(({ message }) => message),
    changed: diff?.changed.map(({ path }) => path),
    orphaned: diff?.orphaned.map(({ path }) => path),
  };
}

const on = (host: MemoryHost, path: string): string | undefined => host.files.get(`/work/sdk/${path}`);
const edit = (host: MemoryHost, path: string, change: (text: string) => string): Promise<void> =>
  host.writeText(`sdk/${path}`, change(on(host, path) ?? ""));

describe("the text of a file", () => {
  test.each([
    ["nothing but the markers that are always shown", [], shown],
    [
      "a region in each place",
      [
        { name: "custom", lines: ["end();"] },
        { name: "custom members", lines: ["  own() {}"] },
        { name: "custom imports", lines: ["import y;"] },
      ],
      "// head\n\nimport x;\n\n// #region custom imports\nimport y;\n// #endregion custom imports\n\nclass A {\n  a;\n\n" +
        "  // #region custom members\n  own() {}\n  // #endregion custom members\n}\n\n// #region custom\nend();\n// #endregion custom\n",
    ],
    [
      "two of one name, the first first; blank ones are none",
      [
        { name: "custom", lines: ["one();"] },
        { name: "custom", lines: ["", "two();"] },
        { name: "custom members", lines: ["   ", ""] },
      ],
      `${shown}\n// #region custom\none();\n\ntwo();\n// #endregion custom\n`,
    ],
  ])("%s", (_, regions, want) => {
    const text = insertRegions(generated, placesIn(generated), regions);
    expect(text).toBe(want);
    // Whatever stands in its regions, the file is what was generated.
    expect(parseRegions(text).generated).toContain(generated);
  });
});

describe("reading the regions of a file", () => {
  test.each([
    ["any indentation and spacing", "\t//   #region   custom   members \nx\n//#endregion", "custom members", ["x"]],
    ["line ends of Windows", "// #region custom\r\nx\r\n// #endregion\r\n", "custom", ["x"]],
    [
      "regions of an editor's inside",
      "// #region custom\n// #region mine\nx\n// #endregion\ny\n// #endregion custom\nz",
      "custom",
      ["// #region mine", "x", "// #endregion", "y"],
    ],
    ["a name that nobody knows", "// #region custom stuff\nx\n// #endregion", "custom stuff", ["x"]],
  ])("%s", (_, text, name, lines) => {
    expect(parseRegions(text)).toMatchObject({ regions: [{ name, lines }], unclosed: undefined });
  });

  test.each([
    ["a region of another name", "// #region customs\nx\n// #endregion"],
    ["the words in a comment of ours", "/**\n * // #region custom\n * x\n * // #endregion\n */"],
    ["the words in a string", 'const a = "// #region custom";'],
  ])("%s is none", (_, text) => {
    expect(parseRegions(text)).toEqual({ regions: [], generated: [text, text], unclosed: undefined });
  });
});

describe("generating again", () => {
  test("keeps what stands in regions, and writes nothing where nothing changed", async () => {
    const host = memoryHost({});
    await generate(host, file("a.ts"));
    expect(on(host, "a.ts")).toBe(shown);
    await edit(host, "a.ts", (text) => text.replace("imports\n", "imports\nimport y;\n"));
    await edit(host, "a.ts", (text) => `${text}\n// #region custom\nown();\n// #endregion custom\n`);
    const mine = on(host, "a.ts");
    expect(await generate(host, file("a.ts"))).toEqual({ codes: [], messages: [], changed: [], orphaned: [] });
    expect(on(host, "a.ts")).toBe(mine);

    const next = generated.replace("  a;", "  a;\n  b;");
    expect(await generate(host, file("a.ts", next))).toMatchObject({ codes: [], changed: ["a.ts"] });
    expect(on(host, "a.ts")).toBe(mine?.replace("  a;", "  a;\n  b;"));
    // The manifest knows what is ours alone.
    expect(parseManifest(on(host, manifestPath) ?? "")?.files.get("a.ts")).toBe(contentHash(next));
  });

  test("moves a region that was put elsewhere to its place", async () => {
    const host = memoryHost({});
    await generate(host, file("a.ts"));
    await edit(host, "a.ts", (text) => `// #region custom\nown();\n// #endregion\n${text}`);
    expect(await generate(host, file("a.ts"))).toMatchObject({ codes: [], changed: ["a.ts"] });
    expect(on(host, "a.ts")).toBe(`${shown}\n// #region custom\nown();\n// #endregion custom\n`);
  });

  test("stops before a region without an end, and leaves everything as it is", async () => {
    const host = memoryHost({});
    await generate(host, file("a.ts"));
    await edit(host, "a.ts", (text) => text.replace("// #endregion custom imports\n", "own();\n"));
    const state = new Map(host.files);
    expect(await generate(host, file("a.ts", `${generated}more`))).toMatchObject({
      codes: ["output/unclosed-region"],
      messages: [expect.stringMatching(/^sdk\/a\.ts:5: /)],
      changed: undefined,
    });
    expect(new Map(host.files)).toEqual(state);
  });
});

describe("a region whose place is gone", () => {
  async function withRegion(): Promise<MemoryHost> {
    const host = memoryHost({});
    await generate(host, file("a.ts"), file("b.ts"));
    await edit(host, "b.ts", (text) => text.replace("imports\n", "imports\nimport y;\n"));
    return host;
  }

  test("is kept beside the file that is removed, and the file it is kept in is never removed", async () => {
    const host = await withRegion();
    expect(await generate(host, file("a.ts"))).toMatchObject({
      codes: ["output/orphaned-region"],
      messages: ['the region "custom imports" of sdk/b.ts has no place any more; it is kept in sdk/b.ts.orphaned'],
      orphaned: ["b.ts.orphaned"],
    });
    expect(on(host, "b.ts")).toBeUndefined();
    expect(on(host, "b.ts.orphaned")).toContain("// #region custom imports\nimport y;\n// #endregion custom imports\n");
    expect(await generate(host, file("a.ts"))).toEqual({ codes: [], messages: [], changed: [], orphaned: [] });
    expect(on(host, "b.ts.orphaned")).toBeDefined();
  });

  test("is kept where the file stays and has no such place, and what was kept before stays", async () => {
    const host = await withRegion();
    await host.writeText("sdk/b.ts.orphaned", "// mine\n");
    await edit(host, "b.ts", (text) => `${text}\n// #region custom nonsense\nother();\n// #endregion\n`);
    const bare: TextFile = { path: "b.ts", text: generated, places: [] };
    expect(await generate(host, file("a.ts"), bare)).toMatchObject({ orphaned: ["b.ts.orphaned"], changed: ["b.ts"] });
    expect(on(host, "b.ts")).toBe(generated);
    expect(on(host, "b.ts.orphaned")).toBe(
      "// mine\n\n// #region custom imports\nimport y;\n// #endregion custom imports\n\n" +
        "// #region custom nonsense\nother();\n// #endregion custom nonsense\n",
    );
  });

  test("is not kept twice where a run was interrupted", () => {
    const region = { name: "custom", lines: ["x"] };
    const once = orphanedText("a.ts", undefined, [region]);
    expect(orphanedText("a.ts", once, [region])).toBe(once);
  });

  test("is written before the file is removed", async () => {
    const inner = await withRegion();
    const actions: string[] = [];
    const host = {
      ...inner,
      change: async (changes: readonly FileChange[]) => {
        actions.push(...changes.map((one) => (one.kind === "move" ? one.to : one.path)));
        await inner.change(changes);
      },
    };
    await generate(host, file("a.ts"));
    expect(actions).toContain("sdk/b.ts.orphaned");
    expect(actions.indexOf("sdk/b.ts")).toBeGreaterThan(actions.indexOf("sdk/b.ts.orphaned"));
  });
});

describe("an edit outside of regions", () => {
  test.each([
    ["is told where it is overwritten", (text: string) => text.replace("  a;", "  edited;"), generated, true],
    ["is told where the API changed too", (text: string) => `${text}edited`, `${generated}// new\n`, true],
    ["is none where only line ends changed", (text: string) => text.replaceAll("\n", "\r\n"), generated, false],
    [
      "is none where a region was added without an empty line before it",
      (text: string) => `${text}// #region custom\nx\n// #endregion\n`,
      generated,
      false,
    ],
  ])("%s", async (_, change, next, isTold) => {
    const host = memoryHost({});
    await generate(host, { path: "a.ts", text: generated, places: placesIn(generated).slice(2) });
    await edit(host, "a.ts", change);
    const result = await generate(host, { path: "a.ts", text: next, places: placesIn(next).slice(2) });
    expect(result).toMatchObject({ codes: isTold ? ["output/edited-file"] : [], changed: ["a.ts"] });
  });

  test("is told of a file that is removed, and once for all files", async () => {
    const host = memoryHost({});
    const paths = ["a.ts", "b.ts", "c.ts", "d.ts", "e.ts", "f.ts", "g.ts"];
    await generate(host, ...paths.map((path) => file(path)));
    for (const path of paths) await edit(host, path, (text) => `${text}edited`);
    const { messages } = await generate(host, file("a.ts"));
    expect(messages).toEqual([
      "sdk/a.ts, sdk/b.ts, sdk/c.ts, sdk/d.ts, sdk/e.ts, and 2 more were edited since sdkwright wrote them; the edits are not kept",
    ]);
  });
});
