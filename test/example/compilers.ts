import { join, resolve } from "node:path";
import { projectRoot } from "../corpus/documents.js";
import { installOnDemand } from "../support/on-demand.js";
import { type ModuleKind, type Resolution, resolutions, writeConsumers } from "./consumer-project.js";
import { typeErrors } from "./type-check.js";

// npm run compilers: the example SDK and a program that uses it, by every TypeScript from 5.4 to 7; prints a table.
// `-- --oldest`: by 5.4 alone, which knows least, in two settings. `-- "without it"`: only the rows with that in their names.

/** Beside those that are dependencies. */
const older = ["5.4", "5.5", "5.6", "5.7", "5.8"];
const folder = resolve(projectRoot, ".cache/compilers");

interface Row {
  readonly of: ModuleKind;
  readonly resolution: Resolution;
  readonly exactOptionalPropertyTypes: boolean;
}

const rows: readonly Row[] = [true, false].flatMap((exactOptionalPropertyTypes) =>
  (["nodenext", "node16", "bundler"] as const).flatMap((resolution) =>
    (["module", "commonjs"] as const)
      // A bundler has no CommonJS consumers: it is not the file's extension that decides.
      .filter((of) => of === "module" || resolution !== "bundler")
      .map((of) => ({ of, resolution, exactOptionalPropertyTypes })),
  ),
);

async function main(isBrief: boolean, wanted: string): Promise<void> {
  const compilers = isBrief ? install(["5.4"]) : { ...install(older), ...installed };
  const names = Object.keys(compilers).sort();
  console.log(`| TypeScript | ${names.join(" | ")} |\n|${" --- |".repeat(names.length + 1)}`);
  const consumers = await writeConsumers();
  for (const row of rows.filter((one) => (!isBrief || isBriefRow(one)) && nameOf(one).includes(wanted))) {
    const cells: string[] = [];
    for (const name of names) cells.push(await check(row, { name, compiler: compilers[name] ?? "", consumers }));
    console.log(`| ${nameOf(row)} | ${cells.join(" | ")} |`);
  }
  consumers.remove();
}

function nameOf({ of, resolution, exactOptionalPropertyTypes }: Row): string {
  return `${of}, ${resolution}, ${exactOptionalPropertyTypes ? "exactOptionalPropertyTypes" : "without it"}`;
}

const installed: Readonly<Record<string, string>> = { "5.9": "typescript", "6.0": "typescript6", "7.0": "typescript7" };

/** The folders of the compilers, by version. */
function install(versions: readonly string[]): Readonly<Record<string, string>> {
  const nameOf = (version: string): string => `typescript-${version}`;
  // All of them, whichever are asked for: the list decides whether npm has to run again.
  const packages = Object.fromEntries(older.map((version) => [nameOf(version), `npm:typescript@~${version}.0`]));
  installOnDemand({ folder, packages });
  return Object.fromEntries(versions.map((version) => [version, resolve(folder, "node_modules", nameOf(version))]));
}

function isBriefRow({ of, resolution, exactOptionalPropertyTypes }: Row): boolean {
  return exactOptionalPropertyTypes && resolution === (of === "module" ? "nodenext" : "node16");
}

interface Asked {
  readonly name: string;
  readonly compiler: string;
  readonly consumers: { readonly root: string };
}

async function check({ of, resolution, ...exact }: Row, { name, compiler, consumers }: Asked): Promise<string> {
  const options = { ...resolutions[resolution], ...exact };
  const errors = await typeErrors({ compiler, include: [join(consumers.root, of, "app")], options });
  if (errors.length === 0) return "ok";
  console.error([`${name}, ${of}, ${resolution}:`, ...errors.slice(0, 10)].join("\n  "));
  process.exitCode = 1;
  return `${errors.length} errors`;
}

const args = process.argv.slice(2);
await main(args.includes("--oldest"), args.find((arg) => !arg.startsWith("--")) ?? "");
