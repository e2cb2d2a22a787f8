import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { projectRoot } from "./documents.js";
import { countFunctions, faultsOf } from "./emitted-files.js";
import { scratch } from "./generate.js";
import { measureNode } from "./measured-process.js";
import { typeCheck } from "./type-check.js";

// The corpus is only worth something if what it looks with can see.
const folder = resolve(scratch, "..", `corpus-tools-${process.pid}`);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(resolve(folder, name, path, ".."), { recursive: true });
    writeFileSync(resolve(folder, name, path), text);
  }
  return resolve(folder, name);
}

test("finds what no file of an SDK may have", () => {
  const sdk = write("faults", {
    "fine.ts": '/** Takes any pet. */\nexport const any = "any";\nexport type Any = { any: unknown };\n',
    "typed-any.ts": "export const pet: Array<any> = [];\n",
    "cast.ts": "export const pet = /* quiet */\n  1 as any;\n",
    "quiet.ts": "// @ts-expect-error\nexport const pet: string = 1;\n",
    "lint.ts": "/* eslint-disable */\nexport {};\n",
    "operations/empty.ts": "\n",
    "README.md": "any @ts-ignore",
  });
  expect(faultsOf(sdk)).toEqual([
    "cast.ts: has the type any in line 2",
    "lint.ts: has eslint-disable",
    "operations/empty.ts: is empty",
    "quiet.ts: has @ts-",
    "typed-any.ts: has the type any in line 1",
  ]);
});

test("counts the functions of the operations' modules", () => {
  const sdk = write("functions", {
    "operations/pets.ts": "export function getPet() {}\nfunction own() {}\nexport function listPets() {}\n",
    "client.ts": "export function createClient() {}\n",
  });
  expect(countFunctions(sdk)).toBe(2);
});

test.each(["typescript", "typescript7"] as const)(
  "%s reports each error, under the strictest settings",
  async (compiler) => {
    const sdk = write(`checked-${compiler}`, {
      "index.ts": 'import { first } from "./lists/first.js";\nexport const length: number = first(["a"]).length;\n',
      "lists/first.ts": "export function first(list: string[], unused?: number): string {\n  return list[0];\n}\n",
    });
    const { errors } = await typeCheck(sdk, compiler);
    expect(errors.map((line) => /[^/]+\.ts\(\d+,\d+\): error TS\d+/.exec(line)?.[0]).sort()).toEqual([
      "first.ts(1,39): error TS6133",
      "first.ts(2,3): error TS2322",
    ]);
  },
);

test("measures a process: its end, its time, its memory, its words", async () => {
  const program =
    'const held = Buffer.alloc(2e8, 1); console.log("out"); console.error("err"); process.exit(held[0] + 2)';
  const result = await measureNode(["-e", program], { cwd: projectRoot, limit: 20_000 });
  expect(result).toMatchObject({ code: 3, timedOut: false, stdout: "out\n", stderr: "err\n" });
  expect(result.peakMemory).toBeGreaterThan(2e8);
  expect(result.milliseconds).toBeGreaterThan(10);
  expect(result.cpuMilliseconds).toBeGreaterThan(10);
});

test("ends a process that takes too long", async () => {
  const result = await measureNode(["-e", "for (;;);"], { cwd: projectRoot, limit: 300 });
  expect(result).toMatchObject({ code: undefined, timedOut: true, peakMemory: undefined, cpuMilliseconds: undefined });
});
