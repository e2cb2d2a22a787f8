import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { build, type Plugin } from "esbuild";
import { projectRoot } from "../corpus/documents.js";
import { generateInMemory } from "../example/in-memory.js";

export type Transport = "undici" | "fetch";

/** Where all of this is written; git ignores it. */
export const runtimesFolder = resolve(projectRoot, ".cache/runtimes");

/** Sources import the example's SDK; this is where that of another transport takes its place. */
export const exampleSdk = /^.*generated-example\/sdk\//;

/** Writes the example's SDK for a transport, as the generator is now, and gives its folder. */
export async function writeSdk(transport: Transport, folder: string): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  const files = await generateInMemory("fixtures/inkwell.yaml", { transport, runtime: "bundled" });
  for (const [path, text] of files) {
    mkdirSync(dirname(resolve(folder, path)), { recursive: true });
    writeFileSync(resolve(folder, path), text);
  }
  return folder;
}

export interface BundleOptions {
  /** Relative to the project. */
  readonly entry: string;
  readonly sdk: string;
  readonly outfile: string;
  /** Nothing is imported at run time: workers have no packages. */
  readonly isWhole?: boolean;
}

/** One file of a program and the SDK that it uses. */
export async function bundleProgram({ entry, sdk, outfile, isWhole = false }: BundleOptions): Promise<string> {
  await build({
    entryPoints: [resolve(projectRoot, entry)],
    outfile,
    bundle: true,
    format: "esm",
    // What the oldest runtime here knows.
    target: "node20",
    logLevel: "warning",
    plugins: [useSdk(sdk)],
    ...(isWhole ? { platform: "browser" } : { platform: "node", packages: "external" }),
  });
  return outfile;
}

function useSdk(sdk: string): Plugin {
  return {
    name: "use-sdk",
    setup({ onResolve }) {
      onResolve({ filter: exampleSdk }, ({ path }) => ({
        path: resolve(sdk, path.replace(exampleSdk, "").replace(/\.js$/, ".ts")),
      }));
      onResolve({ filter: /^\.\/sdk\// }, ({ path, importer }) =>
        importer.endsWith("generated-example/main.ts")
          ? { path: resolve(sdk, path.slice("./sdk/".length).replace(/\.js$/, ".ts")) }
          : undefined,
      );
    },
  };
}
