import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Folders in the order of the index; others follow by name. */
const order = ["openapi-3.0", "openapi-3.1", "openapi-3.2", "swagger-2.0", "references", "broken", "schemas"];

const titles: Readonly<Record<string, string>> = {
  "openapi-3.0": "OpenAPI 3.0",
  "openapi-3.1": "OpenAPI 3.1",
  "openapi-3.2": "OpenAPI 3.2",
  "swagger-2.0": "Swagger 2.0",
  references: "References to other files",
  broken: "Broken documents",
  schemas: "Types and schemas",
  bodies: "Request bodies",
};

/** `README.md` of the scenarios: each file with the features that it shows, by folder. */
export function featureIndex(folder: string, files: readonly string[]): string {
  const folders = [...new Set(files.map((file) => file.split("/")[0] ?? ""))].sort(
    (a, b) => rank(a) - rank(b) || (a < b ? -1 : 1),
  );
  const sections = folders.map((name) => {
    const own = files.filter((file) => file.startsWith(`${name}/`));
    return [`## ${titleOf(name)}`, "", ...own.map((file) => entry(folder, file))].join("\n");
  });
  return `${head}\n\n${sections.join("\n\n")}\n`;
}

const head = `# What becomes of each feature

Each file shows pieces of documents and the TypeScript that they become; the tests compare the two. This index is written by
\`UPDATE=1 npx vitest run --config test/vitest.config.ts test/scenarios\`.`;

function rank(name: string): number {
  const index = order.indexOf(name);
  return index < 0 ? order.length : index;
}

function titleOf(name: string): string {
  return titles[name] ?? name.charAt(0).toUpperCase() + name.slice(1);
}

function entry(folder: string, file: string): string {
  const text = readFileSync(join(folder, file), "utf8");
  const title = /^# (.+)$/m.exec(text)?.[1] ?? file;
  const features = [...text.matchAll(/^## (.+)$/gm)].map((match) => match[1]);
  return `- [${title}](${file})${features.length === 0 ? "" : `: ${features.join("; ")}`}`;
}

/** The Markdown files below a folder that are scenarios. */
export function scenarioFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".md") && path !== "README.md")
    .sort();
}
