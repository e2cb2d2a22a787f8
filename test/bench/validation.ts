import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "esbuild";
import { projectRoot } from "../corpus/documents.js";
import { measureNode } from "../corpus/measured-process.js";
import { exampleAnswer } from "./calls.js";
import { outputsOf } from "./outputs.js";
import { benchFolder, peerNode, peersFolder } from "./peers.js";
import { median, progress, type Section } from "./report.js";

const items = 10_000;
const rounds = 5;

/** Where the schema of an issue (or of a list of issues) is in each output, and what it is called: the first that is there. */
const schemas: Readonly<Record<string, { readonly file: string; readonly list: RegExp; readonly item: RegExp }>> = {
  sdkwright: { file: "schemas.ts", list: /^$/, item: /^Issue$/ },
  "hey-api": { file: "zod.gen.ts", list: /^zIssuesListForRepoResponse$/, item: /^zIssue$/ },
  orval: { file: "zod.ts", list: /^issuesListForRepo(?:200)?Response$/i, item: /^$/ },
  kubb: { file: "src/zod/issueSchema.ts", list: /^$/, item: /^issueSchema$/ },
  redocly: { file: "api.zod.ts", list: /^$/, item: /^Issue(?:Schema)?$|^issueSchema$/ },
};

/** Megabytes of JSON per second: parsed alone, and parsed and validated by the schemas of each output. */
export async function benchValidation(): Promise<readonly Section[]> {
  const data = writeList();
  const programs = new Map([["`JSON.parse` alone", await writeProgram("parse", data, undefined)]]);
  for (const { name, folder } of await outputsOf("github")) {
    const found = schemas[name];
    if (found === undefined) continue;
    const source = schemaSource(resolve(folder, found.file), found);
    if (source === undefined) progress(`validation: no schema of an issue in ${name}'s output`);
    else programs.set(name, await writeProgram(name, data, { source, folder }));
  }
  const rates = new Map([...programs.keys()].map((name): [string, number[]] => [name, []]));
  const notes = new Map<string, string>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, program] of programs) {
      const { stdout, stderr } = await measureNode([program], { cwd: benchFolder, limit: 300_000, node: peerNode });
      const [rate, verdict] = stdout.trim().split(" ");
      if (rate === undefined || rate === "") notes.set(name, `fails: ${stderr.split("\n")[4]?.slice(0, 60)}`);
      else rates.get(name)?.push(Number(rate));
      notes.set(name, notes.get(name) ?? verdict ?? "");
    }
    progress(`validation, round ${round + 1} of ${rounds}`);
  }
  const of = (name: string): number => median(rates.get(name) ?? []);
  return [
    {
      title: `Validation of a list of ${items.toLocaleString("en-US")} items`,
      intro: `GitHub's issues, ${(readFileSync(data).byteLength / 1e6).toFixed(0)} MB of JSON, a process of Node.js 22 each that is warm, median of ${rounds}, interleaved; the same zod for all.`,
      head: ["", "parsed and validated", "of `JSON.parse` alone", "verdict"],
      rows: [...programs.keys()].map((name) => [
        name,
        `${of(name).toFixed(1)} MB/s`,
        `${((of(name) / of("`JSON.parse` alone")) * 100).toFixed(0)} %`,
        notes.get(name) ?? "",
      ]),
    },
  ];
}

function writeList(): string {
  const { value } = exampleAnswer();
  const [issue] = value as readonly object[];
  const list = Array.from({ length: items }, (_, index) => ({ ...issue, id: index + 1, number: index + 1 }));
  const file = resolve(benchFolder, "list.json");
  writeFileSync(file, JSON.stringify(list));
  return file;
}

function schemaSource(
  file: string,
  { list, item }: { readonly list: RegExp; readonly item: RegExp },
): string | undefined {
  if (!existsSync(file)) return undefined;
  const names = [...readFileSync(file, "utf8").matchAll(/^export const (\w+)/gm)].map((match) => match[1] ?? "");
  const [wholeList, one] = [names.find((name) => list.test(name)), names.find((name) => item.test(name))];
  const from = JSON.stringify(file);
  if (wholeList !== undefined) return `import { ${wholeList} as schema } from ${from};`;
  if (one === undefined) return undefined;
  return `import { ${one} as one } from ${from};\nimport * as z from "zod";\nconst schema = z.array(one);`;
}

/** Prints the megabytes per second of the fastest of three passes, after one that warms up. */
async function writeProgram(
  name: string,
  data: string,
  schema: { readonly source: string; readonly folder: string } | undefined,
): Promise<string> {
  const outfile = resolve(benchFolder, `validate-${name}.mjs`);
  const contents = `import { readFileSync } from "node:fs";
${schema?.source ?? ""}
const text = readFileSync(${JSON.stringify(data)}, "utf8");
let best = Infinity;
let verdict = "accepted";
for (let pass = 0; pass < 4; pass += 1) {
  const start = performance.now();
  const value = JSON.parse(text);
  ${schema === undefined ? "" : 'if (!schema.safeParse(value).success) verdict = "rejected";'}
  if (pass > 0) best = Math.min(best, performance.now() - start);
}
console.log(Buffer.byteLength(text) / 1000 / best, ${schema === undefined ? '""' : "verdict"});
`;
  await build({
    stdin: { contents, resolveDir: schema?.folder ?? projectRoot, loader: "ts" },
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    external: ["zod"],
    nodePaths: [resolve(peersFolder, "node_modules")],
    logLevel: "warning",
  });
  return outfile;
}
