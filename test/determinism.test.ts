import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Diagnostics } from "../src/diagnostics/diagnostic.js";
import { generateSdk } from "../src/generate-sdk.js";
import type { GeneratedSdk } from "../src/generated-sdk.js";
import { packageAssets } from "../src/host/assets.js";
import { nodeHost } from "../src/host/node-host.js";

/** architecture.md, principle 6: same input, same bytes. On a real disk, with the example API. */
const document = fileURLToPath(new URL("../fixtures/inkwell.yaml", import.meta.url));
let root = "";

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "sdkwright-determinism-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Generates `<folder>/<output>` from a copy of the document in `folder`. */
async function generate(folder: string, output: string): Promise<GeneratedSdk> {
  const cwd = join(root, folder);
  await mkdir(cwd, { recursive: true });
  await copyFile(document, join(cwd, "openapi.yaml"));
  const diagnostics = new Diagnostics();
  const sdk = await generateSdk(
    { input: "openapi.yaml", output, emit: { transport: "undici", runtime: "bundled" } },
    { host: nodeHost({ cwd }), assets: packageAssets(), diagnostics },
  );
  if (!sdk) throw new Error(diagnostics.list.map(({ message }) => message).join("\n"));
  return sdk;
}

async function listed(folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Every byte, by the path below the folder. */
async function bytes(folder: string): Promise<ReadonlyMap<string, string>> {
  const paths = await listed(folder);
  const texts = await Promise.all(paths.map((path) => readFile(path, "hex")));
  return new Map(paths.map((path, index) => [path.slice(join(root, folder).length), texts[index] ?? ""]));
}

/** Time of the last change and number of the file: a file that was replaced by an equal one has another number. */
async function stamps(folder: string): Promise<ReadonlyMap<string, string>> {
  const paths = await listed(folder);
  const stats = await Promise.all(paths.map((path) => stat(path, { bigint: true })));
  return new Map(paths.map((path, index) => [path, `${stats[index]?.mtimeNs} ${stats[index]?.ino}`]));
}

describe("the same document", () => {
  test("gives the same bytes in another folder, at another time, in another place of the world", async () => {
    const before = { ...process.env };
    const first = await generate("here", "sdk");
    try {
      Object.assign(process.env, {
        TZ: "Asia/Kathmandu",
        LANG: "tr_TR.UTF-8",
        LC_ALL: "tr_TR.UTF-8",
        HOME: "/nowhere",
        USER: "somebody",
      });
      await generate("somewhere/else entirely", "generated/client");
    } finally {
      process.env = before;
    }
    expect(first.changes.written.length).toBeGreaterThan(20);
    const here = await bytes("here/sdk");
    const there = await bytes("somewhere/else entirely/generated/client");
    expect([...there.keys()]).toEqual([...here.keys()]);
    expect([...there].filter(([path, text]) => here.get(path) !== text).map(([path]) => path)).toEqual([]);
  });

  test("says nothing of the machine", async () => {
    const places = [root, process.cwd()];
    for (const path of await listed("here/sdk")) {
      const text = await readFile(path, "utf8");
      expect(
        places.filter((place) => text.includes(place)),
        path,
      ).toEqual([]);
      expect(text.includes("\r"), path).toBe(false);
    }
  });

  test("a second run writes nothing, not even the same again", async () => {
    // So that a write would show, however coarse the clock of the disk is.
    const long = new Date("2001-02-03T04:05:06Z");
    for (const path of await listed("here/sdk")) await utimes(path, long, long);
    const before = await stamps("here/sdk");
    const { changes } = await generate("here", "sdk");
    expect(changes.written).toEqual([]);
    expect(changes.removed).toEqual([]);
    expect(changes.unchanged.length).toBe(before.size - 1);
    expect(await stamps("here/sdk")).toEqual(before);
  });

  test("only the file that someone changed is written again", async () => {
    const before = await stamps("here/sdk");
    const [path = ""] = (await listed("here/sdk")).filter((candidate) => candidate.endsWith("models.ts"));
    await rm(path);
    const { changes } = await generate("here", "sdk");
    expect(changes.written).toEqual(["models.ts"]);
    const after = await stamps("here/sdk");
    const touched = [...after]
      .filter(([file, stamp]) => before.get(file) !== stamp)
      .map(([file]) => file.slice(join(root, "here/sdk").length));
    expect(touched.sort()).toEqual(["/.sdkwright.json", "/models.ts"]);
  });

  test("leaves no temporary file behind", async () => {
    expect((await listed(".")).filter((path) => path.endsWith(".tmp"))).toEqual([]);
  });
});
