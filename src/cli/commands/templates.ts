import { resolve } from "node:path";
import { suggest } from "../../diagnostics/suggest.js";
import { packageAssets } from "../../host/assets.js";
import { type Host, HostError } from "../../host/host.js";
import { nodeHost } from "../../host/node-host.js";
import type { Arguments } from "../args.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import type { RunState } from "../run-state.js";
import type { Terminal } from "../terminal.js";
import { UsageError } from "../usage-error.js";

/** What each template makes, relative to the SDK's folder. */
const makes: Readonly<Record<string, string>> = {
  "api-index.md.hbs": "api.md",
  "extensions.ts.hbs": "extensions.ts, once",
  "sdk-readme.md.hbs": "README.md",
  "package-build.mjs.hbs": "scripts/build.mjs, with --package",
  "package-changelog.md.hbs": "CHANGELOG.md, with --package",
  "package-gitignore.hbs": ".gitignore, with --package",
  "package-license.hbs": "LICENSE, with --package",
  "package-smoke.mjs.hbs": "test/smoke.test.mjs, with --package",
};

/** `sdkwright templates`: what there is; `templates eject`: copies of it to change, for `--templates`. */
export async function templatesCommand(args: Arguments, terminal: Terminal, state: RunState): Promise<ExitCode> {
  const [action, folder = "sdkwright-templates"] = args.operands;
  const { templateNames, templateText } = packageAssets();
  if (action === undefined) {
    terminal.stdout.write(args.json ? json({ format: 1, templates: templateNames.map(entry) }) : table(templateNames));
    return exitCode.done;
  }
  if (action !== "eject") {
    const near = suggest(action, ["eject"]);
    throw new UsageError(`templates knows no "${action}"${near === undefined ? "" : `; did you mean ${near}?`}`);
  }
  const host = nodeHost({ cwd: resolve(args.cwd ?? process.cwd()) });
  const there = new Set(await listed(folder, host));
  const taken = templateNames.filter((name) => there.has(name));
  if (taken.length > 0 && !args.force)
    throw new UsageError(`${folder} has ${taken.join(", ")} already; --force overwrites, nothing was written`);
  state.hasWritten = true;
  for (const name of templateNames) await written(`${folder}/${name}`, templateText(name), host);
  if (args.json) terminal.stdout.write(json({ format: 1, folder, written: templateNames }));
  else if (!args.quiet) terminal.stdout.write(told(folder, templateNames));
  return exitCode.done;
}

function entry(name: string): object {
  return { name, makes: makes[name] };
}

function table(names: readonly string[]): string {
  const width = Math.max(...names.map((name) => name.length));
  return `${names.map((name) => `${name.padEnd(width)}  ${makes[name] ?? ""}`.trimEnd()).join("\n")}\n`;
}

function told(folder: string, names: readonly string[]): string {
  return `${names.map((name) => `wrote ${folder}/${name}`).join("\n")}

Change what you need and remove the others: a template that is not there is sdkwright's own, and stays up to date.
They are used by --templates ${folder}, or templates: "./${folder}" in the configuration.
`;
}

async function listed(folder: string, host: Host): Promise<readonly string[]> {
  return host.list(folder).catch((error: unknown) => fail(error, folder));
}

async function written(path: string, text: string, host: Host): Promise<void> {
  await host.writeText(path, text).catch((error: unknown) => fail(error, path));
}

/** What stands in the way is the user's to clear. */
function fail(error: unknown, path: string): never {
  throw error instanceof HostError ? new UsageError(`${path}: ${error.reason}`) : error;
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
