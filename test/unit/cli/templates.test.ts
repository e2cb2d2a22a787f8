import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cli, withFolder } from "./terminal.js";

const names = readdirSync("templates")
  .filter((name) => name.endsWith(".hbs"))
  .sort();

test("lists each template with the file that it makes", async () => {
  const { code, stdout } = await cli(["templates"]);
  expect(code).toBe(0);
  const lines = stdout.trimEnd().split("\n");
  expect(lines.map((line) => line.split(" ")[0])).toEqual(names);
  for (const line of lines) expect(line).toMatch(/^\S+ {2,}\S/);
  expect(JSON.parse((await cli(["templates", "--json"])).stdout)).toMatchObject({
    templates: names.map((name) => ({ name, makes: expect.any(String) })),
  });
});

test("eject copies them, and what was changed is used", () =>
  withFolder({ "api.json": '{"openapi":"3.1.0","info":{"title":"Pets","version":"1"},"paths":{}}' }, async (folder) => {
    const at = ["--cwd", folder];
    const { code, stdout } = await cli(["templates", "eject", "own", ...at]);
    expect(code).toBe(0);
    expect(stdout).toContain(`wrote own/${names[0]}`);
    for (const name of names)
      expect(readFileSync(join(folder, "own", name), "utf8")).toBe(readFileSync(join("templates", name), "utf8"));
    const same = await cli(["api.json", "-o", "one", "--templates", "own", ...at]);
    expect(same).toMatchObject({ code: 0, stderr: expect.not.stringContaining("warning") });
    writeFileSync(join(folder, "own/sdk-readme.md.hbs"), "# Mine: {{prose title}}\n");
    await cli(["api.json", "-o", "two", "--templates", "own", ...at]);
    expect(readFileSync(join(folder, "two/README.md"), "utf8")).toBe("# Mine: Pets\n");
  }));

test("nothing is overwritten without --force", () =>
  withFolder({}, async (folder) => {
    const at = ["--cwd", folder];
    await cli(["templates", "eject", ...at]);
    const file = join(folder, "sdkwright-templates/api-index.md.hbs");
    writeFileSync(file, "mine");
    const { code, stderr } = await cli(["templates", "eject", ...at]);
    expect(code).toBe(2);
    expect(stderr).toContain("sdkwright-templates has api-index.md.hbs, ");
    expect(readFileSync(file, "utf8")).toBe("mine");
    expect((await cli(["templates", "eject", "--force", ...at])).code).toBe(0);
    expect(readFileSync(file, "utf8")).not.toBe("mine");
  }));

test("a file in the way, and a word that is none", () =>
  withFolder({ taken: "" }, async (folder) => {
    expect(await cli(["templates", "eject", "taken", "--cwd", folder])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("taken: a part of the path is not a folder"),
    });
    expect((await cli(["templates", "ejct"])).stderr).toContain('templates knows no "ejct"; did you mean eject?');
  }));
