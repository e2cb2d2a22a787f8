// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the application uses a template
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const modules = fileURLToPath(new URL("../../node_modules", import.meta.url));

export const document = (operationId: string): string => `openapi: 3.1.0
info: { title: Petstore, version: 1.0.0 }
paths:
  /pets:
    get:
      operationId: ${operationId}
      tags: [pets]
      responses: { "200": { description: All., content: { application/json: { schema: { type: array, items: { $ref: "./pet.yaml" } } } } } }
`;

/** A small application that uses the SDK in a module of its own, before the SDK is there. */
const files: Readonly<Record<string, string>> = {
  "openapi.yaml": document("listPets"),
  "pet.yaml": "type: object\nproperties: { name: { type: string } }\n",
  "src/main.ts": [
    'import * as pets from "./petstore/operations/pets";',
    'import { schemas } from "./petstore";',
    "const functions = Object.keys(pets).filter((name) => /Pets$/.test(name)).sort();",
    "document.body.textContent = `${functions.join()} ${typeof schemas}`;",
    "",
  ].join("\n"),
  "index.html": '<!doctype html><body><script type="module" src="/src/main.ts"></script></body>',
};

/** The application in a folder of its own, with our packages; gone afterwards. */
export async function withProject<Result>(action: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "sdkwright-build-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    await symlink(modules, join(folder, "node_modules"));
    return await action(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the plugin is told. The page is the browser's, so the SDK is as well. */
export function optionsFor(folder: string) {
  return { input: "openapi.yaml", output: "src/petstore", transport: "fetch", cwd: folder } as const;
}

/** A document with an error. */
export const broken = "openapi: 3.1.0\ninfo: {\n";
