import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { build } from "esbuild";
import { generateInMemory, type Variant } from "../../example/in-memory.js";

/** Generates an SDK and loads what it exports. */
export async function loadGenerated(name: string, document: string, variant: Variant): Promise<unknown> {
  return import(/* @vite-ignore */ resolve(await writeGenerated(name, document, variant), "index.ts"));
}

/** Generates an SDK into a folder of its own below `.cache`, where packages are found as the project finds them. */
export async function writeGenerated(name: string, document: string, variant: Variant): Promise<string> {
  const folder = resolve(".cache/wire", name);
  rmSync(folder, { recursive: true, force: true });
  const files = await generateInMemory(document, variant);
  for (const [path, text] of files) {
    mkdirSync(dirname(resolve(folder, path)), { recursive: true });
    writeFileSync(resolve(folder, path), text);
  }
  if (variant.runtime === "package") await linkRuntime(folder);
  return folder;
}

/**
 * Makes `sdkwright/runtime` what it is where the package is installed: JavaScript with entries that share their modules.
 * (`test/package.test.ts` does it with the real package.)
 */
async function linkRuntime(folder: string): Promise<void> {
  const root = resolve(folder, "node_modules/sdkwright");
  await build({
    entryPoints: {
      runtime: "src/runtime/index.ts",
      oauth2: "src/runtime/oauth2.ts",
      testing: "src/runtime/testing.ts",
      undici: "src/runtime/transport/undici.ts",
    },
    outdir: root,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    packages: "external",
    logLevel: "warning",
  });
  const parts = ["oauth2", "testing", "undici"].map((name) => [`./runtime/${name}`, `./${name}.js`]);
  const exports = { "./runtime": "./runtime.js", ...Object.fromEntries(parts) };
  writeFileSync(resolve(root, "package.json"), JSON.stringify({ name: "sdkwright", type: "module", exports }));
}
