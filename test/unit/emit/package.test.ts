import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ConfigError, generate } from "../../../src/index.js";

const run = promisify(execFile);
const patience = { timeout: 300_000 };

describe("a package around the SDK", () => {
  let folder: string;
  const npm = (...args: string[]) => run("npm", [...args, "--silent", "--offline"], { cwd: folder });
  const write = (settings: object = {}) =>
    generate({ input: "fixtures/inkwell.yaml", output: folder, package: { name: "@acme/inkwell", ...settings } });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "sdkwright-package-"));
    expect((await write()).ok).toBe(true);
    // What `npm install` would bring.
    await symlink(resolve("node_modules"), join(folder, "node_modules"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("is built as ES modules and CommonJS, tested, packed, and publint has nothing to say", patience, async () => {
    await npm("run", "build");
    await npm("test");
    const { stdout } = await npm("pack", "--dry-run", "--json");
    const [packed] = JSON.parse(stdout) as readonly { readonly files: readonly { readonly path: string }[] }[];
    const paths = packed?.files.map(({ path }) => path) ?? [];
    expect(paths).toEqual(expect.arrayContaining(["LICENSE", "README.md", "api.md", "dist/cjs/package.json"]));
    expect(paths).toEqual(expect.arrayContaining(["dist/esm/index.d.ts", "dist/cjs/operations/posts.js"]));
    expect(paths.filter((path) => /^(?:src|test|build|node_modules)\//.test(path))).toEqual([]);
    expect((await publint({ pkgDir: folder, pack: false })).messages).toEqual([]);
  });

  test("what is the user's survives; the manifest names the rest", async () => {
    const path = join(folder, "package.json");
    const edited = (await readFile(path, "utf8")).replace('"0.1.0"', '"3.2.1"');
    await writeFile(path, edited);
    await writeFile(join(folder, "CHANGELOG.md"), "Mine.\n");
    const { ok, files } = await write({ version: "9.9.9" });
    expect(ok).toBe(true);
    expect(files.filter(({ status }) => status === "written")).toEqual([]);
    expect(await readFile(path, "utf8")).toBe(edited);
    const { files: ours } = JSON.parse(await readFile(join(folder, ".sdkwright.json"), "utf8")) as { files: object };
    expect(Object.keys(ours)).toEqual(expect.arrayContaining(["README.md", "api.md", "src/index.ts", "tsconfig.json"]));
    expect(Object.keys(ours)).not.toContain("package.json");
    expect(await readFile(join(folder, "README.md"), "utf8")).toContain('from "@acme/inkwell"');
  });

  test("no longer wanted, it leaves what is the user's", async () => {
    await generate({ input: "fixtures/inkwell.yaml", output: folder });
    expect(await readFile(join(folder, "CHANGELOG.md"), "utf8")).toBe("Mine.\n");
    await expect(readFile(join(folder, "src/index.ts"))).rejects.toThrow("ENOENT");
  });
});

test("it asks for what the runtime is tested with", async () => {
  const output = await mkdtemp(join(tmpdir(), "sdkwright-versions-"));
  await generate({ input: "fixtures/inkwell.yaml", output, package: true });
  const own = JSON.parse(readFileSync("package.json", "utf8")) as { dependencies: object; devDependencies: object };
  const made = JSON.parse(await readFile(join(output, "package.json"), "utf8")) as typeof own & { name: string };
  await rm(output, { recursive: true });
  expect(made.name).toBe("inkwell-sdk");
  expect(own.dependencies).toMatchObject(made.dependencies);
  expect(own.devDependencies).toMatchObject({ "@types/node": Reflect.get(made.devDependencies, "@types/node") });
});

test.each([
  [{ package: { name: "Not A Name" } }, "package.name"],
  [{ package: { version: "one" } }, "package.version"],
  [{ package: { licence: "MIT" } }, "did you mean license?"],
  [{ package: true, runtime: "package" as const }, "bundled runtime only"],
])("%j is refused", async (settings, reason) => {
  const config = { input: "x.yaml", output: "x", ...settings };
  const refusal = await generate(config as Parameters<typeof generate>[0]).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ConfigError);
  expect(String(refusal)).toContain(reason);
});
