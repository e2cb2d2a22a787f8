import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { generate } from "../../src/index.js";
import { pageData } from "../../src/page/page-data.js";
import { patience, typeErrors } from "../example/type-check.js";
import { compileText } from "../scenarios/support/compile.js";

interface Page {
  readonly start: string;
  readonly resources: readonly {
    readonly name: string;
    readonly operations: readonly {
      readonly name: string;
      readonly function: string;
      readonly module: string;
      readonly call: string;
    }[];
  }[];
}

const folder = resolve(".cache", `page-examples-${process.pid}`);
afterAll(() => rm(folder, { recursive: true, force: true }));

// What people copy from the page must compile; so that it does for any of them, each has a function of its own.
test("every call example of inkwell's page compiles against its SDK", patience, async () => {
  const { api, plan } = await compileText(await readFile("fixtures/inkwell.yaml", "utf8"));
  const { start, resources } = pageData(api, plan) as Page;
  expect((await generate({ input: "fixtures/inkwell.yaml", output: resolve(folder, "inkwell") })).ok).toBe(true);
  const operations = resources.flatMap((resource) =>
    resource.operations.map((operation) => ({ ...operation, resource })),
  );
  const functions = operations.map(({ name, resource, call }) => {
    const id = `${resource.name}_${name}`;
    // A result that nobody uses would be an error of its own.
    const used = call.replace(/^const result = ([\s\S]*);$/, "return $1;");
    return `export async function ${id}(): Promise<unknown> {\n${used}\n${used === call ? "return undefined;\n" : ""}}\n`;
  });
  const imports = operations.map(
    ({ function: name, module }) => `export { ${name} as _${name} } from "./inkwell/${module}";`,
  );
  await mkdir(folder, { recursive: true });
  await writeFile(resolve(folder, "calls.ts"), [start, ...functions, ...imports].join("\n"));
  expect(operations.length).toBe(32);
  expect(
    await typeErrors({
      compiler: "typescript7",
      include: [folder],
      options: { noPropertyAccessFromIndexSignature: false },
    }),
  ).toEqual([]);
});
