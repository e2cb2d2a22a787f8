import { basename, dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { cli, withFolder } from "./terminal.js";

const api = `openapi: 3.1.0
info: { title: A, version: "1", license: { name: MIT, identifier: MIT } }
servers: [{ url: https://api.test.dev }]
security: []
paths:
  /pets:
    get:
      operationId: listPets
      summary: List pets
      responses:
        "200": { description: Pets, content: { application/json: { schema: { type: string } } } }
        "404": { description: None }
`;
const broken = api
  .replace("type: string", "$ref: '#/components/schemas/Pat'")
  .replace('"404": { description: None }', '"404": { $ref: "other.yaml#/NotFound" }');
const other = "NotFound: { content: {} }\n";

interface Report {
  readonly ok: boolean;
  readonly errors: number;
  readonly diagnostics: readonly {
    readonly code: string;
    readonly severity: string;
    readonly file?: string;
    readonly line?: number;
  }[];
}

async function report(folder: string, ...flags: readonly string[]): Promise<Report> {
  return JSON.parse((await cli(["lint", "api.yaml", "--cwd", folder, "--json", ...flags])).stdout) as Report;
}

describe("lint", () => {
  test("nothing is wrong", () =>
    withFolder({ "api.yaml": api }, async (folder) => {
      const { code, stdout } = await cli(["lint", "api.yaml", "--cwd", folder]);
      expect({ code, stdout }).toEqual({ code: 0, stdout: "api.yaml: no problems\n" });
    }));

  test("our own diagnostics and Redocly's rules, each with its place, across files; no mistake twice", () =>
    withFolder({ "api.yaml": broken, "other.yaml": other }, async (folder) => {
      const { code, stdout, stderr } = await cli(["lint", "api.yaml", "--cwd", folder]);
      expect(code).toBe(1);
      expect(stdout).toContain("api.yaml:11:84 - error spec/unresolved-ref: ");
      expect(stdout).toContain(
        [
          "other.yaml:1:1 - error redocly/struct: The field `description` must be present on this level.",
          "   1 | NotFound: { content: {} }",
          "     | ^^^^^^^^",
          "   at #/NotFound",
        ].join("\n"),
      );
      expect(stdout).not.toContain("no-unresolved-refs");
      expect(stdout).toMatch(/api\.yaml: 2 errors\n$/);
      expect(stderr).toContain("sdkwright explain spec/unresolved-ref\n");
      const { ok, errors, diagnostics } = await report(folder);
      expect({ ok, errors }).toEqual({ ok: false, errors: 2 });
      expect(diagnostics).toContainEqual(
        expect.objectContaining({ code: "redocly/struct", file: "other.yaml", line: 1 }),
      );
    }));

  test("a redocly.yaml beside the document chooses the rules; --strict makes errors of warnings", () => {
    const rules = "extends: [minimal]\nrules: { operation-description: warn }\n";
    return withFolder({ "api.yaml": api, "redocly.yaml": rules }, async (folder) => {
      expect((await report(folder)).diagnostics).toMatchObject([
        { code: "redocly/operation-description", severity: "warning", line: 7 },
      ]);
      expect(await report(folder, "--strict")).toMatchObject({ ok: false, errors: 1 });
    });
  });

  test.each(["extends: [nonsense]\n", "extends: ['http://127.0.0.1:9/rules.yaml']\n"])("%j is wrong usage", (rules) =>
    withFolder({ "api.yaml": api, "redocly.yaml": rules }, async (folder) => {
      const { code, stderr } = await cli(["lint", "api.yaml", "--cwd", folder]);
      expect(code).toBe(2);
      expect(stderr).toContain("redocly.yaml: ");
    }),
  );

  test("text of a document cannot drive the terminal", () =>
    withFolder({ "api.yaml": api.replace("{ type: string }", '{ type: "\\e[31mred" }') }, async (folder) => {
      const { code, stdout } = await cli(["lint", "api.yaml", "--cwd", folder]);
      expect(code).toBe(1);
      expect(stdout).not.toContain("\u001b");
    }));

  test("what is no document has our own errors alone", () =>
    withFolder({ "api.yaml": "asyncapi: 3.0.0\n" }, async (folder) => {
      expect((await report(folder)).diagnostics).toMatchObject([{ code: "spec/not-openapi" }]);
      expect((await cli(["lint", "none.yaml", "--cwd", folder])).code).toBe(1);
    }));

  test("OpenAPI 3.2 is beyond the rules, which is said", () =>
    withFolder({ "api.yaml": api.replace("3.1.0", "3.2.0") }, async (folder) => {
      expect((await report(folder)).diagnostics).toMatchObject([{ code: "redocly/not-applied", severity: "info" }]);
    }));

  test("a rule is explained by where to read of it", async () => {
    const { code, stdout } = await cli(["explain", "redocly/operation-summary"]);
    expect(code).toBe(0);
    expect(stdout).toContain("https://redocly.com/docs/cli/rules/oas/operation-summary");
  });

  test("a document at which Redocly's rules give up has our own diagnostics", () =>
    withFolder({ "api.yaml": broken.replace("Pat'", "Pat%'") }, async (folder) => {
      const { diagnostics } = await report(folder);
      expect(diagnostics.map(({ code }) => code)).toContain("redocly/not-applied");
      expect(diagnostics.map(({ code }) => code)).toContain("spec/unresolved-ref");
    }));

  test("--format github: annotations at their places in the checkout, which no text can leave", () =>
    withFolder({ "api.yaml": broken.replace("Pat'", "Pat, 100%25::error::x'") }, async (folder) => {
      const parent = dirname(folder);
      const { code, stdout } = await cli(["lint", "api.yaml", "--cwd", folder, "--format", "github"], {
        environment: { GITHUB_WORKSPACE: parent },
      });
      expect(code).toBe(1);
      const file = `${basename(folder)}/api.yaml`;
      expect(stdout).toContain(
        `::error title=spec/unresolved-ref,file=${file},line=11,endLine=11,col=84,endColumn=128::"#/components/schemas/Pat, 100%25::error::x"`,
      );
      for (const line of stdout.trimEnd().split("\n").slice(0, -1)) expect(line).toMatch(/^::(?:error|warning) title=/);
      expect(stdout).toMatch(/\napi\.yaml: \d errors/);
    }));
});
