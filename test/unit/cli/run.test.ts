import { access, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { generate, inspect } from "../../../src/api.js";
import { cli, withFolder } from "./terminal.js";

const good = `openapi: 3.1.0
info: { title: Petstore, version: 1.0.0 }
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      responses:
        "200": { description: All., content: { application/json: { schema: { $ref: "#/components/schemas/Pets" } } } }
components:
  schemas:
    Pets: { type: array, items: { type: object, properties: { name: { type: string } } } }
`;
const warned = good.replace("type: string", "type: string, not: { const: x }, pattern: '(?i)a'");
const broken = "openapi: 3.1.0\ninfo: {\n";

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    // Not there is the other answer.
    () => false,
  );
}

describe("exit code 0", () => {
  test("generate writes the SDK and sums up", () =>
    withFolder({ "api.yaml": good }, async (folder) => {
      const first = await cli(["generate", "api.yaml", "--out", "sdk", "--cwd", folder]);
      expect(first).toMatchObject({ code: 0 });
      expect(first.stdout).toMatch(
        /^Petstore: 1 operation, 1 model, 0 warnings\nsdk: \d+ files written, 0 unchanged, 0 removed\nread \d+ ms, /,
      );
      expect(first.stderr.split("\n").filter((line) => line !== "")).toEqual([
        "read",
        "understand",
        "name",
        "write code",
        "check code",
        "write files",
      ]);
      expect(await readdir(join(folder, "sdk"))).toEqual(
        expect.arrayContaining([
          ".sdkwright.json",
          "client.ts",
          "index.ts",
          "models.ts",
          "operations",
          "runtime",
          "schemas.ts",
        ]),
      );
      const second = await cli(["generate", "api.yaml", "--out", "sdk", "--cwd", folder]);
      expect(second.stdout).toMatch(/sdk: 0 files written, \d+ unchanged, 0 removed/);
    }));

  test("the short form, and a name", () =>
    withFolder({ "api.yaml": good }, async (folder) => {
      expect((await cli(["api.yaml", "-o", "sdk", "--cwd", folder, "--name", "Zoo"])).code).toBe(0);
      expect(await readFile(join(folder, "sdk/client.ts"), "utf8")).toContain("export class Zoo extends ApiClient");
    }));

  test("- reads standard input", () =>
    withFolder({}, async (folder) => {
      expect((await cli(["generate", "-", "-o", "sdk", "--cwd", folder], { stdin: good })).code).toBe(0);
      expect(await exists(join(folder, "sdk/operations/pets.ts"))).toBe(true);
    }));

  test("--dry-run tells and writes nothing", () =>
    withFolder({ "api.yaml": good }, async (folder) => {
      const { code, stdout } = await cli(["api.yaml", "-o", "sdk", "--cwd", folder, "--dry-run"]);
      expect(code).toBe(0);
      expect(stdout).toMatch(/\d+ files would be written/);
      expect(await readdir(folder)).toEqual(["api.yaml"]);
    }));

  test("warnings never stop a run", () =>
    withFolder({ "api.yaml": warned }, async (folder) => {
      const { code, stdout, stderr } = await cli(["api.yaml", "-o", "sdk", "--cwd", folder]);
      expect(code).toBe(0);
      expect(stdout).toMatch(/[1-9]\d* warnings?\n/);
      expect(stderr).toMatch(/api\.yaml:12:\d+ - warning lower\/invalid-pattern: /);
    }));

  test("--transport and --runtime", () =>
    withFolder({ "api.yaml": good }, async (folder) => {
      await cli(["api.yaml", "-o", "sdk", "--cwd", folder, "--transport", "fetch", "--runtime", "package"]);
      expect(await readFile(join(folder, "sdk/client.ts"), "utf8")).not.toContain("undici");
      expect(await readFile(join(folder, "sdk/runtime/index.ts"), "utf8")).toContain(
        'export * from "sdkwright/runtime";',
      );
      expect((await readdir(join(folder, "sdk/runtime"))).sort()).toEqual(["index.ts", "lean.ts", "testing.ts"]);
    }));

  test.each([["--help"], ["-h"], ["help"], [], ["generate", "--help"]])("help: %j", async (...argv) => {
    const { code, stdout, stderr } = await cli(argv);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^sdkwright[: ][\s\S]*Usage/);
    expect(stderr).toBe("");
  });

  test.each([["--version"], ["-v"]])("the version: %s", async (flag) => {
    const { code, stdout } = await cli([flag]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
  });
});

describe("exit code 1: the document or the generation failed", () => {
  const cases: readonly {
    name: string;
    files: Readonly<Record<string, string>>;
    argv: readonly string[];
    says: RegExp;
  }[] = [
    {
      name: "no such document",
      files: {},
      argv: ["nowhere.yaml", "-o", "sdk"],
      says: /error spec\/unreadable: .*nowhere\.yaml/,
    },
    {
      name: "text that is no YAML",
      files: { "api.yaml": broken },
      argv: ["api.yaml", "-o", "sdk"],
      says: /api\.yaml:\d+:\d+ - error spec\/yaml-syntax/,
    },
    {
      name: "no OpenAPI document",
      files: { "api.yaml": "a: 1\n" },
      argv: ["api.yaml", "-o", "sdk"],
      says: /error spec\/not-openapi/,
    },
    {
      name: "an output folder that is a file",
      files: { "api.yaml": good, sdk: "mine" },
      argv: ["api.yaml", "-o", "sdk"],
      says: /error output\/unwritable/,
    },
    {
      name: "inspect of the same",
      files: { "api.yaml": broken },
      argv: ["inspect", "api.yaml"],
      says: /error spec\/yaml-syntax/,
    },
  ];
  test.each(cases)("$name", ({ files, argv, says }) =>
    withFolder(files, async (folder) => {
      const before = await readdir(folder);
      const { code, stdout, stderr } = await cli([...argv, "--cwd", folder]);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toMatch(says);
      expect(await readdir(folder)).toEqual(before);
    }),
  );

  test("a file of someone else in the way", () =>
    withFolder({ "api.yaml": good }, async (folder) => {
      await cli(["api.yaml", "-o", "sdk", "--cwd", folder]);
      await writeFile(join(folder, "sdk/.sdkwright.json"), '{ "format": 1, "files": {} }');
      await writeFile(join(folder, "sdk/client.ts"), "mine");
      const { code, stderr } = await cli(["api.yaml", "-o", "sdk", "--cwd", folder]);
      expect(code).toBe(1);
      expect(stderr).toContain("error output/foreign-file: sdk/client.ts exists");
      expect(await readFile(join(folder, "sdk/client.ts"), "utf8")).toBe("mine");
    }));
});

describe("exit code 2: wrong usage", () => {
  test.each([
    { argv: ["generate"], says: /which document/ },
    { argv: ["inspect"], says: /which document/ },
    { argv: ["generate", "api.yaml"], says: /where to/ },
    { argv: ["api.yaml"], says: /where to/ },
    { argv: ["generate", "a.yaml", "b.yaml", "-o", "x"], says: /"b\.yaml" is one argument too many/ },
    { argv: ["a.yaml", "b.yaml", "-o", "x"], says: /"b\.yaml" is one argument too many/ },
    { argv: ["a.yaml", "--outt", "x"], says: /--outt/ },
    { argv: ["a.yaml", "-o"], says: /-o|--out/ },
    { argv: ["a.yaml", "-o", "x", "--transport", "curl"], says: /--transport is one of undici, fetch; "curl" is not/ },
    { argv: ["a.yaml", "-o", "x", "--runtime", "none"], says: /--runtime is one of bundled, package/ },
    { argv: ["a.yaml", "-o"], says: /--out needs a value: --out <dir>/ },
    { argv: ["a.yaml", "-o", "x", "--quiet=yes"], says: /--quiet|-q/ },
  ])("$argv", async ({ argv, says }) => {
    const { code, stdout, stderr } = await cli(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^sdkwright: .*\nTry sdkwright --help\.\n$/s);
    expect(stderr).toMatch(says);
  });
});

test("exit code 70: a bug of ours says what to report", () =>
  withFolder({ "api.yaml": good }, async (folder) => {
    const { code, stderr } = await cli(["api.yaml", "-o", "sdk", "--cwd", folder], {
      brokenStdout: new Error("the bug"),
    });
    expect(code).toBe(70);
    expect(stderr).toMatch(/this is a bug of sdkwright.*Files may have been written already\./);
    expect(stderr).toContain(process.version);
    expect(stderr).toContain('"api.yaml"');
    expect(stderr).toContain("Error: the bug");
  }));

test("exit code 70 before anything was written", () =>
  withFolder({ "api.yaml": good }, async (folder) => {
    const { code, stderr } = await cli(["inspect", "api.yaml", "--cwd", folder], {
      brokenStdout: new Error("the bug"),
    });
    expect(code).toBe(70);
    expect(stderr).toMatch(/this is a bug of sdkwright.*Nothing was written\./);
  }));

describe("--strict", () => {
  test("generate: a warning is an error, and nothing is written", () =>
    withFolder({ "api.yaml": warned }, async (folder) => {
      const { code, stdout, stderr } = await cli(["api.yaml", "-o", "sdk", "--cwd", folder, "--strict"]);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toMatch(/api\.yaml:12:\d+ - error lower\/invalid-pattern: /);
      expect(await readdir(folder)).toEqual(["api.yaml"]);
    }));

  test("an SDK that is there stays as it is", () =>
    withFolder({ "api.yaml": good }, async (folder) => {
      await cli(["api.yaml", "-o", "sdk", "--cwd", folder]);
      const before = await readFile(join(folder, "sdk/models.ts"), "utf8");
      await writeFile(join(folder, "api.yaml"), warned);
      expect((await cli(["api.yaml", "-o", "sdk", "--cwd", folder, "--strict"])).code).toBe(1);
      expect(await readFile(join(folder, "sdk/models.ts"), "utf8")).toBe(before);
    }));

  test("inspect", () =>
    withFolder({ "api.yaml": warned }, async (folder) => {
      const { code, stdout } = await cli(["inspect", "api.yaml", "--cwd", folder, "--strict", "--json"]);
      expect(code).toBe(1);
      expect(JSON.parse(stdout)).toEqual({
        format: 1,
        diagnostics: [expect.objectContaining({ code: "lower/invalid-pattern", severity: "error" })],
      });
    }));

  test("a document without a warning", () =>
    withFolder({ "api.yaml": good }, async (folder) => {
      expect((await cli(["api.yaml", "-o", "sdk", "--cwd", folder, "--strict"])).code).toBe(0);
      expect((await cli(["inspect", "api.yaml", "--cwd", folder, "--strict"])).code).toBe(0);
    }));

  test("of the Node API", () =>
    withFolder({ "api.yaml": warned, "good.yaml": good }, async (folder) => {
      const common = { output: "sdk", cwd: folder, strict: true };
      const result = await generate({ ...common, input: "api.yaml" });
      expect(result).toMatchObject({ ok: false, files: [], diagnostics: [{ severity: "error" }] });
      expect(await exists(join(folder, "sdk"))).toBe(false);
      expect((await generate({ ...common, input: "good.yaml" })).ok).toBe(true);
      expect(await inspect({ input: "api.yaml", cwd: folder, strict: true })).toMatchObject({
        diagnostics: [{ severity: "error" }],
      });
    }));
});

describe("--json", () => {
  test("the result of generate, and nothing else on stdout", () =>
    withFolder({ "api.yaml": warned }, async (folder) => {
      const { code, stdout, stderr } = await cli(["api.yaml", "-o", "sdk", "--cwd", folder, "--json"]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      const report = JSON.parse(stdout);
      expect(report).toMatchObject({ ok: true, operations: 1, models: 1, unchanged: [], removed: [] });
      expect(report.written).toContain("operations/pets.ts");
      expect(report.diagnostics[0]).toMatchObject({
        severity: "warning",
        file: "api.yaml",
        line: expect.any(Number),
        column: expect.any(Number),
        pointer: expect.stringMatching(/^\//),
      });
    }));

  test("of a run that failed", () =>
    withFolder({ "api.yaml": broken }, async (folder) => {
      const { code, stdout, stderr } = await cli(["api.yaml", "-o", "sdk", "--cwd", folder, "--json"]);
      expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
      expect(JSON.parse(stdout)).toMatchObject({
        ok: false,
        diagnostics: [{ code: "spec/yaml-syntax", severity: "error" }],
      });
    }));

  test("of inspect, good and bad", () =>
    withFolder({ "api.yaml": good, "bad.yaml": broken }, async (folder) => {
      const one = await cli(["inspect", "api.yaml", "--json", "--cwd", folder]);
      expect(Object.keys(JSON.parse(one.stdout))).toEqual([
        "format",
        "api",
        "operations",
        "schemas",
        "webhooks",
        "diagnostics",
      ]);
      const two = await cli(["inspect", "bad.yaml", "--json", "--cwd", folder]);
      expect(two.code).toBe(1);
      expect(JSON.parse(two.stdout)).toMatchObject({ format: 1, diagnostics: [{ code: "spec/yaml-syntax" }] });
    }));
});

test("inspect shows a table and writes nothing", () =>
  withFolder({ "api.yaml": good }, async (folder) => {
    const { code, stdout } = await cli(["inspect", "api.yaml", "--cwd", folder]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Petstore 1\.0\.0 \(OpenAPI 3\.1\.0\)/);
    expect(stdout).toMatch(/pets\.list +GET \/pets/);
    expect(await readdir(folder)).toEqual(["api.yaml"]);
  }));

describe("what is shown how", () => {
  const color = "\u001b[";
  test.each([
    { name: "a pipe", settings: {}, flags: [], want: false },
    { name: "a terminal", settings: { isTTY: true }, flags: [], want: true },
    { name: "NO_COLOR", settings: { isTTY: true, environment: { NO_COLOR: "1" } }, flags: [], want: false },
    {
      name: "an empty NO_COLOR says nothing",
      settings: { isTTY: true, environment: { NO_COLOR: "" } },
      flags: [],
      want: true,
    },
    { name: "a dumb terminal", settings: { isTTY: true, environment: { TERM: "dumb" } }, flags: [], want: false },
    { name: "FORCE_COLOR", settings: { environment: { FORCE_COLOR: "1" } }, flags: [], want: true },
    {
      name: "--no-color wins",
      settings: { isTTY: true, environment: { FORCE_COLOR: "1" } },
      flags: ["--no-color"],
      want: false,
    },
    { name: "--color wins", settings: { environment: { NO_COLOR: "1" } }, flags: ["--color"], want: true },
  ])("colours: $name", ({ settings, flags, want }) =>
    withFolder({ "api.yaml": warned }, async (folder) => {
      const { stderr } = await cli(["api.yaml", "-o", "sdk", "--cwd", folder, ...flags], settings);
      // The live line of a terminal is no colour.
      expect(stderr.replaceAll("\u001b[K", "").includes(color)).toBe(want);
    }),
  );

  test("--quiet: errors only", () =>
    withFolder({ "api.yaml": warned, "bad.yaml": broken }, async (folder) => {
      expect(await cli(["api.yaml", "-o", "sdk", "--cwd", folder, "--quiet"])).toEqual({
        code: 0,
        stdout: "",
        stderr: "",
      });
      const { code, stderr } = await cli(["bad.yaml", "-o", "sdk", "--cwd", folder, "-q"]);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^bad\.yaml:\d+:\d+ - error/);
    }));

  test("a terminal shows one live line", () =>
    withFolder({ "api.yaml": good }, async (folder) => {
      const { stderr } = await cli(["api.yaml", "-o", "sdk", "--cwd", folder], { isTTY: true });
      expect(stderr).not.toContain("\n");
      expect(stderr.endsWith("\r\u001b[K")).toBe(true);
    }));

  test("thousands of one warning do not bury the rest", () =>
    withFolder({}, async (folder) => {
      const schemas = Object.fromEntries(
        Array.from({ length: 30 }, (_, index) => [`S${index}`, { type: "string", pattern: `(?i)${index}` }]),
      );
      await writeFile(
        join(folder, "api.json"),
        JSON.stringify({ openapi: "3.1.0", info: { title: "A", version: "1" }, paths: {}, components: { schemas } }),
      );
      const { stderr } = await cli(["inspect", "api.json", "--cwd", folder]);
      expect(stderr.match(/lower\/invalid-pattern: /g)).toHaveLength(10);
      expect(stderr).toContain("… and 20 more of lower/invalid-pattern");
    }));
});
