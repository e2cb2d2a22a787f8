import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { patience, typeErrors } from "../example/type-check.js";
import { type Compiled, compileText } from "../scenarios/support/compile.js";
import { runtimePaths } from "../support/runtime-paths.js";
import { verifyModules } from "../support/verify-modules.js";
import { markdownFault, moduleTextFault, strangeCalls } from "./shape.js";

/** Each document of `fixtures/hostile` becomes an SDK that a user's strictest compiler accepts. */
const folder = fileURLToPath(new URL("../../fixtures/hostile/", import.meta.url));
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml"))
  .sort();
const output = resolve(".cache/hostile");
const compiled = new Map<string, Compiled>();

beforeAll(async () => {
  for (const name of names) {
    const sdk = await compileText(readFileSync(join(folder, name), "utf8"), { runtime: "package" });
    compiled.set(name, sdk);
    for (const [path, text] of sdk.texts) {
      const target = join(output, name.replace(".yaml", ""), path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
  }
}, 60_000);
afterAll(() => rmSync(output, { recursive: true, force: true }));

describe.each(names)("%s", (name) => {
  test("passes the gate", async () => {
    expect(verifyModules(compiled.get(name)?.files ?? [])).toEqual([]);
  });

  test("runs nothing that the document says, and shows nothing as what it is not", () => {
    for (const [path, text] of compiled.get(name)?.texts ?? []) {
      const fault = path.endsWith(".md") ? markdownFault(text) : moduleTextFault(text);
      expect(
        [fault, ...(path.endsWith(".md") ? [] : strangeCalls(text))].filter((found) => found !== undefined),
        path,
      ).toEqual([]);
    }
  });

  test("stays in its folder, where letters are not told apart too", () => {
    const paths = [...(compiled.get(name)?.texts.keys() ?? [])];
    expect(paths.filter((path) => !/^(?:[A-Za-z0-9_]+\/)*[A-Za-z0-9_]+\.(?:ts|md)$/.test(path))).toEqual([]);
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
  });
});

test("all of them type-check with the strictest settings", patience, async () => {
  const errors = await typeErrors({ compiler: "typescript7", include: [output], options: { paths: runtimePaths } });
  // The runtime has a check of its own.
  expect(errors.filter((line) => !line.includes("src/runtime/"))).toEqual([]);
});

test("the strictest settings would find a mistake", patience, async () => {
  const mistake = join(output, "mistake.ts");
  writeFileSync(mistake, 'export const a: number = "text";\n');
  try {
    expect((await typeErrors({ compiler: "typescript7", include: [mistake] })).join()).toContain("TS2322");
  } finally {
    rmSync(mistake);
  }
});
