import { execFile } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "esbuild";
import * as z from "zod";
import { projectRoot } from "../corpus/documents.js";

const outcome = z.object({
  schemas: z.array(z.string()),
  /** Of them, those that hold something of the document's examples; only counted with `--shown`. */
  shown: z.number(),
  failures: z.array(z.object({ name: z.string(), why: z.string() })),
});

/** What became of the fixtures of one SDK. */
export type FixtureOutcome = z.infer<typeof outcome>;

/** Asks for each fixture twice: it must be what its schema accepts, and the same each time. */
const program = `
import * as schemas from "./schemas.js";
import { fixtures } from "./runtime/testing.js";
import { fixture } from "./testing.js";

// Without the document's examples: asked for them, it takes twice as long.
const plain = process.argv.includes("--shown") ? fixtures(schemas) : undefined;
const failures = [];
let shown = 0;
const textOf = (make) => {
  try {
    return JSON.stringify(make());
  } catch {
    return undefined;
  }
};
const names = Object.keys(schemas);
for (const name of names) {
  const key = name.charAt(0).toLowerCase() + name.slice(1);
  const make = fixture[key];
  try {
    const made = make();
    const result = schemas[name].safeParse(made);
    if (!result.success) failures.push({ name, why: JSON.stringify(result.error.issues) });
    else if (JSON.stringify(made) !== JSON.stringify(make())) failures.push({ name, why: "differs each time" });
    else if (plain !== undefined && JSON.stringify(made) !== textOf(plain[key])) shown += 1;
  } catch (error) {
    failures.push({ name, why: String(error.message).slice(0, 500) });
  }
}
console.log(JSON.stringify({ schemas: names, shown, failures }));
`;

/** Makes a value of every schema of the SDK in that folder, in a process of its own. */
export async function checkFixtures(sdk: string, countsShown: boolean): Promise<FixtureOutcome> {
  if (!existsSync(resolve(sdk, "schemas.ts"))) return { schemas: [], shown: 0, failures: [] };
  const entry = resolve(sdk, "check-fixtures.ts");
  const outfile = resolve(sdk, "check-fixtures.mjs");
  writeFileSync(entry, program);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    logLevel: "error",
  });
  return outcome.parse(JSON.parse(await run([outfile, ...(countsShown ? ["--shown"] : [])])));
}

function run(args: readonly string[]): Promise<string> {
  return new Promise((done, fail) => {
    const limits = { cwd: projectRoot, maxBuffer: 2 ** 26, timeout: 1_800_000 };
    execFile(process.execPath, args, limits, (error, stdout) => (error === null ? done(stdout) : fail(error)));
  });
}
