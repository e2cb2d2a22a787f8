import { execFile } from "node:child_process";
import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import rspackPlugin from "../../src/build/rspack.js";
import { broken, document, optionsFor, withProject } from "./project.js";

/**
 * Rspack is a native program with a package for each platform. Some registries lack a few of these, and `npm ci` fails
 * where a lock file names one that is not there; so it is installed here, for this platform alone.
 */
const place = resolve(".cache/rspack");
const range = "2";

type Rspack = (options: object) => {
  run(done: (error: Error | null, stats?: Stats) => void): void;
  close(done: () => void): void;
};

interface Stats {
  toJson(options: object): { readonly errors?: readonly { readonly message: string }[] };
  readonly compilation: { readonly fileDependencies: Iterable<string> };
}

async function installed(): Promise<Rspack | undefined> {
  const core = join(place, "node_modules/@rspack/core");
  const isThere = await access(core).then(
    () => true,
    () => false,
  );
  if (!isThere && !(await install())) return undefined;
  try {
    // From there, so that its own packages are found there.
    const entry = createRequire(join(place, "package.json")).resolve("@rspack/core");
    const { rspack } = (await import(/* @vite-ignore */ pathToFileURL(entry).href)) as { readonly rspack: Rspack };
    return rspack;
  } catch (error) {
    // There is none for this platform.
    if (error instanceof Error && /binding/i.test(error.message)) return undefined;
    throw error;
  }
}

async function install(): Promise<boolean> {
  await mkdir(place, { recursive: true });
  await writeFile(join(place, "package.json"), '{ "private": true }\n');
  const args = ["install", "--no-save", "--no-audit", "--no-fund", "--prefix", place, `@rspack/core@${range}`];
  return new Promise((done) => {
    execFile("npm", args, { cwd: place, timeout: 120_000 }, (error) => done(error === null));
  });
}

const patience = 240_000;

test(
  "Rspack generates before the modules are looked up, again when the document has changed; diagnostics are its errors",
  async ({ skip }) => {
    const rspack = await installed();
    if (!rspack) return skip("@rspack/core cannot be had from this registry for this platform");
    await withProject(async (folder) => {
      const run = (): Promise<Stats> =>
        new Promise((done, fail) => {
          const compiler = rspack({
            mode: "development",
            devtool: false,
            context: folder,
            entry: join(folder, "src/main.ts"),
            output: { path: folder, filename: "out.js" },
            externals: { zod: "zod" },
            resolve: { extensions: [".ts", ".js"], extensionAlias: { ".js": [".ts", ".js"] } },
            module: {
              rules: [
                { test: /\.ts$/, loader: "builtin:swc-loader", options: { jsc: { parser: { syntax: "typescript" } } } },
              ],
            },
            plugins: [rspackPlugin(optionsFor(folder))],
          });
          compiler.run((error, stats) => {
            compiler.close(() => (error || !stats ? fail(error) : done(stats)));
          });
        });
      const errors = (stats: Stats) =>
        (stats.toJson({ all: false, errors: true }).errors ?? []).map(({ message }) => message).join("\n");
      const output = () => readFile(join(folder, "out.js"), "utf8");
      const first = await run();
      expect(errors(first)).toBe("");
      expect(await output()).toContain("listPets");
      expect([...first.compilation.fileDependencies]).toContain(join(folder, "pet.yaml"));
      await writeFile(join(folder, "openapi.yaml"), document("allPets"));
      expect(errors(await run())).toBe("");
      expect(await output()).toContain("allPets");
      await writeFile(join(folder, "openapi.yaml"), broken);
      expect(errors(await run())).toContain("spec/yaml-syntax");
    });
  },
  patience,
);
