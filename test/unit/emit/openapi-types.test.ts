import ts from "typescript";
import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { emitOpenapiTypes } from "../../../src/emit/openapi-types.js";
import { packageAssets } from "../../../src/host/assets.js";
import { memoryHost } from "../../../src/host/memory-host.js";
import { renderFile } from "../../../src/render/render-file.js";
import { loadDocument } from "../../../src/spec/load.js";
import { plainDocument } from "../../../src/spec/plain-document.js";
import { verifyModules } from "../../support/verify-modules.js";

const strict = {
  strict: true,
  noEmit: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  target: ts.ScriptTarget.ES2022,
  types: [],
  lib: ["lib.es2022.d.ts"],
  skipLibCheck: true,
};

async function openapiTypes(input: string, files: Readonly<Record<string, string>>): Promise<string> {
  const document = await loadDocument(input, memoryHost(files), new Diagnostics());
  if (!document) throw new Error(`${input} cannot be read`);
  const file = renderFile(await emitOpenapiTypes(plainDocument(document), "Example"), packageAssets());
  expect(verifyModules([file])).toEqual([]);
  return file.text;
}

/** What the compiler says of the text, and of code that uses it. */
function faults(text: string, use = ""): readonly string[] {
  const sources = new Map([
    ["openapi.ts", text],
    ["use.ts", use],
  ]);
  const host = ts.createCompilerHost(strict);
  const { getSourceFile, fileExists } = host;
  host.getSourceFile = (path, options) => {
    const own = sources.get(path.replace(/^.*\//, ""));
    return own === undefined ? getSourceFile(path, options) : ts.createSourceFile(path, own, options);
  };
  host.fileExists = (path) => sources.has(path.replace(/^.*\//, "")) || fileExists(path);
  const program = ts.createProgram([...sources.keys()], strict, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
}

const pets = `
openapi: 3.1.0
info: { title: Pets, version: "1" }
paths:
  /pets/{id}:
    x-note: { get: nothing }
    get:
      operationId: getPet
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      responses:
        "200": { description: ok, content: { application/json: { schema: { $ref: "parts/pet.yaml" } } } }
    delete:
      operationId: getPet
      responses: { "204": { description: gone }, x-hot: lukewarm }
  /first:
    get:
      responses:
        "200":
          description: ok
          content:
            application/json: { schema: { $ref: "#/paths/~1pets~1{id}/get/responses/200/content/application~1json/schema" } }
  /broken:
    get: { responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "nowhere.yaml" } } } } } }
`;
const pet = "type: object\nrequired: [name]\nproperties: { name: { type: string }, friend: { $ref: '#' } }\n";

describe("openapi.ts", { timeout: 180_000 }, () => {
  test("has files brought in, references into the middle of things, and what cannot be read; and compiles", async () => {
    const text = await openapiTypes("openapi.yaml", { "openapi.yaml": pets, "parts/pet.yaml": pet });
    const use = `
      import type { paths, components } from "./openapi.js";
      type Body<P extends keyof paths> = paths[P] extends { get: { responses: { 200: { content: { "application/json": infer B } } } } } ? B : never;
      export const name: string = null! as Body<"/pets/{id}">["name"];
      export const friend: string | undefined = (null! as Body<"/pets/{id}">).friend?.name;
      export const first: string = (null! as Body<"/first">).name;
      export const schema: components["schemas"][keyof components["schemas"]] = null!;
    `;
    expect(faults(text, use)).toEqual([]);
    expect(faults(text, `${use}\nexport const wrong: number = null! as Body<"/pets/{id}">["name"];`)).toHaveLength(1);
  });

  test("of Swagger 2.0", async () => {
    const swagger = `
swagger: "2.0"
info: { title: Pets, version: "1" }
paths:
  /pets: { get: { produces: [application/json], responses: { 200: { description: ok, schema: { $ref: "#/definitions/Pet" } } } } }
definitions: { Pet: { type: object, required: [name], properties: { name: { type: string } } } }
`;
    const text = await openapiTypes("openapi.yaml", { "openapi.yaml": swagger });
    const use = `import type { paths } from "./openapi.js";
      export const name: string = null! as paths["/pets"]["get"]["responses"]["200"]["content"]["application/json"]["name"];`;
    expect(faults(text, use)).toEqual([]);
  });

  test("the same document gives the same text", async () => {
    const once = await openapiTypes("openapi.yaml", { "openapi.yaml": pets, "parts/pet.yaml": pet });
    expect(await openapiTypes("openapi.yaml", { "openapi.yaml": pets, "parts/pet.yaml": pet })).toBe(once);
  });

  test("a hostile document adds no code", async () => {
    const evil = `*/ export const evil = 1; /* " \` \${evil} \\n \u2028 evil();`;
    const document = {
      openapi: "3.1.0",
      info: { title: evil, version: evil, description: evil },
      [evil]: { a: { type: "object" } },
      paths: {
        [`/${evil}`]: {
          get: {
            operationId: evil,
            summary: evil,
            responses: {
              "200": {
                description: evil,
                content: { [evil]: { schema: { $ref: `#/components/schemas/${encodeURIComponent(evil)}` } } },
              },
              "201": { description: evil, content: { b: { schema: { $ref: `#/${encodeURIComponent(evil)}/a` } } } },
            },
          },
        },
      },
      components: {
        schemas: {
          [evil]: { type: "object", properties: { [evil]: { enum: [evil], description: evil, default: evil } } },
        },
      },
    };
    // The gate is asked inside.
    const text = await openapiTypes("openapi.json", { "openapi.json": JSON.stringify(document) });
    expect(faults(text)).toEqual([]);
  });
});
