import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";
import { describe, expect, test } from "vitest";
import { precompiledTemplate, renderTemplate } from "../../../src/render/render-template.js";

describe("values reach a template through the helper of their place", () => {
  test.each([
    ["a string in code", "const a = {{literal x}};", 'a"; evil(); "', 'const a = "a\\"; evil(); \\"";'],
    [
      "text in Markdown",
      "{{prose x}}",
      "a *b* [c](d) <script> `e` | #f",
      "a \\*b\\* \\[c\\](d) \\<script\\> \\`e\\` \\| \\#f",
    ],
    ["several lines of it", "{{prose x}}", "a\n\n# b\n", "a \\# b"],
    ["text between backticks", "`{{inline x}}`", "a ``` b\n`c`", "`a b c`"],
    ["mustaches in a value are text", "{{prose x}}", "{{literal y}}", "\\{\\{literal y\\}\\}"],
  ])("%s", (_, template, value, want) => {
    expect(renderTemplate(template, { x: value })).toBe(want);
  });

  test("controls that change how text is shown do not reach it", () => {
    const value = "a\0b\u202ec\u2066d\ufeffe\u001bf";
    expect(renderTemplate("{{prose x}}|{{inline x}}", { x: value })).toBe("abcdef|abcdef");
  });

  test("an unpaired surrogate is replaced, as it would be on disk", () => {
    expect(renderTemplate("{{prose x}}", { x: "a\ud800" })).toBe("a\ufffd");
  });
});

describe("a template that asks for what it is not given is refused:", () => {
  test.each([
    ["an unknown value", "{{prose y}}"],
    ["an unknown helper", "{{evil x}}"],
    ["a member of every object", "{{prose constructor}}"],
    ["a member of every object, by a path", "{{prose x.constructor}}"],
  ])("%s", (_, template) => {
    expect(() => renderTemplate(template, { x: "*x*" })).toThrow();
  });
});

describe("a template that the build has compiled", () => {
  // What the build writes into a module.
  const compiledFrom = (template: string): TemplateSpecification =>
    new Script(`(${precompiledTemplate(template)})`).runInThisContext();

  test("is filled in as the same template is that was not", () => {
    const template = "{{#each list}}{{prose name}} {{inline @root.x}};{{/each}} {{literal x}}";
    const values = { list: [{ name: "*a*" }, { name: "b" }], x: 'y"`' };
    const want = renderTemplate(template, values);
    expect(want).toBe('\\*a\\* y";b y"; "y\\"`"');
    expect(renderTemplate(template, values, compiledFrom(template))).toBe(want);
  });

  test.each(["{{prose y}}", "{{prose constructor}}"])("is as strict: %s", (template) => {
    const compiled = compiledFrom(template);
    expect(() => renderTemplate(template, { x: 1 }, compiled)).toThrow();
  });
});

describe("in the templates that ship, every value goes through a helper", () => {
  const folder = fileURLToPath(new URL("../../../templates/", import.meta.url));
  const files = readdirSync(folder).filter((name) => name.endsWith(".hbs"));
  /** The same text for every API. */
  const fixed = ["extensions.ts.hbs", "package-build.mjs.hbs", "package-gitignore.hbs"];

  test("there are some, and some take values", () => {
    const taking = files.filter((file) => readFileSync(join(folder, file), "utf8").includes("{{"));
    expect(taking.length).toBeGreaterThan(0);
  });

  test.each(files)("%s", (file) => {
    const text = readFileSync(join(folder, file), "utf8");
    const tags = text.match(/\{\{[^}]*\}\}+/g) ?? [];
    // `@root` leads out of an `#each`.
    const allowed =
      /^\{\{~?(?:(?:literal|prose|inline) (?:@root\.)?[\w./]+|#each (?:@root\.)?[\w./]+|\/each|else)~?\}\}$/;
    expect(tags.length > 0).toBe(!fixed.includes(file));
    expect(tags.filter((tag) => !allowed.test(tag))).toEqual([]);
  });
});
