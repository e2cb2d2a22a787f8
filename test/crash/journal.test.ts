import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SdkBuilder } from "../../src/build/sdk-builder.js";
import { exitCode } from "../../src/cli/exit-code.js";
import { generate } from "../../src/index.js";
import { cli } from "../unit/cli/terminal.js";

/** A folder between two SDKs, as a power cut in the middle of the moves may leave it: every way to run sdkwright sees it. */
let root = "";
let files: readonly string[] = [];

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "sdkwright-journal-"));
  const text = readFileSync(resolve("fixtures/inkwell.yaml"), "utf8");
  writeFileSync(join(root, "old.yaml"), text);
  writeFileSync(join(root, "new.yaml"), text.replaceAll(/description: (?=[A-Z])/g, "description: New. "));
  for (const name of ["old", "new"]) {
    const { code } = await cli(["generate", join(root, `${name}.yaml`), "-o", join(root, name), "--name", "Inkwell"]);
    expect(code).toBe(0);
  }
  files = filesOf("new").filter((path) => read("old", path) !== read("new", path));
  expect(files.length).toBeGreaterThan(5);
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

function filesOf(folder: string): readonly string[] {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  );
  return entries.map((one) => join(one.parentPath, one.name).slice(join(root, folder).length + 1)).sort();
}

function read(folder: string, path: string): string {
  return readFileSync(join(root, folder, path), "utf8");
}

/** The old SDK, of which half of the files are those of the new one already; the rest waits in the stage. */
function interrupted(folder: string): void {
  cpSync(join(root, "old"), join(root, folder), { recursive: true });
  // A process that can't be.
  const stage = join(root, folder, `.${folder}.sdkwright-999999999-0123abcd`);
  for (const path of files) {
    mkdirSync(dirname(join(stage, "files", path)), { recursive: true });
    cpSync(join(root, "new", path), join(stage, "files", path));
  }
  const moves = files.filter((path) => path !== ".sdkwright.json");
  writeFileSync(join(stage, "journal.json"), JSON.stringify({ format: 1, moves, removed: [] }));
  for (const path of moves.slice(0, moves.length / 2)) {
    renameSync(join(stage, "files", path), join(root, folder, path));
  }
}

function snapshot(folder: string): object {
  return Object.fromEntries(filesOf(folder).map((path) => [path, read(folder, path)]));
}

describe("a folder between two SDKs", () => {
  test("check tells that it is not what the document gives, and writes nothing", async () => {
    interrupted("checked");
    const before = snapshot("checked");
    for (const name of ["old", "new"]) {
      const args = ["check", join(root, `${name}.yaml`), "-o", join(root, "checked"), "--name", "Inkwell"];
      const { code, stdout } = await cli(args);
      expect(code).toBe(exitCode.drift);
      expect(stdout).toContain("run sdkwright generate, and commit what it writes");
    }
    expect(snapshot("checked")).toEqual(before);
  });

  test.each(["new", "missing"])(
    "the next generate makes it whole, whether or not it can read %s.yaml",
    async (name) => {
      const folder = `generated-${name}`;
      interrupted(folder);
      const args = ["generate", join(root, `${name}.yaml`), "-o", join(root, folder), "--name", "Inkwell"];
      expect((await cli(args)).code).toBe(name === "new" ? 0 : 1);
      expect(snapshot(folder)).toEqual(snapshot("new"));
    },
  );

  test("so do the Node API and what the bundlers' plugins run", async () => {
    const configOf = (folder: string) => ({ input: "new.yaml", output: folder, name: "Inkwell", cwd: root });
    interrupted("by-api");
    expect((await generate(configOf("by-api"))).ok).toBe(true);
    expect(snapshot("by-api")).toEqual(snapshot("new"));
    interrupted("by-plugin");
    expect(await new SdkBuilder(configOf("by-plugin"), root).run()).toMatchObject({ errors: [] });
    expect(snapshot("by-plugin")).toEqual(snapshot("new"));
  });
});
