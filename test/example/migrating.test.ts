/** generated-example/MIGRATING.md: what it shows as the call with the SDK compiles, and each tool that it names has its section. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { patience, typeErrors } from "./type-check.js";

const text = readFileSync("generated-example/MIGRATING.md", "utf8");
const folder = resolve(".cache/migrating");
const tools = "fetch by hand,axios,openapi-fetch,hey-api,orval,openapi-generator,Stainless,Speakeasy,Fern".split(",");

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The section of one tool, without the others. */
function sectionOf(tool: string): string {
  return text.split(/^## /m).find((section) => section.startsWith(`${tool}\n`)) ?? "";
}

function codeAfter(tool: string): string | undefined {
  return /^```ts after\n(.*?)^```$/ms.exec(sectionOf(tool))?.[1];
}

test.each(tools)("from %s: the call before and after", (tool) => {
  expect(sectionOf(tool)).toMatch(/^Before.*:\n\n```ts\n/m);
  expect(codeAfter(tool)).toContain('from "./sdk/index.js"');
});

test("what stands under `after` compiles", patience, async () => {
  mkdirSync(folder, { recursive: true });
  const files = tools.map((tool, index) => {
    const file = resolve(folder, `after-${index}.ts`);
    writeFileSync(file, (codeAfter(tool) ?? "").replaceAll('"./sdk/', '"../../generated-example/sdk/'));
    return file;
  });
  expect(files).toHaveLength(9);
  expect(await typeErrors({ compiler: "typescript7", include: files })).toEqual([]);
});

test("the README leads to it", () => {
  expect(readFileSync("README.md", "utf8")).toContain("(generated-example/MIGRATING.md)");
});
