import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseArguments } from "../../../src/cli/args.js";
import { initProject } from "../../../src/cli/commands/init.js";
import type { Ask } from "../../../src/cli/init/ask.js";
import { withScripts } from "../../../src/cli/init/package-scripts.js";
import { cli, withFolder } from "./terminal.js";

const api = "openapi: 3.1.0\ninfo: { title: Pet Store API, version: '1' }\npaths: {}\n";

interface Report {
  readonly sdks: readonly object[];
  readonly notes: readonly string[];
  readonly next: readonly string[];
  readonly scripts: readonly string[];
}

async function init(folder: string, ...argv: readonly string[]): Promise<Report> {
  const { code, stdout, stderr } = await cli(["init", "--cwd", folder, "--json", ...argv]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as Report;
}

describe("init without questions", () => {
  test("finds the document and TypeScript, writes what generate and check take, says what it did", () => {
    const files = {
      "openapi.yaml": api,
      "tsconfig.json": "{}",
      "package.json": '{\n  "name": "app"\n}\n',
      "pnpm-lock.yaml": "",
    };
    return withFolder(files, async (folder) => {
      const { code, stdout } = await cli(["init", "--yes", "--cwd", folder]);
      expect(code).toBe(0);
      expect(stdout).toBe(
        [
          "- found openapi.yaml",
          "- wrote sdkwright.config.ts",
          "- package.json: added the script sdk:generate",
          "- package.json: added the script sdk:check",
          "",
          "Next",
          "  pnpm add -D sdkwright @types/node",
          "  pnpm add zod undici   # what the SDK imports",
          "  pnpm run sdk:generate",
          "  tsconfig.json: the SDK's types are made for strict: true",
          "",
        ].join("\n"),
      );
      expect(await readFile(join(folder, "sdkwright.config.ts"), "utf8")).toBe(
        'import { defineConfig } from "sdkwright";\n\nexport default defineConfig({\n  input: "openapi.yaml",\n  output: "src/pet-store",\n});\n',
      );
      expect((await cli(["generate", "--cwd", folder, "-q"])).code).toBe(0);
      expect((await cli(["check", "--cwd", folder])).code).toBe(0);
    });
  });

  test("without TypeScript it is a module; a framework for browsers asks for fetch; a bundler has a plugin", () => {
    const manifest =
      '{ "dependencies": { "react-dom": "19", "zod": "4" }, "devDependencies": { "vite": "8" }, "packageManager": "yarn@4.0.0" }';
    return withFolder({ "swagger.json": '{ "swagger": "2.0" }', "package.json": manifest }, async (folder) => {
      const { sdks, next } = await init(folder);
      expect(sdks).toEqual([{ input: "swagger.json", output: "src/sdk", transport: "fetch" }]);
      expect(next).toEqual([
        "yarn add -D sdkwright",
        "yarn run sdk:generate",
        expect.stringContaining("sdkwright/vite"),
      ]);
      expect(await readdir(folder)).toContain("sdkwright.config.mjs");
    });
  });

  test("says what of the project's settings stands in the way", () => {
    const files = {
      "pets.yaml": api,
      "other.yaml": "version: 3.1\n",
      "package.json": '{ "type": "commonjs", "devDependencies": { "openapi": "3.0.0" } }',
      "tsconfig.json":
        '{\n  // "module": "esnext",\n  "compilerOptions": { "module": "nodenext", "types": [], "strict": true, "verbatimModuleSyntax": true }\n}',
    };
    return withFolder(files, async (folder) => {
      const { sdks, next } = await init(folder);
      expect(sdks).toEqual([{ input: "pets.yaml", output: "src/pet-store" }]);
      expect(next).toEqual([
        "npm install -D sdkwright @types/node",
        expect.stringContaining("npm install zod undici"),
        "npm run sdk:generate",
        'tsconfig.json: add "node" to types',
        'package.json: "type": "module" (npm pkg set type=module), as tsconfig.json has verbatimModuleSyntax',
      ]);
    });
  });

  test("without a compiler, JavaScript is made by a package", () =>
    withFolder({ "openapi.yaml": api, "package.json": "{}" }, async (folder) => {
      expect((await init(folder, "--transport", "fetch")).next).toEqual([
        "npm install -D sdkwright",
        "npm install zod   # what the SDK imports",
        "npm run sdk:generate",
        expect.stringContaining("package: true in the configuration makes a package with JavaScript"),
      ]);
    }));

  test.each([
    [{}, "there is no OpenAPI document in the usual places"],
    [
      { "openapi.yaml": api, "swagger.json": '{ "swagger": "2.0" }' },
      "there are several documents (openapi.yaml, swagger.json)",
    ],
    [{ "openapi.yaml": api, "sdkwright.config.json": "{}" }, "sdkwright.config.json is there already"],
  ])("%#: what cannot be decided is wrong usage, and nothing is written", (files, message) =>
    withFolder(files, async (folder) => {
      const { code, stderr } = await cli(["init", "--cwd", folder]);
      expect(code).toBe(2);
      expect(stderr).toContain(message);
      expect((await readdir(folder)).sort()).toEqual(Object.keys(files).sort());
    }),
  );
});

describe("init with questions", () => {
  const ask = (answers: readonly (string | boolean | undefined)[]): Ask & { readonly asked: string[] } => {
    const left = [...answers];
    const asked: string[] = [];
    const next = (question: string): Promise<never> => {
      asked.push(question);
      // Each test gives answers of the right kind.
      return Promise.resolve(left.shift() as never);
    };
    return { asked, choose: next, text: next, confirm: next };
  };
  const run = async (folder: string, person: Ask): Promise<number> => {
    const sink = { write: () => true } as never;
    return initProject(
      parseArguments(["init", "--cwd", folder]),
      { stdout: sink, stderr: sink, environment: {} },
      person,
    );
  };

  test("asks what it cannot find out, and before it overwrites", () =>
    withFolder(
      { "openapi.yaml": api, "swagger.json": '{ "swagger": "2.0" }', "sdkwright.config.mjs": "old" },
      async (folder) => {
        const no = ask([false]);
        expect(await run(folder, no)).toBe(0);
        expect(await readFile(join(folder, "sdkwright.config.mjs"), "utf8")).toBe("old");
        const yes = ask([true, "swagger.json", "lib/api"]);
        expect(await run(folder, yes)).toBe(0);
        expect(yes.asked).toEqual([
          "sdkwright.config.mjs is there already. Overwrite it?",
          "Which OpenAPI document?",
          "Where shall the SDK go?",
        ]);
        expect(await readFile(join(folder, "sdkwright.config.mjs"), "utf8")).toContain('output: "lib/api"');
      },
    ));

  test("asks for a document until there is one", () =>
    withFolder({ "my-own.txt": api }, async (folder) => {
      const person = ask(["nowhere.yaml", "my-own.txt", "lib/api"]);
      expect(await run(folder, person)).toBe(0);
      expect(person.asked).toEqual([
        "Which OpenAPI document? A path or a URL",
        "There is no nowhere.yaml. Which OpenAPI document? A path or a URL",
        "Where shall the SDK go?",
      ]);
      expect(await readFile(join(folder, "sdkwright.config.mjs"), "utf8")).toContain('input: "my-own.txt"');
    }));

  test("who leaves has written nothing", () =>
    withFolder({ "openapi.yaml": api }, async (folder) => {
      expect(await run(folder, ask([undefined]))).toBe(0);
      expect(await readdir(folder)).toEqual(["openapi.yaml"]);
    }));
});

describe("scripts of package.json", () => {
  const added = { a: "b" };
  test.each([
    [
      '{\n    "name": "x",\n    "scripts": {\n        "t": "{ \\"}"\n    },\n    "files": ["a", "b"]\n}\n',
      '{\n    "name": "x",\n    "scripts": {\n        "t": "{ \\"}",\n        "a": "b"\n    },\n    "files": ["a", "b"]\n}\n',
    ],
    [
      '{\n\t"scripts": {},\n\t"x": { "scripts": {} }\n}',
      '{\n\t"scripts": {\n\t\t"a": "b"\n\t},\n\t"x": { "scripts": {} }\n}',
    ],
    ['{\n  "name": "x"\n}\n', '{\n  "scripts": {\n    "a": "b"\n  },\n  "name": "x"\n}\n'],
    ["{}", '{\n  "scripts": {\n    "a": "b"\n  }\n}\n'],
    ['{"name":"x","scripts":{"t":"u"}}', '{\n  "name": "x",\n  "scripts": {\n    "t": "u",\n    "a": "b"\n  }\n}\n'],
    [
      '{\r\n  "scripts": {\r\n    "t": "u"\r\n  }\r\n}\r\n',
      '{\r\n  "scripts": {\r\n    "t": "u",\r\n    "a": "b"\r\n  }\r\n}\r\n',
    ],
  ])("%#: only the lines are added", (before, after) => {
    expect(withScripts(before, added)).toBe(after);
    expect(JSON.parse(after)).toMatchObject({ scripts: added });
  });

  test("a script of the same name stays", () =>
    withFolder({ "openapi.yaml": api, "package.json": '{ "scripts": { "sdk:check": "mine" } }' }, async (folder) => {
      const { scripts, notes } = await init(folder);
      expect(scripts).toEqual(["sdk:generate"]);
      expect(notes).toContain("package.json has the script sdk:check already: left as it is");
      expect(JSON.parse(await readFile(join(folder, "package.json"), "utf8"))).toEqual({
        scripts: { "sdk:check": "mine", "sdk:generate": "sdkwright generate" },
      });
    }));
});

describe("init --from", () => {
  const fixes = 'overlay: 1.0.0\ninfo: { title: x, version: "1" }\nactions: [{ target: $.info, update: { x-a: 1 } }]\n';
  const none = "not carried over, it has no counterpart: ";
  const cases: readonly {
    readonly file: string;
    readonly text: string;
    readonly sdks: readonly object[];
    readonly left: readonly string[];
  }[] = [
    {
      file: "openapi-ts.config.ts",
      text: `import { defineConfig } from '@hey-api/openapi-ts';
export default defineConfig({
  input: './openapi.yaml',
  output: { path: 'src/client', format: 'prettier' },
  parser: { filters: { tags: { include: ['pets'] }, operations: { exclude: ['GET /old'] } } },
  plugins: ['@hey-api/client-fetch', { name: '@hey-api/transformers', dates: true, bigInt: true }, '@tanstack/react-query'],
});`,
      sdks: [
        {
          input: "openapi.yaml",
          output: "src/client",
          transport: "fetch",
          include: ["tag:pets"],
          exclude: ["GET /old"],
          types: { dates: "date", int64: "bigint" },
        },
      ],
      left: ["plugin @tanstack/react-query"],
    },
    {
      file: "orval.config.ts",
      text: `import { defineConfig } from 'orval';
export default defineConfig({ petstore: {
  input: { target: './openapi.yaml', filters: { tags: ['pets'] } },
  output: { target: 'src/petstore.ts', client: 'fetch', mock: true, override: { useDates: true, mutator: 'x.ts' } } } });`,
      sdks: [
        {
          input: "openapi.yaml",
          output: "src/petstore",
          name: "Petstore",
          transport: "fetch",
          include: ["tag:pets"],
          types: { dates: "date" },
        },
      ],
      left: ["petstore.output.mock", "petstore.output.override.mutator"],
    },
    {
      // What versions before it was a plugin said of the client.
      file: "openapi-ts.config.ts",
      text: `import { defineConfig } from '@hey-api/openapi-ts'
export default defineConfig({
  base: 'http://localhost:8000', client: 'legacy/fetch', input: 'openapi.yaml', output: { format: 'prettier', path: './libs/client' },
  plugins: ['@hey-api/schemas', { name: '@hey-api/services', operationId: false }],
})
`,
      sdks: [{ input: "openapi.yaml", output: "libs/client", transport: "fetch" }],
      left: ["plugin @hey-api/services.operationId", "base"],
    },
    {
      file: "openapitools.json",
      text: '{ "generator-cli": { "version": "7.0.0", "generators": { "my-api": { "generatorName": "typescript-fetch", "inputSpec": "openapi.yaml", "output": "#{cwd}/gen", "additionalProperties": { "supportsES6": true } }, "j": { "generatorName": "java" } } } }',
      sdks: [{ input: "openapi.yaml", output: "gen", name: "MyApi" }],
      left: ["my-api.additionalProperties.supportsES6", "generator j (java)"],
    },
    {
      file: "stainless.yml",
      text: "organization: { name: pet-store }\nresources: { pets: { methods: { list: get /pets } } }\npagination: []\n",
      sdks: [
        {
          name: "PetStore",
          input: "openapi.yaml",
          output: "src/pet-store",
          operations: { "GET /pets": { name: "list", resource: "pets" } },
        },
      ],
      left: ["pagination"],
    },
    {
      file: "openapi.stainless.yml",
      text: `edition: 2026-01-01
organization: { name: acme, docs: https://docs.acme.test, contact: a@acme.test }
settings: { license: Apache-2.0, disable_mock_tests: true }
targets: { typescript: { package_name: "@acme/sdk", publish: { npm: true } }, python: { package_name: acme } }
resources:
  $client: { methods: { api_status: get /pets } }
  pet_shops:
    models: { shop: "#/components/schemas/Shop" }
    methods: { retrieve: { type: http, endpoint: "get /shops/{id}", paginated: false }, odd: 7 }
    subresources: { staff: { methods: { list: get /staff } } }
`,
      sdks: [
        {
          name: "Acme",
          input: "openapi.yaml",
          output: "src/pet-store",
          package: { name: "@acme/sdk", license: "Apache-2.0" },
          operations: {
            "GET /pets": { name: "apiStatus" },
            "GET /shops/{id}": { name: "retrieve", resource: "petShops" },
            "GET /staff": { name: "list", resource: "petShopsStaff" },
          },
        },
      ],
      left: [
        "settings.disable_mock_tests",
        "targets.typescript.publish",
        "python",
        "resources.pet_shops.models",
        "resources.pet_shops.methods.retrieve.paginated",
        "resources.pet_shops.methods.odd",
      ],
    },
    {
      file: "gen.yaml",
      text: "configVersion: 2.0.0\ngeneration: { sdkClassName: Petstore, maintainOpenAPIOrder: true }\ntypescript: { version: 0.1.0, packageName: '@acme/pets', envVarPrefix: PETS }\ngo: { version: 1.0.0 }\n",
      sdks: [
        {
          name: "Petstore",
          input: "openapi.yaml",
          output: "src/pet-store",
          package: { name: "@acme/pets", version: "0.1.0" },
        },
      ],
      left: ["go", "generation.maintainOpenAPIOrder", "typescript.envVarPrefix"],
    },
    {
      file: ".speakeasy/workflow.yaml",
      text: "workflowVersion: 1.0.0\nsources: { api: { inputs: [{ location: ./openapi.yaml }] } }\ntargets: { ts: { target: typescript, source: api, output: sdk }, py: { target: python } }\n",
      sdks: [{ input: "openapi.yaml", output: "sdk" }],
      left: ["target py (python)"],
    },
    {
      file: ".speakeasy/workflow.yaml",
      text: "workflowVersion: 1.0.0\nspeakeasyVersion: latest\nsources: { api: { inputs: [{ location: openapi.yaml }, { location: more.yaml }], overlays: [{ location: ./fixes.yaml }, { location: registry.speakeasyapi.dev/a/b }], registry: { location: x } } }\ntargets: { mcp: { target: mcp-typescript, source: api }, ts: { target: typescript, source: api, output: ./sdk, publish: { npm: { token: $npm } } } }\n",
      sdks: [{ input: "openapi.yaml", output: "sdk", overlays: ["fixes.yaml"] }],
      left: [
        "target mcp (mcp-typescript)",
        "ts.publish",
        "source of ts.registry",
        "a further input of ts: more.yaml",
        "ts: registry.speakeasyapi.dev/a/b",
      ],
    },
    {
      file: "fern/generators.yml",
      text: "api: { specs: [{ openapi: ../openapi.yaml }] }\ngroups: { local: { generators: [{ name: fernapi/fern-typescript-node-sdk, output: { location: local-file-system, path: ../sdks/ts }, config: { namespaceExport: Pets, streamType: web } }, { name: fernapi/fern-python-sdk }] } }\n",
      sdks: [{ input: "openapi.yaml", output: "sdks/ts", name: "Pets" }],
      left: ["fernapi/fern-typescript-node-sdk.config.streamType", "generator fernapi/fern-python-sdk"],
    },
    {
      file: "fern/generators.yml",
      text: `default-group: public
api:
  - openapi: ../openapi.yaml
    overrides: ../overrides.yml
groups:
  public:
    generators:
      - name: fernapi/fern-typescript-express
      - name: fernapi/fern-typescript-browser-sdk
        version: 0.9.0
        output: { location: npm, package-name: "@acme/web", token: "\${NPM_TOKEN}" }
        github: { repository: acme/web }
`,
      sdks: [{ input: "openapi.yaml", output: "src/pet-store", transport: "fetch", package: { name: "@acme/web" } }],
      left: [
        "api.specs[0].overrides",
        "generator fernapi/fern-typescript-express",
        "fernapi/fern-typescript-browser-sdk.output.token",
        "fernapi/fern-typescript-browser-sdk.github",
      ],
    },
    {
      file: "openapi-ts.config.mjs",
      text: `import { defaultPlugins, defineConfig } from '@hey-api/openapi-ts';
export default defineConfig(async () => ({
  client: '@hey-api/client-axios', input: ['openapi.yaml'], output: 'src/api', plugins: [...defaultPlugins, { name: '@hey-api/typescript', enums: 'javascript' }],
}));`,
      sdks: [{ input: "openapi.yaml", output: "src/api" }],
      left: ["plugin @hey-api/typescript.enums"],
    },
    {
      file: "orval.config.js",
      text: `module.exports = {
  hotel: {
    input: 'openapi.yaml',
    output: { mode: 'tags-split', target: './src/services', client: 'react-query', httpClient: 'axios' },
    hooks: { afterAllFilesWrite: 'prettier --write' },
  },
  hotelZod: { input: 'openapi.yaml', output: { target: './src/services', client: 'zod', fileExtension: '.zod.ts' } },
};`,
      sdks: [{ input: "openapi.yaml", output: "src/services", name: "Hotel", transport: "fetch" }],
      left: ["hotel.hooks", "hotel.output.mode", "hotel: the hooks of react-query"],
    },
    {
      file: "redocly.yaml",
      text: "extends: [recommended]\napis:\n  main: { root: openapi.yaml, x-openapi-ts: { output: ./src/api.d.ts, enum: true } }\n  linted: { root: other.yaml }\n",
      sdks: [{ input: "openapi.yaml", output: "src/api-sdk", transport: "fetch" }],
      left: ["main.enum"],
    },
    {
      file: "package.json",
      text: '{ "scripts": { "a": "tsc && npx openapi-typescript@7 -o=\'./src/a b.ts\' --enum \\"openapi.yaml\\" | tee log" } }',
      sdks: [{ input: "openapi.yaml", output: "src/a b-sdk", transport: "fetch" }],
      left: ["--enum"],
    },
    {
      file: "package.json",
      text: '{ "scripts": { "types": "openapi-typescript ./openapi.yaml -o src/schema.d.ts && tsc" } }',
      sdks: [{ input: "openapi.yaml", output: "src/schema-sdk", transport: "fetch" }],
      left: [],
    },
  ];

  test.each(cases)("$file", ({ file, text, sdks, left }) =>
    withFolder({ "openapi.yaml": api, "fixes.yaml": fixes }, async (folder) => {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
      const report = await init(folder, "--from", file);
      expect(report.sdks).toEqual(sdks);
      const told = report.notes.filter((note) => note.startsWith(none)).map((note) => note.slice(none.length));
      expect(told.sort()).toEqual([...left].sort());
      expect((await cli(["inspect", "--cwd", folder, "-q"])).code).toBe(0);
    }),
  );

  test("a file of no tool that is known", () =>
    withFolder({ "other.yaml": "a: 1" }, async (folder) => {
      const { code, stderr } = await cli(["init", "--cwd", folder, "--from", "other.yaml"]);
      expect(code).toBe(2);
      expect(stderr).toContain("--from reads openapi-ts.config.ts, ");
    }));
});
