// Runs a TypeScript program: node test/support/run-ts.mjs <file.ts> [arguments]. Node 20 cannot do it by itself.
// The bundle lies two folders below the project, as deep as most sources, so that what they find by their own place is found.
import { spawnSync } from "node:child_process";
import { relative, resolve } from "node:path";
import { build } from "esbuild";
import { setup as freshenRuntime } from "./fresh-runtime.mjs";

const [entry, ...rest] = process.argv.slice(2);
if (!entry.includes("join-runtime")) freshenRuntime();
const root = resolve(import.meta.dirname, "../..");
// By its whole path: two programs called main.ts may run at once.
const name = relative(resolve(root, "test"), resolve(entry))
  .replace(/\.ts$/, "")
  .replaceAll(/[^\w-]+/g, "-");
const outfile = resolve(root, ".cache/run", `${name}.mjs`);
await build({
  entryPoints: [resolve(entry)],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  logLevel: "warning",
});
const { status } = spawnSync(process.execPath, ["--enable-source-maps", outfile, ...rest], {
  stdio: "inherit",
  cwd: root,
});
process.exit(status ?? 1);
