// Handlebars takes longer to compile a template than to fill it in: the build does it once. Users' templates are compiled
// when they are used. Entries are found by the text of the template, so that one that was changed since is compiled as well.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { precompiledTemplate } from "../../dist/render/render-template.js";

const names = readdirSync("templates").filter((name) => name.endsWith(".hbs"));
const entries = names.map((name) => {
  const text = readFileSync(`templates/${name}`, "utf8");
  return `[${JSON.stringify(text)}, ${precompiledTemplate(text)}]`;
});
writeFileSync("dist/templates.cjs", `module.exports = [\n${entries.join(",\n")},\n];\n`);
