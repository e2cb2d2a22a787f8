import { access, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as esbuild from "esbuild";
import { rollup, watch as watchRollup } from "rollup";
import { build as buildVite, createServer } from "vite";
import { describe, expect, test } from "vitest";
import webpack from "webpack";
import esbuildPlugin from "../../src/build/esbuild.js";
import rollupPlugin from "../../src/build/rollup.js";
import vitePlugin from "../../src/build/vite.js";
import webpackPlugin from "../../src/build/webpack.js";
import { broken, document, optionsFor, withProject } from "./project.js";

/** Rollup and webpack know no TypeScript; esbuild, which the tests have anyway, takes the types away. */
const typescriptForRollup = {
  name: "typescript",
  async transform(code: string, id: string) {
    return id.endsWith(".ts") ? (await esbuild.transform(code, { loader: "ts" })).code : undefined;
  },
  resolveId(source: string, importer: string | undefined) {
    if (importer === undefined || !source.startsWith(".")) return undefined;
    const path = join(importer, "..", source.replace(/\.js$/, ""));
    return firstThere([`${path}.ts`, join(path, "index.ts")]);
  },
};

async function firstThere(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return undefined;
}

const external = (id: string): boolean => /^(?:zod|undici|node:)/.test(id);
const main = (folder: string): string => join(folder, "src/main.ts");

describe("esbuild", () => {
  const settings = (folder: string): esbuild.BuildOptions => ({
    absWorkingDir: folder,
    entryPoints: [main(folder)],
    outfile: join(folder, "out.js"),
    bundle: true,
    format: "esm",
    external: ["zod", "undici"],
    logLevel: "silent",
    plugins: [esbuildPlugin(optionsFor(folder))],
  });

  test("generates before the build", () =>
    withProject(async (folder) => {
      await esbuild.build(settings(folder));
      expect(await readFile(join(folder, "out.js"), "utf8")).toContain("listPets");
    }));

  test("a mistake in the document is a message of the build, with its place", () =>
    withProject(async (folder) => {
      await writeFile(join(folder, "openapi.yaml"), broken);
      const failure = await esbuild.build(settings(folder)).catch((error: esbuild.BuildFailure) => error);
      expect(failure).toMatchObject({
        errors: expect.arrayContaining([
          expect.objectContaining({
            text: expect.stringContaining("spec/yaml-syntax"),
            location: expect.objectContaining({ line: 3 }),
          }),
        ]),
      });
    }));

  test(
    "a watch builds again when the document changes",
    () =>
      withProject(async (folder) => {
        const context = await esbuild.context(settings(folder));
        try {
          await context.watch();
          const output = () => readFile(join(folder, "out.js"), "utf8").catch(() => "");
          await expect.poll(output, { timeout: 60_000 }).toContain("listPets");
          await writeFile(join(folder, "openapi.yaml"), document("allPets"));
          await expect.poll(output, { timeout: 60_000 }).toContain("allPets");
        } finally {
          await context.dispose();
        }
      }),
    150_000,
  );
});

describe("Rollup", () => {
  const settings = (folder: string) => ({
    input: main(folder),
    external,
    plugins: [rollupPlugin(optionsFor(folder)), typescriptForRollup],
  });

  test("generates before the build; a warning is Rollup's, an error ends it", () =>
    withProject(async (folder) => {
      const bundle = await rollup(settings(folder));
      const { output } = await bundle.generate({ format: "es" });
      expect(output[0].code).toContain("listPets");
      await writeFile(
        join(folder, "openapi.yaml"),
        document("listPets").replace("type: array,", "type: string, pattern: '(?i)a',"),
      );
      const warnings: string[] = [];
      await rollup({ ...settings(folder), onwarn: ({ message }) => void warnings.push(message) });
      expect(warnings.join("\n")).toContain("lower/invalid-pattern");
      await writeFile(join(folder, "openapi.yaml"), broken);
      await expect(rollup(settings(folder))).rejects.toThrow(/spec\/yaml-syntax/);
    }));

  test(
    "a watch builds again when a file that the document refers to changes",
    () =>
      withProject(async (folder) => {
        const file = join(folder, "out.js");
        const watcher = watchRollup({ ...settings(folder), output: { file, format: "es" }, onwarn: () => undefined });
        const ends: string[] = [];
        watcher.on("event", (event) => void ends.push(event.code));
        try {
          await expect.poll(() => ends.filter((code) => code === "END").length, { timeout: 60_000 }).toBe(1);
          await writeFile(join(folder, "pet.yaml"), "type: object\nproperties: { nickname: { type: string } }\n");
          const models = () => readFile(join(folder, "src/petstore/models.ts"), "utf8");
          await expect.poll(models, { timeout: 60_000 }).toContain("nickname");
        } finally {
          await watcher.close();
        }
      }),
    150_000,
  );

  test(
    "a watch builds again when a plugin of the configuration changes",
    () =>
      withProject(async (folder) => {
        const plugin = (title: string) =>
          `export const titled = { name: "titled", document: (api) => void (api.info.title = "${title}") };\n`;
        await writeFile(join(folder, "plugin.mjs"), plugin("First"));
        await writeFile(
          join(folder, "sdkwright.config.mjs"),
          `import { titled } from "./plugin.mjs";
export default { input: "openapi.yaml", output: "src/petstore", transport: "fetch", plugins: [titled] };\n`,
        );
        const plugins = [rollupPlugin({ config: join(folder, "sdkwright.config.mjs") }), typescriptForRollup];
        const output = { file: join(folder, "out.js"), format: "es" } as const;
        const watcher = watchRollup({ ...settings(folder), plugins, output, onwarn: () => undefined });
        const client = () => readFile(join(folder, "src/petstore/client.ts"), "utf8").catch(() => "");
        const ends: string[] = [];
        watcher.on("event", (event) => void ends.push(event.code));
        try {
          await expect.poll(() => ends.filter((code) => code === "END").length, { timeout: 60_000 }).toBe(1);
          expect(await client()).toContain("class First ");
          await writeFile(join(folder, "plugin.mjs"), plugin("Second"));
          await expect.poll(client, { timeout: 60_000 }).toContain("class Second ");
        } finally {
          await watcher.close();
        }
      }),
    150_000,
  );
});

describe("webpack", () => {
  const run = (folder: string): Promise<webpack.Stats> =>
    new Promise((resolve, reject) => {
      const compiler = webpack({
        mode: "development",
        devtool: false,
        context: folder,
        entry: main(folder),
        output: { path: folder, filename: "out.js" },
        externals: { zod: "zod" },
        resolve: { extensions: [".ts", ".js"], extensionAlias: { ".js": [".ts", ".js"] } },
        module: { rules: [{ test: /\.ts$/, use: join(folder, "loader.cjs") }] },
        plugins: [webpackPlugin(optionsFor(folder))],
      });
      if (!compiler) throw new Error("webpack gave no compiler");
      compiler.run((error, stats) => (error || !stats ? reject(error) : resolve(stats)));
    });
  const loader =
    'module.exports = function (code) { const done = this.async(); require("esbuild").transform(code, { loader: "ts" }).then(({ code }) => done(null, code), done); };';

  test(
    "generates before the modules are looked up; diagnostics are the compilation's",
    () =>
      withProject(async (folder) => {
        await writeFile(join(folder, "loader.cjs"), loader);
        const stats = await run(folder);
        expect(stats.toJson().errors).toEqual([]);
        expect(await readFile(join(folder, "out.js"), "utf8")).toContain("listPets");
        expect([...stats.compilation.fileDependencies]).toContain(join(folder, "pet.yaml"));
        await writeFile(join(folder, "openapi.yaml"), broken);
        const failed = await run(folder);
        expect(
          failed
            .toJson()
            .errors?.map(({ message }) => message)
            .join("\n"),
        ).toContain("spec/yaml-syntax");
      }),
    60_000,
  );
});

describe("Vite", () => {
  const settings = (folder: string) => ({
    root: folder,
    logLevel: "silent" as const,
    plugins: [vitePlugin(optionsFor(folder))],
  });

  test(
    "builds",
    () =>
      withProject(async (folder) => {
        const result = await buildVite({ ...settings(folder), build: { write: false, minify: false } });
        // Without a watch there is no watcher among the results.
        const outputs = [result].flat() as unknown as { readonly output: readonly { readonly code?: string }[] }[];
        const code = outputs.flatMap(({ output }) => output.map((chunk) => chunk.code ?? "")).join("\n");
        expect(code).toContain("listPets");
      }),
    60_000,
  );

  test(
    "a mistake ends the build",
    () =>
      withProject(async (folder) => {
        await writeFile(join(folder, "openapi.yaml"), broken);
        await expect(buildVite({ ...settings(folder), build: { write: false } })).rejects.toThrow(/spec\/yaml-syntax/);
      }),
    60_000,
  );

  test(
    "the dev server serves what the changed document says",
    () =>
      withProject(async (folder) => {
        const server = await createServer({
          ...settings(folder),
          server: { port: 0, host: "127.0.0.1" },
          optimizeDeps: { noDiscovery: true },
        });
        try {
          await server.listen();
          const [origin] = server.resolvedUrls?.local ?? [];
          const operations = async (): Promise<string> => {
            const response = await fetch(`${origin}src/petstore/operations/pets.ts`);
            return response.text();
          };
          expect(await operations()).toContain("function listPets(");
          await writeFile(join(folder, "openapi.yaml"), document("allPets"));
          await expect.poll(operations, { timeout: 60_000, interval: 200 }).toContain("function allPets(");
          await writeFile(join(folder, "openapi.yaml"), broken);
          await new Promise((resolve) => setTimeout(resolve, 1_000));
          expect(await operations()).toContain("function allPets(");
        } finally {
          await server.close();
        }
      }),
    150_000,
  );
});
