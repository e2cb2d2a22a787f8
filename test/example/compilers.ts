import { join, resolve } from "node:path";
import { projectRoot } from "../corpus/documents.js";
import { installOnDemand } from "../support/on-demand.js";
import { type ModuleKind, type Resolution, resolutions, writeConsumers } from "./consumer-project.js";
import { typeErrors } from "./type-check.js";

// npm run compilers: the example SDK and a program that uses it, by every TypeScript from 5.4 to 7; prints a table.

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

async function main(): Promise<void> {
  installOnDemand({
    folder,
    packages: Object.fromEntries(older.map((version) => [`typescript-${version}`, `npm:typescript@~${version}.0`])),
  });
  const compilers: Readonly<Record<string, string>> = {
    ...Object.fromEntries(older.map((version) => [version, resolve(folder, `node_modules/typescript-${version}`)])),
    "5.9": "typescript",
    "6.0": "typescript6",
    "7.0": "typescript7",
  };
  const names = Object.keys(compilers).sort();
  console.log(`| TypeScript | ${names.join(" | ")} |\n|${" --- |".repeat(names.length + 1)}`);
  const consumers = writeConsumers();
  for (const row of rows) {
    const cells: string[] = [];
    for (const name of names) cells.push(await check(row, { name, compiler: compilers[name] ?? "", consumers }));
    const exact = row.exactOptionalPropertyTypes ? "exactOptionalPropertyTypes" : "without it";
    console.log(`| ${row.of}, ${row.resolution}, ${exact} | ${cells.join(" | ")} |`);
  }
  consumers.remove();
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

await main();
