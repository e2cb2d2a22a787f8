import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { type Host, HostError } from "../../../src/host/host.js";
import { type MemoryHost, memoryHost } from "../../../src/host/memory-host.js";
import { diffOutput } from "../../../src/output/diff.js";
import { contentHash, manifestPath, manifestText, parseManifest } from "../../../src/output/manifest.js";
import type { TextFile } from "../../../src/output/text-file.js";
import { writeOutput } from "../../../src/output/write.js";

const folder = "sdk";

function files(contents: Readonly<Record<string, string>>): readonly TextFile[] {
  return Object.entries(contents).map(([path, text]) => ({ path, text }));
}

interface Run {
  readonly codes: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
}

async function run(
  contents: Readonly<Record<string, string>>,
  host: Host,
): Promise<Run | { readonly codes: readonly string[] }> {
  const diagnostics = new Diagnostics();
  const diff = await diffOutput(files(contents), folder, host, diagnostics);
  const codes = diagnostics.list.map(({ code, message }) => `${code}: ${message}`);
  if (!diff) return { codes };
  await writeOutput(diff, folder, host);
  return { codes, changed: diff.changed.map(({ path }) => path), unchanged: diff.unchanged, removed: diff.removed };
}

/** The folder as a record, less the manifest. */
function contents(host: MemoryHost): Readonly<Record<string, string>> {
  const entries = [...host.files].filter(([path]) => path.startsWith("/work/sdk/") && !path.endsWith(manifestPath));
  return Object.fromEntries(entries.map(([path, text]) => [path.slice("/work/sdk/".length), text]));
}

/** The paths that the manifest names. */
function owned(host: MemoryHost): readonly string[] {
  const manifest = parseManifest(host.files.get(`/work/sdk/${manifestPath}`) ?? "");
  return [...(manifest?.files.keys() ?? [])];
}

/** A host that notes what is written and removed, and whose disk is full after some writes. */
function recording(inner: Host, { failAfter = Number.POSITIVE_INFINITY } = {}): Host & { readonly actions: string[] } {
  const actions: string[] = [];
  return {
    ...inner,
    actions,
    writeText: async (path, text) => {
      if (actions.length >= failAfter) throw new HostError("failed", path, { reason: "no space left" });
      actions.push(`write ${path}`);
      await inner.writeText(path, text);
    },
    change: async (changes) => {
      for (const one of changes) {
        const path = one.kind === "move" ? one.to : one.path;
        if (actions.length >= failAfter) throw new HostError("failed", path, { reason: "no space left" });
        actions.push(`${one.kind} ${path}`);
        await inner.change([one]);
      }
    },
  };
}

describe("writing", () => {
  test("the first time writes everything and says so in the manifest", async () => {
    const host = memoryHost({});
    expect(await run({ "index.ts": "a", "operations/pets.ts": "b" }, host)).toEqual({
      codes: [],
      changed: ["index.ts", "operations/pets.ts"],
      unchanged: [],
      removed: [],
    });
    expect(contents(host)).toEqual({ "index.ts": "a", "operations/pets.ts": "b" });
    expect(owned(host)).toEqual(["index.ts", "operations/pets.ts"]);
  });

  test("what is as it should be is not touched", async () => {
    const inner = memoryHost({});
    await run({ "index.ts": "a" }, inner);
    const host = recording(inner);
    expect(await run({ "index.ts": "a" }, host)).toMatchObject({ changed: [], unchanged: ["index.ts"], removed: [] });
    expect(host.actions).toEqual([]);
  });

  test("only what differs is written, and what someone edited is mended", async () => {
    const host = memoryHost({});
    await run({ "a.ts": "a", "b.ts": "b" }, host);
    await host.writeText("sdk/b.ts", "edited");
    expect(await run({ "a.ts": "a", "b.ts": "b" }, host)).toMatchObject({ changed: ["b.ts"], unchanged: ["a.ts"] });
    expect(contents(host)).toEqual({ "a.ts": "a", "b.ts": "b" });
  });

  test("a file of an earlier run that is no longer emitted is removed", async () => {
    const host = memoryHost({});
    await run({ "a.ts": "a", "operations/b.ts": "b" }, host);
    expect(await run({ "a.ts": "a" }, host)).toMatchObject({ removed: ["operations/b.ts"] });
    expect(contents(host)).toEqual({ "a.ts": "a" });
    expect(owned(host)).toEqual(["a.ts"]);
  });

  test("a file that was removed by hand is written again, or forgotten", async () => {
    const host = memoryHost({});
    await run({ "a.ts": "a", "b.ts": "b" }, host);
    await host.change(["sdk/a.ts", "sdk/b.ts"].map((path) => ({ kind: "remove", path, root: "sdk" })));
    expect(await run({ "a.ts": "a" }, host)).toMatchObject({ changed: ["a.ts"], removed: [] });
    expect(owned(host)).toEqual(["a.ts"]);
  });

  test("the files of others stay as they are", async () => {
    const host = memoryHost({ "sdk/notes.md": "mine", "sdk/operations/custom.ts": "mine" });
    await run({ "a.ts": "a", "operations/b.ts": "b" }, host);
    await run({ "a.ts": "a" }, host);
    expect(contents(host)).toEqual({ "a.ts": "a", "notes.md": "mine", "operations/custom.ts": "mine" });
  });
});

describe("nothing is written where", () => {
  test("a file stands in the way that is not ours; all of them are named", async () => {
    const inner = memoryHost({ "sdk/a.ts": "mine", "sdk/b.ts": "mine too" });
    const host = recording(inner);
    expect(await run({ "a.ts": "a", "b.ts": "b", "c.ts": "c" }, host)).toEqual({
      codes: [
        "output/foreign-file: sdk/a.ts exists and sdkwright did not write it; nothing was written",
        "output/foreign-file: sdk/b.ts exists and sdkwright did not write it; nothing was written",
      ],
    });
    expect(host.actions).toEqual([]);
  });

  test.each([
    ["no JSON", "{ nonsense"],
    ["no object", "[]"],
    ["another format", '{ "format": 2, "files": {} }'],
    ["no list of files", '{ "format": 1 }'],
    ["an empty file", ""],
    ["a list instead of a map", '{ "format": 1, "files": ["a.ts"] }'],
  ])("the manifest is broken: %s", async (_, text) => {
    const host = recording(memoryHost({ [`sdk/${manifestPath}`]: text }));
    const { codes } = await run({ "a.ts": "a" }, host);
    expect(codes).toEqual([
      `output/broken-manifest: sdk/${manifestPath} cannot be read, so nobody knows which files are ours; nothing was written`,
    ]);
    expect(host.actions).toEqual([]);
  });

  test.each([
    ["the folder is a file", "not-directory"],
    ["the folder may not be read", "denied"],
  ] as const)("%s", async (_, code) => {
    const inner = memoryHost({});
    const fail = (path: string): never => {
      throw new HostError(code, path, { reason: "no" });
    };
    const host = recording({ ...inner, list: async (path) => fail(path), readText: async (path) => fail(path) });
    const { codes } = await run({ "a.ts": "a" }, host);
    expect(codes).toHaveLength(1);
    expect(codes[0]).toMatch(/^output\/unwritable: /);
    expect(host.actions).toEqual([]);
  });
});

describe("a manifest that someone edited", () => {
  test.each([
    "../outside.ts",
    "a/../../outside.ts",
    "/work/outside.ts",
    "C:\\outside.ts",
    "..\\outside.ts",
    "\\outside.ts",
    "./a.ts",
    "a//b.ts",
    ".",
    "..",
  ])("does not make us remove %s", async (path) => {
    const inner = memoryHost({
      "outside.ts": "theirs",
      [`sdk/${manifestPath}`]: JSON.stringify({ format: 1, files: { [path]: "0" } }),
    });
    const host = recording(inner);
    await run({ "a.ts": "a" }, host);
    expect(host.actions.filter((action) => action.startsWith("remove"))).toEqual([]);
    expect(inner.files.get("/work/outside.ts")).toBe("theirs");
  });
});

describe("a run that is interrupted", () => {
  const before = { "a.ts": "1", "b.ts": "1", "gone.ts": "1" };
  const after = { "a.ts": "2", "b.ts": "1", "c.ts": "2", "d/e.ts": "2" };

  test.each([0, 1, 2, 3, 4, 5])("after %i actions is finished by the next one", async (failAfter) => {
    const inner = memoryHost({ "sdk/theirs.ts": "theirs" });
    await run(before, inner);
    await expect(run(after, recording(inner, { failAfter }))).rejects.toThrow("no space left");
    // Whatever it wrote, the next run knows that it is ours.
    const second = await run(after, inner);
    expect(second.codes).toEqual([]);
    expect(contents(inner)).toEqual({ ...after, "theirs.ts": "theirs" });
    expect([...owned(inner)].sort()).toEqual(Object.keys(after).sort());
  });

  test("leaves what was there before where not even the manifest could be written", async () => {
    const inner = memoryHost({});
    await run(before, inner);
    const state = new Map(inner.files);
    await expect(run(after, recording(inner, { failAfter: 0 }))).rejects.toThrow("no space left");
    expect(new Map(inner.files)).toEqual(state);
  });
});

test("the manifest does not depend on the order of the files", () => {
  const one = manifestText({
    files: new Map([
      ["b", "2"],
      ["a", "1"],
      ["__proto__", "3"],
    ]),
  });
  const two = manifestText({
    files: new Map([
      ["a", "1"],
      ["__proto__", "3"],
      ["b", "2"],
    ]),
  });
  expect(one).toBe(two);
  expect([...(parseManifest(one)?.files ?? [])]).toEqual([
    ["__proto__", "3"],
    ["a", "1"],
    ["b", "2"],
  ]);
});

test("a hash is that of the UTF-8 text", () => {
  expect(contentHash("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(contentHash("é")).not.toBe(contentHash("e\u0301"));
});
