import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { generateInMemory } from "./in-memory.js";

const folder = "generated-example/sdk";
const manifest = ".sdkwright.json";
let generated: ReadonlyMap<string, string>;

beforeAll(async () => {
  generated = await generateInMemory("fixtures/inkwell.yaml", { transport: "undici", runtime: "bundled" });
});

test("generated-example/sdk is what the generator writes now", () => {
  expect(firstDifference(readFolder(folder), generated)).toBeUndefined();
});

test("a difference is told by file and line, with what to do about it", () => {
  const changed = new Map([...generated, ["client.ts", `${generated.get("client.ts")}\n`]]);
  expect(firstDifference(changed, generated)).toMatch(
    /^generated-example\/sdk\/client\.ts:\d+: it has "", sdkwright writes nothing\. Run `npm run example`\.$/,
  );
  const extra = new Map([...generated, ["extra.ts", ""]]);
  expect(firstDifference(extra, generated)).toMatch(/extra\.ts: is there, but sdkwright does not write it/);
  const fewer = new Map([...generated].slice(1));
  expect(firstDifference(fewer, generated)).toMatch(/: is missing/);
});

test("a second run in another folder gives the same bytes", async () => {
  const variant = { transport: "undici", runtime: "bundled" } as const;
  const again = await generateInMemory("fixtures/inkwell.yaml", variant, "/home/someone/else");
  expect([...again]).toEqual([...generated]);
});

type Files = ReadonlyMap<string, string>;

function readFolder(root: string): Files {
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
  const files = paths.filter((path) => statSync(join(root, path)).isFile());
  return new Map(files.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

/** The first file, in order of names, that is not what it should be, and its first such line. */
function firstDifference(actual: Files, expected: Files): string | undefined {
  // The manifest differs whenever anything does: it says least.
  const paths = [...new Set([...actual.keys(), ...expected.keys()])].sort();
  for (const path of [...paths.filter((name) => name !== manifest), manifest]) {
    const problem = fileDifference(actual.get(path), expected.get(path));
    if (problem !== undefined) return `${folder}/${path}${problem}. Run \`npm run example\`.`;
  }
  return undefined;
}

function fileDifference(actual: string | undefined, expected: string | undefined): string | undefined {
  if (actual === expected) return undefined;
  if (actual === undefined) return ": is missing";
  if (expected === undefined) return ": is there, but sdkwright does not write it";
  const wrote = actual.split("\n");
  const writes = expected.split("\n");
  const length = Math.max(wrote.length, writes.length);
  const line = Array.from({ length }, (_, index) => index).find((index) => wrote[index] !== writes[index]) ?? 0;
  return `:${line + 1}: it has ${quoted(wrote[line])}, sdkwright writes ${quoted(writes[line])}`;
}

function quoted(line: string | undefined): string {
  return line === undefined ? "nothing" : JSON.stringify(line);
}
