import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cli, withFolder } from "./terminal.js";

const before = `openapi: 3.1.0
info: { title: Petstore, version: 1.0.0 }
paths:
  /pets:
    get: { operationId: listPetsUsingGET, tags: [pets], responses: { "204": { description: None. } } }
  /stores:
    get: { operationId: listStores, tags: [stores], responses: { "204": { description: None. } } }
`;
// One operation has another id, which the configuration hides; another is gone, which `include` hides.
const after = before.replace("listPetsUsingGET", "listPetsUsingGET_1").replace(/ {2}\/stores:\n.*\n/, "");
const petsOnly = { output: "sdk", include: ["tag:pets"], operations: { "GET /pets": { name: "list" } } };
const files = { "old.yaml": before, "api.yaml": after };

async function impacts(folder: string, ...args: string[]): Promise<readonly string[]> {
  const { code, stdout, stderr } = await cli(["diff", ...args, "--json", "--cwd", folder]);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  const { changes } = JSON.parse(stdout) as { changes: readonly { impact: string; subject: string }[] };
  return changes.map(({ impact, subject }) => `${impact} ${subject}`);
}

describe("diff in a project", () => {
  // The function and the method.
  const all = ["breaking pets.listUsingGET1", "breaking pets.listUsingGET1", "breaking stores.list"];

  test("without a configuration the documents alone count", () =>
    withFolder(files, async (folder) => {
      expect(await impacts(folder, "old.yaml", "api.yaml")).toEqual(all);
    }));

  test("the settings of the SDK that is made of one of the documents count for both", () =>
    withFolder(
      { ...files, "sdkwright.config.json": JSON.stringify({ ...petsOnly, input: "./api.yaml" }) },
      async (folder) => {
        expect(await impacts(folder, "old.yaml", "api.yaml")).toEqual([]);
        expect(await impacts(folder, "api.yaml", "old.yaml", "--include", "/**")).toEqual(["additive stores.list"]);
        const { stderr } = await cli(["diff", "old.yaml", "api.yaml", "--cwd", folder]);
        expect(stderr).toContain("with the settings of sdkwright.config.json\n");
      },
    ));

  test("an overlay is applied to both documents", () =>
    withFolder(
      {
        ...files,
        "fix.yaml": `overlay: 1.0.0
info: { title: Fix, version: 1.0.0 }
actions: [{ target: "$.paths['/stores']", remove: true }, { target: "$.paths['/pets'].get", update: { operationId: listPets } }]
`,
        "sdkwright.config.json": JSON.stringify({ input: "api.yaml", output: "sdk", overlays: ["fix.yaml"] }),
      },
      async (folder) => {
        expect(await impacts(folder, "old.yaml", "api.yaml")).toEqual([]);
        expect((await cli(["diff", "old.yaml", "api.yaml", "--cwd", folder, "--fail-on", "breaking"])).code).toBe(0);
      },
    ));

  test("of other documents it says nothing, unless --config names it", () =>
    withFolder(
      { ...files, "sdkwright.config.json": JSON.stringify({ ...petsOnly, input: "x.yaml" }) },
      async (folder) => {
        expect(await impacts(folder, "old.yaml", "api.yaml")).toEqual(all);
        const { stderr } = await cli(["diff", "old.yaml", "api.yaml", "--cwd", folder]);
        expect(stderr).toContain(
          "sdkwright.config.json says nothing of these documents; --config sdkwright.config.json takes",
        );
        expect(await impacts(folder, "old.yaml", "api.yaml", "--config", "sdkwright.config.json")).toEqual([]);
      },
    ));

  test("of several SDKs the one of the document is taken; where that is not one, --name chooses", () => {
    const list = [
      { input: "x.yaml", output: "x" },
      { ...petsOnly, input: "api.yaml", name: "Pets" },
    ];
    const two = [...list, { input: "api.yaml", output: "all", name: "All" }];
    const configs = { "one.json": JSON.stringify(list), "two.json": JSON.stringify(two) };
    return withFolder({ ...files, ...configs }, async (folder) => {
      expect(await impacts(folder, "old.yaml", "api.yaml", "--config", "one.json")).toEqual([]);
      const { code, stderr } = await cli(["diff", "old.yaml", "api.yaml", "--config", "two.json", "--cwd", folder]);
      expect(code).toBe(2);
      expect(stderr).toContain("two.json has 2 SDKs for these documents (Pets, All): choose one with --name");
      expect(await impacts(folder, "old.yaml", "api.yaml", "--config", "two.json", "--name", "Pets")).toEqual([]);
      expect(await impacts(folder, "old.yaml", "api.yaml", "--config", "two.json", "--name", "All")).toEqual(all);
    });
  });

  test("paths of the command line are relative to the working folder, wherever the configuration stands", () =>
    withFolder(files, async (folder) => {
      await mkdir(join(folder, "config/deep"), { recursive: true });
      const config = { ...petsOnly, cwd: "deep", input: "../../api.yaml" };
      await writeFile(join(folder, "config/c.json"), JSON.stringify(config));
      expect(await impacts(folder, "old.yaml", "api.yaml", "--config", "config/c.json")).toEqual([]);
      expect(
        (await cli(["generate", "old.yaml", "-o", "out", "--config", "config/c.json", "--cwd", folder])).code,
      ).toBe(0);
      expect(await readdir(folder)).toContain("out");
    }));
});
