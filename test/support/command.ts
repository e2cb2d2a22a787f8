import { resolve } from "node:path";
import { build } from "esbuild";

/** The command as a program of its own, for what a process alone can show: signals, pipes. Gives the path of its file. */
export async function builtCommand(name: string): Promise<string> {
  // Two folders below the project: from there the files that ship with the package are found.
  const outfile = resolve(".cache/run", `${name}.mjs`);
  await build({
    entryPoints: [resolve("src/cli/main.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
  return outfile;
}
