import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

export interface OnDemand {
  /** Ignored by git; everything in `node_modules` below it is npm's. */
  readonly folder: string;
  /** Version ranges by name, as in a package.json. */
  readonly packages: Readonly<Record<string, string>>;
  /** The Node.js that npm runs on, where packages ask for a newer one than this: npm takes the newest version that fits it. */
  readonly node?: string;
}

/**
 * Installs packages that are no dependencies, once: again only when the list has changed. Their install scripts don't run.
 * @throws Error with npm's words where it fails
 */
export function installOnDemand({ folder, packages, node = process.execPath }: OnDemand): void {
  const wanted = `${JSON.stringify({ private: true, type: "module", dependencies: packages }, undefined, 2)}\n`;
  const manifest = resolve(folder, "package.json");
  const done = resolve(folder, "node_modules/.package-lock.json");
  if (existsSync(done) && existsSync(manifest) && readFileSync(manifest, "utf8") === wanted) return;
  process.stderr.write(`installing ${Object.keys(packages).join(", ")} into ${folder}\n`);
  rmSync(resolve(folder, "node_modules"), { recursive: true, force: true });
  rmSync(resolve(folder, "package-lock.json"), { force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(manifest, wanted);
  const args = [npmCli(), "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status, stderr, stdout } = spawnSync(node, args, { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`npm could not install ${Object.keys(packages).join(", ")}:\n${stderr}${stdout}`);
}

/** npm's own file, so that another Node.js can run it. */
function npmCli(): string {
  const candidates = [
    process.env["npm_execpath"],
    resolve(dirname(process.execPath), "../lib/node_modules/npm/bin/npm-cli.js"),
    resolve(dirname(process.execPath), "node_modules/npm/bin/npm-cli.js"),
    spawnSync("npm", ["root", "-g"], { encoding: "utf8" }).stdout?.trim().concat("/npm/bin/npm-cli.js"),
  ];
  const found = candidates.find((path) => path?.endsWith("npm-cli.js") && existsSync(path));
  if (found === undefined) throw new Error("npm was not found beside Node.js: run this with `npm run`");
  return found;
}
