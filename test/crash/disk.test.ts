import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Diagnostics } from "../../src/diagnostics/diagnostic.js";
import { HostError } from "../../src/host/host.js";
import { nodeHost } from "../../src/host/node-host.js";
import { diffOutput } from "../../src/output/diff.js";
import { recoverOutput } from "../../src/output/recover.js";
import type { TextFile } from "../../src/output/text-file.js";
import { writeOutput } from "../../src/output/write.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "sdkwright-disk-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const sdk: readonly TextFile[] = [
  { path: "index.ts", text: "export {};\n" },
  { path: "operations/pets.ts", text: "export {};\n" },
];

async function generate(files: readonly TextFile[], host = nodeHost({ cwd: root })): Promise<readonly string[]> {
  const diagnostics = new Diagnostics();
  await recoverOutput("out", host);
  const diff = await diffOutput(files, "out", host, diagnostics);
  if (diff) await writeOutput(diff, "out", host);
  return diagnostics.list.map(({ code, message }) => `${code}: ${message}`);
}

/** Everything below a folder, links not followed. */
function tree(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).sort();
}

describe("a symbolic link in the SDK's folder leads nowhere", () => {
  beforeEach(() => {
    mkdirSync(join(root, "out"));
    mkdirSync(join(root, "elsewhere"));
  });

  test.each([
    ["a folder", "../elsewhere"],
    ["nothing", "../nothing"],
  ])("to %s, where the SDK has a folder", async (_, target) => {
    symlinkSync(target, join(root, "out/operations"));
    expect(await generate(sdk)).toEqual([
      "output/no-folder: out/operations is a symbolic link or a file where the SDK needs a folder; nothing was written",
    ]);
    expect(tree("elsewhere")).toEqual([]);
    expect(tree("out")).toEqual(["operations"]);
  });

  test("to a file, where the SDK has one: a stranger's file is not touched, ours is replaced and not what it leads to", async () => {
    writeFileSync(join(root, "elsewhere/victim"), "theirs");
    symlinkSync("../elsewhere/victim", join(root, "out/index.ts"));
    expect((await generate(sdk)).join()).toContain("output/foreign-file: out/index.ts");
    // A manifest that says it is ours may have come with somebody's repository.
    writeFileSync(join(root, "out/.sdkwright.json"), '{ "format": 1, "files": { "index.ts": "0" } }');
    expect((await generate(sdk)).join()).toMatch(/^output\/edited-file: [^,]*$/);
    expect(readFileSync(join(root, "elsewhere/victim"), "utf8")).toBe("theirs");
    expect(readFileSync(join(root, "out/index.ts"), "utf8")).toBe("export {};\n");
  });

  test("and what a forged manifest names behind one is not removed", async () => {
    writeFileSync(join(root, "elsewhere/victim.ts"), "theirs");
    symlinkSync("../elsewhere", join(root, "out/old"));
    writeFileSync(join(root, "out/.sdkwright.json"), '{ "format": 1, "files": { "old/victim.ts": "0" } }');
    expect(await generate(sdk)).toEqual([]);
    expect(readFileSync(join(root, "elsewhere/victim.ts"), "utf8")).toBe("theirs");
  });

  test("nor does a forged stage bring in what a link in it leads to", async () => {
    writeFileSync(join(root, "elsewhere/secret"), "theirs");
    const stage = join(root, "out/.out.sdkwright-999999999-0123abcd");
    mkdirSync(join(stage, "files"), { recursive: true });
    symlinkSync(join(root, "elsewhere"), join(stage, "files/operations"));
    writeFileSync(join(stage, "journal.json"), '{ "format": 1, "moves": ["operations/secret"], "removed": [] }');
    expect(await generate(sdk)).toEqual([]);
    expect(readFileSync(join(root, "elsewhere/secret"), "utf8")).toBe("theirs");
    expect(existsSync(stage)).toBe(false);
    expect(tree("out")).toEqual([".sdkwright.json", "index.ts", "operations", "operations/pets.ts"]);
  });

  test("the folder itself may be a link: that is the user's own", async () => {
    rmSync(join(root, "out"), { recursive: true });
    symlinkSync("elsewhere", join(root, "out"));
    expect(await generate(sdk)).toEqual([]);
    expect(tree("elsewhere")).toEqual([".sdkwright.json", "index.ts", "operations", "operations/pets.ts"]);
  });
});

describe("a disk that refuses", () => {
  test("at any operation: what was there stays, unless the moves have begun, and nothing is left beside", async () => {
    await generate(sdk);
    const before = tree("out");
    const changed = sdk.map(({ path, text }) => ({ path, text: `${text}// new\n` }));
    const inner = nodeHost({ cwd: root });
    const full = (path: string) => new HostError("failed", path, { reason: "no space is left on the device" });
    for (let allowed = 0; allowed < 4; allowed += 1) {
      let writes = 0;
      const host = {
        ...inner,
        writeText: async (path: string, text: string) => {
          writes += 1;
          if (writes > allowed) throw full(path);
          await inner.writeText(path, text);
        },
      };
      await expect(generate(changed, host)).rejects.toThrow("no space is left on the device");
      expect(tree("out")).toEqual(before);
      expect(readFileSync(join(root, "out/index.ts"), "utf8")).toBe("export {};\n");
    }
    expect(await generate(changed)).toEqual([]);
    expect(readFileSync(join(root, "out/index.ts"), "utf8")).toContain("// new");
  });

  test("in truth, where this machine lets us mount one: the command says so and ends with 1", {
    timeout: 120_000,
  }, (context) => {
    const command = resolve("dist/cli/main.js");
    const canMount = spawnSync("unshare", ["-rm", "true"]).status === 0;
    if (!canMount || !existsSync(command)) return context.skip("needs unshare, and a built command");
    const document = resolve("fixtures/inkwell.yaml");
    const run = (mount: string): { readonly status: number | null; readonly output: string } => {
      const script = `${mount} && node ${command} generate ${document} --out ${root}/disk/sdk; code=$?; ls -A ${root}/disk ${root}/disk/sdk 2>&1; exit $code`;
      const { status, stdout, stderr } = spawnSync("unshare", ["-rm", "sh", "-c", script], { encoding: "utf8" });
      return { status, output: stdout + stderr };
    };
    mkdirSync(join(root, "disk"));
    const full = run(`mount -t tmpfs -o size=200k tmpfs ${root}/disk`);
    expect(full).toMatchObject({ status: 1 });
    expect(full.output).toContain("no space is left on the device");
    // Whichever of those that are written at the same time is the first to find no space.
    expect(full.output).toMatch(/cannot write \S+\/disk\/sdk\/[\w./]+\.(?:ts|md|json): /);
    expect(full.output).not.toContain(".sdkwright-");
    const readOnly = run(`mount -t tmpfs -o ro tmpfs ${root}/disk`);
    expect(readOnly).toMatchObject({ status: 1 });
    expect(readOnly.output).toContain("the file system is read-only");
  });
});
