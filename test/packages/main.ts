import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { generate, type SdkConfig } from "../../src/index.js";
import { documentNamed, missingCorpus, pathOf, projectRoot } from "../corpus/documents.js";
import { startInkwell } from "../example-server/start.js";
import { findHosts } from "../runtimes/hosts.js";
import { expected, packageName, writeConsumers } from "./consumers.js";
import { packageFaults } from "./package-faults.js";

// npm run packages: packages of the example API and of a real document, built, packed and checked as their owners would; the
// example's are installed in plain JavaScript projects and run in every runtime that npm has. Needs the npm registry.

const folder = resolve(projectRoot, ".cache/packages");
let faults = 0;

function tell(what: string, problems: readonly string[]): void {
  faults += problems.length;
  process.stdout.write(`${problems.length === 0 ? "ok    " : "WRONG "} ${what}\n`);
  for (const problem of problems) process.stdout.write(`       ${problem}\n`);
}

/** Its output; what went wrong is an Error with all of it. */
function run(program: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise((done, fail) => {
    execFile(program, [...args], { cwd, maxBuffer: 2 ** 26, timeout: 600_000 }, (error, stdout, stderr) => {
      if (error) fail(new Error(`${program} ${args.join(" ")}: ${stdout}${stderr}`.slice(-2000)));
      else done(stdout);
    });
  });
}

const install = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];

/** Generates a package, does what its README says, and gives the packed file. */
async function packed(name: string, config: Omit<SdkConfig, "output">): Promise<string> {
  const output = join(folder, name);
  await rm(output, { recursive: true, force: true });
  const { ok, diagnostics } = await generate({ ...config, output });
  if (!ok) throw new Error(JSON.stringify(diagnostics));
  await run("npm", install, output);
  await run("npm", ["run", "build"], output);
  await run("npm", ["test"], output);
  const report: readonly { readonly filename: string }[] = JSON.parse(
    await run("npm", ["pack", "--json", "--loglevel=error"], output),
  );
  const tarball = join(output, report[0]?.filename ?? "");
  tell(`${name}: install, build, test, pack; publint and attw`, await packageFaults(tarball));
  return tarball;
}

/** Installs the package as a user would and runs both programs in each runtime. */
async function consume(name: string, tarball: string, lacksUndici: boolean): Promise<void> {
  const consumer = join(folder, `${name}-consumer`);
  await rm(consumer, { recursive: true, force: true });
  await mkdir(consumer, { recursive: true });
  await writeFile(join(consumer, "package.json"), '{ "name": "consumer", "private": true }\n');
  const programs = await writeConsumers(consumer);
  await run("npm", [...install, tarball], consumer);
  for (const host of findHosts().filter((one) => !lacksUndici || one.lacksUndici !== true)) {
    await using server = await startInkwell({ posts: 60, users: 5 });
    const [program, ...first] = host.command;
    for (const path of programs) {
      const output = await run(program, [...first, path, server.url], consumer).catch((error: Error) => error.message);
      const problems = output.trim() === JSON.stringify(expected) ? [] : [output.trim()];
      tell(`${name} in ${host.name}, ${path.endsWith(".cjs") ? "require" : "import"}`, problems);
    }
  }
}

const inkwell = { input: resolve(projectRoot, "fixtures/inkwell.yaml"), package: { name: packageName } };
await consume("inkwell", await packed("inkwell", inkwell), true);
await consume("inkwell-fetch", await packed("inkwell-fetch", { ...inkwell, transport: "fetch" }), false);
await packed("inkwell-everything", { ...inkwell, openapiTypes: true, testing: { msw: true } });
for (const name of process.argv.length > 2 ? process.argv.slice(2) : ["box"]) {
  if (missingCorpus !== undefined) process.stdout.write(`${missingCorpus}\n`);
  else await packed(name, { input: pathOf(documentNamed(name)), package: true, openapiTypes: true });
}
process.exitCode = faults === 0 ? 0 : 1;
