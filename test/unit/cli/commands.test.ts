import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { commandNames } from "../../../src/cli/commands.js";
import type { RunStats } from "../../../src/cli/stats.js";
import { cli, withFolder } from "./terminal.js";

const api = `openapi: 3.1.0
info: { title: Petstore, version: 1.0.0 }
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      responses: { "200": { description: All., content: { application/json: { schema: { $ref: "#/components/schemas/Pets" } } } } }
  /stores/{id}:
    get:
      operationId: getStore
      tags: [stores]
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { "200": { description: One., content: { application/json: { schema: { $ref: "#/components/schemas/Store" } } } } }
components:
  schemas:
    Pets: { type: array, items: { $ref: "#/components/schemas/Pet" } }
    Pet: { type: object, properties: { name: { type: string } } }
    Store: { type: object, properties: { city: { type: string } } }
`;

describe("check", () => {
  test("0 where the SDK is as it would be written, 3 with the differences where it is not", () =>
    withFolder({ "api.yaml": api }, async (folder) => {
      const at = ["--out", "sdk", "--cwd", folder];
      await cli(["generate", "api.yaml", ...at]);
      const fine = await cli(["check", "api.yaml", ...at]);
      expect(fine).toMatchObject({ code: 0, stdout: expect.stringMatching(/^sdk is up to date \(\d+ files\)\n$/) });
      await writeFile(join(folder, "api.yaml"), api.replace("{ name: {", "{ nickname: {"));
      const before = await readFile(join(folder, "sdk/models.ts"), "utf8");
      const stale = await cli(["check", "api.yaml", ...at]);
      expect(stale.code).toBe(3);
      expect(stale.stdout).toMatch(
        /^sdk\n {2}~ models\.ts {2}\(\+1 -1\)\n +\d+ {3}\n(?: .*\n)*? {11}- {2}name\?: string.*\n {11}\+ {2}nickname\?/,
      );
      expect(stale.stdout).toContain("\n  2 changed, 0 added, 0 removed\n");
      expect(stale.stdout).toContain("sdk is not what api.yaml gives: run sdkwright generate");
      expect(await readFile(join(folder, "sdk/models.ts"), "utf8")).toBe(before);
      const { code, stdout } = await cli(["check", "api.yaml", ...at, "--json"]);
      expect(code).toBe(3);
      expect(JSON.parse(stdout)).toMatchObject({
        ok: false,
        added: [],
        changed: ["models.ts", "schemas.ts"],
        removed: [],
      });
    }));

  test("3 where there is no SDK, and nothing is written; 1 where the document is broken", () =>
    withFolder({ "api.yaml": api, "broken.yaml": "openapi: 3.1.0\ninfo: {\n" }, async (folder) => {
      expect((await cli(["check", "api.yaml", "-o", "sdk", "--cwd", folder])).code).toBe(3);
      expect((await cli(["check", "broken.yaml", "-o", "sdk", "--cwd", folder])).code).toBe(1);
      expect((await readdir(folder)).sort()).toEqual(["api.yaml", "broken.yaml"]);
    }));
});

describe("generate --stats", () => {
  test("says what the run cost, as text and as JSON", () =>
    withFolder({ "api.yaml": api }, async (folder) => {
      const run = ["generate", "api.yaml", "-o", "sdk", "--cwd", folder, "--stats"];
      const { stdout } = await cli(run);
      expect(stdout).toMatch(
        /\n {2}understand +\d+ ms +\d+ %\n(?: {2}.*\n)* {2}total +[\d,]+ ms +100 %\n {2}[\d.]+ ms an operation\n/,
      );
      expect(stdout).toMatch(/\n {2}(\d+) of \1 files written, (.+) of \2\n {2}[\d.]+ MB of memory at the most\n$/);
      const { stats, milliseconds } = JSON.parse((await cli([...run, "--json"])).stdout) as {
        stats: RunStats;
        milliseconds: Record<string, number>;
      };
      const { total, ...stages } = stats.milliseconds;
      expect(stages).toEqual(milliseconds);
      expect(Math.abs((total ?? 0) - Object.values(stages).reduce((sum, time) => sum + time))).toBeLessThan(5);
      expect(stats.files).toMatchObject({ all: 16, written: 0 });
      expect(stats.bytes.all).toBeGreaterThan(100_000);
      expect(stats.bytes.written).toBe(0);
      expect(stats.peakMemory).toBeGreaterThan(3e7);
      expect(JSON.parse((await cli([...run.slice(0, -1), "--json"])).stdout)).not.toHaveProperty("stats");
    }));
});

describe("a configuration file", () => {
  const config = (extra = ""): string =>
    `export default [{ input: "api.yaml", output: "a", name: "First" }, { input: "api.yaml", output: "b", name: "Second"${extra} }];`;

  test("names the SDKs; flags go over it; a name chooses one", () =>
    withFolder({ "api.yaml": api, "sdkwright.config.ts": config() }, async (folder) => {
      expect((await cli(["generate", "--cwd", folder, "--name", "Second"])).code).toBe(0);
      expect((await readdir(folder)).sort()).toEqual(["api.yaml", "b", "sdkwright.config.ts"]);
      expect((await cli(["generate", "--cwd", folder, "--transport", "fetch"])).code).toBe(0);
      for (const [output, name] of [
        ["a", "First"],
        ["b", "Second"],
      ] as const) {
        const client = await readFile(join(folder, output, "client.ts"), "utf8");
        expect(client).toContain(`export class ${name} extends`);
        expect(client).toContain("fetchTransport");
      }
      const { code, stderr } = await cli(["generate", "other.yaml", "--cwd", folder]);
      expect(code).toBe(2);
      expect(stderr).toContain("sdkwright.config.ts has 2 SDKs (First, Second): choose one with --name");
    }));

  test("its mistakes are wrong usage", () =>
    withFolder({ "api.yaml": api, "sdkwright.config.ts": config(", transprot: 1") }, async (folder) => {
      const { code, stderr } = await cli(["generate", "--cwd", folder]);
      expect(code).toBe(2);
      expect(stderr).toBe(
        "sdkwright: sdkwright.config.ts[1] is not usable:\n  - transprot: there is no such setting; did you mean transport?\n",
      );
    }));

  test("in another folder: its paths are relative to it, those of flags are not", () =>
    withFolder({ "api.yaml": api }, async (folder) => {
      await mkdir(join(folder, "deep"));
      await writeFile(join(folder, "deep/c.json"), '{ "input": "../api.yaml", "output": "own" }');
      expect((await cli(["generate", "--cwd", folder, "--config", "deep/c.json"])).code).toBe(0);
      expect((await cli(["generate", "--cwd", folder, "--config", "deep/c.json", "-o", "flag"])).code).toBe(0);
      expect((await readdir(folder)).sort()).toEqual(["api.yaml", "deep", "flag"]);
      expect((await readdir(join(folder, "deep"))).sort()).toEqual(["c.json", "own"]);
    }));
});

describe("include and exclude", () => {
  test.each([
    { flags: ["--include", "tag:pets"], functions: ["listPets"], schemas: ["Pets", "Pet"] },
    { flags: ["--include", "/stores/**"], functions: ["getStore"], schemas: ["Store"] },
    { flags: ["--include", "/stores/{id}"], functions: ["getStore"], schemas: ["Store"] },
    { flags: ["--include", "POST /pets", "--include", "get /pets"], functions: ["listPets"], schemas: ["Pets", "Pet"] },
    { flags: ["--include", "*Pets"], functions: ["listPets"], schemas: ["Pets", "Pet"] },
    { flags: ["--exclude", "stores"], functions: ["listPets"], schemas: ["Pets", "Pet"] },
    { flags: ["--include", "/**", "--exclude", "listPets"], functions: ["getStore"], schemas: ["Store"] },
    { flags: [], functions: ["listPets", "getStore"], schemas: ["Pets", "Pet", "Store"] },
  ])("$flags", ({ flags, functions, schemas }) =>
    withFolder({ "api.yaml": api }, async (folder) => {
      const { stdout } = await cli(["inspect", "api.yaml", "--cwd", folder, "--json", ...flags]);
      const { operations, schemas: named } = JSON.parse(stdout) as {
        operations: { function: string }[];
        schemas: { name: string }[];
      };
      expect(operations.map((operation) => operation.function)).toEqual(functions);
      expect(named.map(({ name }) => name)).toEqual(schemas);
    }),
  );

  test("what matches nothing is told", () =>
    withFolder({ "api.yaml": api }, async (folder) => {
      const { code, stderr } = await cli(["inspect", "api.yaml", "--cwd", folder, "--include", "listPet"]);
      expect(code).toBe(0);
      expect(stderr).toContain(
        'warning config/unmatched-selection: no operation of the document is what "listPet" asks for',
      );
      expect(stderr).toContain('did you mean "listPets"?');
    }));
});

describe("templates", () => {
  test("take the place of our own", () =>
    withFolder({ "api.yaml": api }, async (folder) => {
      await mkdir(join(folder, "own"));
      await writeFile(join(folder, "own/sdk-readme.md.hbs"), "Mine.\n");
      await writeFile(join(folder, "own/other.hbs"), "");
      await writeFile(join(folder, "own/sdk-redme.md.hbs"), "");
      await writeFile(join(folder, "own/.gitkeep"), "");
      const { code, stderr } = await cli(["api.yaml", "-o", "sdk", "--cwd", folder, "--templates", "own"]);
      expect(code).toBe(0);
      expect(stderr).toContain("warning config/unknown-template: own/other.hbs is the template of nothing; not used");
      expect(stderr).toMatch(/own\/sdk-redme\.md\.hbs is .*\n.*did you mean sdk-readme\.md\.hbs\?/);
      expect(stderr).not.toContain("gitkeep");
      expect(await readFile(join(folder, "sdk/README.md"), "utf8")).toBe("Mine.\n");
    }));

  test("a folder that is not there is told", () =>
    withFolder({ "api.yaml": api }, async (folder) => {
      const { code, stderr } = await cli(["api.yaml", "-o", "sdk", "--cwd", folder, "--templates", "gone"]);
      expect(code).toBe(1);
      expect(stderr).toContain("error config/broken-template: the template gone cannot be used: no such file");
    }));

  test.each(["{{prose nothing.like.this}}", "{{#if"])("a broken one is told: %s", (text) =>
    withFolder({ "api.yaml": api }, async (folder) => {
      await mkdir(join(folder, "own"));
      await writeFile(join(folder, "own/sdk-readme.md.hbs"), text);
      const { code, stderr } = await cli(["api.yaml", "-o", "sdk", "--cwd", folder, "--templates", "own"]);
      expect(code).toBe(1);
      expect(stderr).toContain("error config/broken-template: the template own/sdk-readme.md.hbs cannot be used");
      expect((await readdir(folder)).sort()).toEqual(["api.yaml", "own"]);
    }),
  );
});

describe("--verify", () => {
  const modules = fileURLToPath(new URL("../../../node_modules", import.meta.url));

  test(
    "writes an SDK that type-checks",
    () =>
      withFolder({ "api.yaml": api }, async (folder) => {
        await symlink(modules, join(folder, "node_modules"));
        const { code, stderr } = await cli(["api.yaml", "-o", "sdk", "--cwd", folder, "--verify"]);
        expect(stderr).toContain("check types\n");
        expect(code).toBe(0);
        expect(await readdir(join(folder, "sdk"))).toContain("client.ts");
        // The compiler reads all its libraries: seconds of processor time.
      }),
    180_000,
  );

  test("says what it needs, and writes nothing", () =>
    withFolder({ "api.yaml": api }, async (folder) => {
      const { code, stderr } = await cli(["api.yaml", "-o", "sdk", "--cwd", folder, "--verify"]);
      expect(code).toBe(1);
      expect(stderr).toContain('error output/nothing-to-check-with: --verify needs the package "zod"');
      expect(await readdir(folder)).toEqual(["api.yaml"]);
    }));
});

describe("--watch", () => {
  test.each(["--json", "--dry-run"])("does not go with %s", (flag) =>
    withFolder({ "api.yaml": api }, async (folder) => {
      const { code } = await cli(["api.yaml", "-o", "sdk", "--cwd", folder, "--watch", flag]);
      expect(code).toBe(2);
    }),
  );
});

describe("help", () => {
  test.each(commandNames)("%s has its options and an example", async (name) => {
    const { code, stdout } = await cli(["help", name]);
    expect(code).toBe(0);
    expect(stdout).toContain(`Usage: sdkwright ${name}`);
    expect(stdout).toMatch(/Examples\n {2}\S/);
    const [options = ""] = stdout.split("Examples");
    expect(Math.max(...options.split("\n").map((line) => line.length))).toBeLessThanOrEqual(101);
    if (name !== "help") expect((await cli([name, "--help"])).stdout).toBe(stdout);
  });

  test("did you mean", async () => {
    expect((await cli(["genrate"])).stderr).toContain('there is no command "genrate"; did you mean generate?');
    expect((await cli(["help", "chekc"])).stderr).toContain("did you mean check?");
    expect((await cli(["a.yaml", "--trasport", "x"])).stderr).toContain(
      "there is no option --trasport; did you mean --transport?",
    );
    expect((await cli(["inspect", "a.yaml", "--watch"])).stderr).toContain("--watch is no option of sdkwright inspect");
  });
});
