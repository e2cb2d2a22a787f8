import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ConfigError, generate } from "../../../src/index.js";
import { startInkwell } from "../../example-server/start.js";
import { expected, writeConsumers } from "../../packages/consumers.js";
import { packageFaults } from "../../packages/package-faults.js";

const run = promisify(execFile);
interface Own {
  readonly dependencies: object;
  readonly devDependencies: Readonly<Record<string, string>>;
}

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}
const patience = { timeout: 300_000 };

describe("a package around the SDK", () => {
  let folder: string;
  let tarball: string;
  const npm = (...args: string[]) => run("npm", [...args, "--silent", "--offline"], { cwd: folder });
  const write = (settings: object = {}) =>
    generate({
      input: "fixtures/inkwell.yaml",
      output: folder,
      package: { name: "@acme/inkwell", ...settings },
      openapiTypes: true,
      testing: { msw: true },
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "sdkwright-package-"));
    expect((await write()).ok).toBe(true);
    // What `npm install` would bring.
    await symlink(resolve("node_modules"), join(folder, "node_modules"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test(
    "is built as ES modules and CommonJS, tested and packed; publint and attw have nothing to say",
    patience,
    async () => {
      await npm("run", "build");
      await npm("test");
      const { stdout } = await npm("pack", "--json");
      const [packed] = JSON.parse(stdout) as readonly Packed[];
      const paths = packed?.files.map(({ path }) => path) ?? [];
      expect(paths).toEqual(expect.arrayContaining(["LICENSE", "README.md", "api.md", "dist/cjs/package.json"]));
      expect(paths).toEqual(expect.arrayContaining(["dist/esm/index.d.ts", "dist/cjs/operations/posts.js"]));
      expect(paths.filter((path) => /^(?:src|test|build|node_modules)\//.test(path))).toEqual([]);
      tarball = join(folder, packed?.filename ?? "");
      expect(await packageFaults(tarball)).toEqual([]);
    },
  );

  // `npm run packages` does it with npm's own installation, and in other runtimes.
  test("is used from plain JavaScript, by import and by require", patience, async () => {
    const consumer = join(folder, "consumer");
    const modules = join(consumer, "node_modules");
    await mkdir(join(modules, "@acme/inkwell"), { recursive: true });
    await run("tar", ["-xzf", tarball, "--strip-components=1", "-C", join(modules, "@acme/inkwell")]);
    for (const name of ["zod", "undici"]) await symlink(resolve("node_modules", name), join(modules, name));
    await using server = await startInkwell({ posts: 60, users: 5 });
    const programs = await writeConsumers(consumer);
    expect(programs).toHaveLength(2);
    for (const program of programs) {
      const { stdout } = await run(process.execPath, [program, server.url]);
      expect(JSON.parse(stdout)).toEqual(expected);
    }
  });

  test("a compiler that does not read exports finds its modules", patience, async () => {
    const settings = [
      "--module",
      "CommonJS",
      "--moduleResolution",
      "node",
      "--target",
      "ES2022",
      "--skipLibCheck",
      "--strict",
    ];
    await writeFile(
      join(folder, "consumer/old.ts"),
      `import { Inkwell } from "@acme/inkwell";
import { listPosts } from "@acme/inkwell/operations/posts";
import type { paths } from "@acme/inkwell/openapi";
export const list: ReturnType<typeof listPosts> = new Inkwell().posts.list();
export const path: keyof paths = "/posts";
`,
    );
    const compiler = resolve("node_modules/typescript/bin/tsc");
    const args = [
      compiler,
      ...settings,
      "--noEmit",
      "--types",
      "node",
      "--typeRoots",
      resolve("node_modules/@types"),
      "old.ts",
    ];
    const { stdout } = await run(process.execPath, args, { cwd: join(folder, "consumer") }).catch((error) => error);
    expect(stdout).toBe("");
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
    const readme = await readFile(join(folder, "README.md"), "utf8");
    expect(readme).toContain('from "@acme/inkwell"');
    expect(readme).toContain('import type { paths } from "@acme/inkwell/openapi";');
    expect(readme).toContain("`mswInkwell()` of `@acme/inkwell/testing.msw`");
  });

  test("no longer wanted, it leaves what is the user's", async () => {
    await generate({ input: "fixtures/inkwell.yaml", output: folder });
    expect(await readFile(join(folder, "CHANGELOG.md"), "utf8")).toBe("Mine.\n");
    await expect(readFile(join(folder, "src/index.ts"))).rejects.toThrow("ENOENT");
  });
});

test("it asks for what the runtime is tested with, and for msw where it is used", async () => {
  const output = await mkdtemp(join(tmpdir(), "sdkwright-versions-"));
  await generate({ input: "fixtures/inkwell.yaml", output, package: true, testing: { msw: true } });
  const own = JSON.parse(readFileSync("package.json", "utf8")) as Own;
  const made = JSON.parse(await readFile(join(output, "package.json"), "utf8")) as Own & { name: string };
  await rm(output, { recursive: true });
  expect(made.name).toBe("inkwell-sdk");
  expect(own.dependencies).toMatchObject(made.dependencies);
  const { "@types/node": types, msw } = made.devDependencies;
  expect(own.devDependencies).toMatchObject({ "@types/node": types, msw });
  expect(made).toMatchObject({ peerDependencies: { msw: "2" }, peerDependenciesMeta: { msw: { optional: true } } });
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
