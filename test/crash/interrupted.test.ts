import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../src/diagnostics/diagnostic.js";
import type { Host } from "../../src/host/host.js";
import { type MemoryHost, memoryHost } from "../../src/host/memory-host.js";
import { diffOutput } from "../../src/output/diff.js";
import { recoverOutput } from "../../src/output/recover.js";
import { writeOutput } from "../../src/output/write.js";

/** A run that is killed at every one of its operations: what is in the folder then, and after the next run. */
type Sdk = Readonly<Record<string, string>>;
const old: Sdk = { "a.ts": "old", "b.ts": "same", "gone/x.ts": "old", "d.ts": "old" };
const wanted: Sdk = { "a.ts": "new", "b.ts": "same", "c.ts": "new", "d.ts": "new", "more/e.ts": "new" };
const theirs: Sdk = { "notes.md": "theirs", "more/mine.ts": "theirs" };
const folder = "sdk";

class Killed extends Error {}

/** Dies at an operation, and does nothing any more. */
function mortal(inner: Host, dieAt: number): { readonly host: Host; readonly count: () => number } {
  let count = 0;
  const act = async <Result>(action: () => Promise<Result>): Promise<Result> => {
    count += 1;
    if (count >= dieAt) throw new Killed();
    return action();
  };
  const host: Host = {
    ...inner,
    names: (path) => act(() => inner.names(path)),
    writeText: (path, text) => act(() => inner.writeText(path, text)),
    removeFolder: (path) => act(() => inner.removeFolder(path)),
    change: async (changes) => {
      for (const one of changes) await act(() => inner.change([one]));
    },
  };
  return { host, count: () => count };
}

async function generate(files: Sdk, host: Host): Promise<readonly string[]> {
  const diagnostics = new Diagnostics();
  await recoverOutput(folder, host);
  const list = Object.entries(files).map(([path, text]) => ({ path, text }));
  const diff = await diffOutput(list, folder, host, diagnostics);
  if (diff) await writeOutput(diff, folder, host);
  return diagnostics.list.map(({ code }) => code);
}

/** All files of the SDK's folder that are neither a stage's nor the manifest. */
function present(host: MemoryHost): Sdk {
  const below = [...host.files].filter(([path]) => path.startsWith("/work/sdk/") && !/\.sdkwright/.test(path));
  return Object.fromEntries(below.map(([path, text]) => [path.slice("/work/sdk/".length), text] as const).sort());
}

function stages(host: MemoryHost): readonly string[] {
  return [...host.files.keys()].filter((path) => path.includes(".sdkwright-"));
}

async function prepared(before: Sdk | undefined): Promise<MemoryHost> {
  const host = memoryHost({});
  if (before === undefined) return host;
  for (const [path, text] of Object.entries(theirs)) await host.writeText(`${folder}/${path}`, text);
  await generate(before, host);
  return host;
}

function sorted(sdk: Sdk): Sdk {
  return Object.fromEntries(Object.entries(sdk).sort());
}

/** How many operations a run has that is left in peace. */
async function operations(before: Sdk | undefined): Promise<number> {
  const { host, count } = mortal(await prepared(before), Number.POSITIVE_INFINITY);
  await generate(wanted, host);
  return count();
}

describe("a run that is killed at any operation", () => {
  test("where there was no SDK, leaves none or the whole one", async () => {
    const total = await operations(undefined);
    expect(total).toBeGreaterThan(8);
    for (let dieAt = 1; dieAt <= total; dieAt += 1) {
      const inner = await prepared(undefined);
      await expect(generate(wanted, mortal(inner, dieAt).host), `${dieAt}`).rejects.toThrow(Killed);
      expect([{}, sorted(wanted)], `${dieAt}`).toContainEqual(present(inner));
      expect(await generate(wanted, inner)).toEqual([]);
      expect(present(inner)).toEqual(sorted(wanted));
      expect(stages(inner)).toEqual([]);
    }
  });

  test("where there was one, leaves the old or the new one, or a journal by which the next run makes it whole", async () => {
    const total = await operations(old);
    const ends = { old: 0, between: 0, new: 0 };
    const [before, after] = [sorted({ ...old, ...theirs }), sorted({ ...wanted, ...theirs })];
    for (let dieAt = 1; dieAt <= total; dieAt += 1) {
      const inner = await prepared(old);
      await expect(generate(wanted, mortal(inner, dieAt).host)).rejects.toThrow(Killed);
      const state = present(inner);
      const isOld = JSON.stringify(state) === JSON.stringify(before);
      const isNew = JSON.stringify(state) === JSON.stringify(after);
      ends[isOld ? "old" : isNew ? "new" : "between"] += 1;
      const hadJournal = stages(inner).some((path) => path.endsWith("journal.json"));
      if (!isOld && !isNew) expect(hadJournal).toBe(true);
      // Without the document: the first thing that the next run does.
      await recoverOutput(folder, inner);
      expect(present(inner)).toEqual(hadJournal ? after : before);
      expect(stages(inner)).toEqual([]);
      expect(await generate(wanted, inner)).toEqual([]);
      expect(present(inner)).toEqual(after);
    }
    expect(ends.old).toBeGreaterThan(5);
    expect(ends.between).toBeGreaterThan(3);
    expect(ends.new).toBeGreaterThan(0);
  });

  test("a recovery that is killed as well is finished by the one after it", async () => {
    const total = await operations(old);
    for (let dieAt = 1; dieAt <= total; dieAt += 1) {
      for (let again = 1; again < 12; again += 1) {
        const inner = await prepared(old);
        await expect(generate(wanted, mortal(inner, dieAt).host)).rejects.toThrow(Killed);
        await recoverOutput(folder, mortal(inner, again).host).catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error;
        });
        expect(await generate(wanted, inner)).toEqual([]);
        expect(present(inner)).toEqual(sorted({ ...wanted, ...theirs }));
      }
    }
  });
});

describe("what stands beside", () => {
  const stage = "sdk/.sdk.sdkwright-77-0123abcd";
  const journal = (moves: readonly string[]) => JSON.stringify({ format: 1, moves, removed: [] });

  test("the stage of a run that is still going is left alone", async () => {
    const inner = await prepared(old);
    await inner.writeText(`${stage}/files/a.ts`, "theirs");
    await recoverOutput(folder, { ...inner, isRunning: () => true });
    expect(stages(inner)).toHaveLength(1);
    await recoverOutput(folder, inner);
    expect(stages(inner)).toEqual([]);
    expect(present(inner)["a.ts"]).toBe("old");
  });

  test.each(["../outside.ts", "/work/outside.ts", "a/../../outside.ts", "..\\outside.ts"])(
    "a journal that asks for %s is none",
    async (path) => {
      const inner = await prepared(old);
      await inner.writeText(`${stage}/files/a.ts`, "evil");
      await inner.writeText(`${stage}/journal.json`, journal(["a.ts", path]));
      await recoverOutput(folder, inner);
      expect(present(inner)["a.ts"]).toBe("old");
      expect(inner.files.has("/work/outside.ts")).toBe(false);
      expect(stages(inner)).toEqual([]);
    },
  );

  test("a file of somebody else that has come in between is not replaced", async () => {
    const inner = await prepared(old);
    await inner.writeText(`${stage}/files/notes.md`, "ours");
    await inner.writeText(`${stage}/journal.json`, journal(["notes.md"]));
    await recoverOutput(folder, inner);
    expect(present(inner)["notes.md"]).toBe("theirs");
  });
});
