import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ConfigError, generate, inspect, type Plugin, type SdkModel } from "../../src/index.js";

const cwd = mkdtempSync(join(tmpdir(), "sdkwright-plugins-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const api = `openapi: 3.0.3
info: { title: Pets, version: "1" }
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      responses: { "200": { description: All., content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } }
  /secrets:
    get: { operationId: readSecrets, tags: [internal], responses: { "204": { description: Done. } } }
components:
  schemas:
    Pet: { type: object, properties: { name: { type: string, nullable: true } } }
`;
writeFileSync(join(cwd, "api.yaml"), api);
const config = { input: "api.yaml", output: "sdk", cwd };

async function failures(plugin: Plugin): Promise<readonly string[]> {
  const { ok, diagnostics } = await generate({ ...config, output: "failed", plugins: [plugin] });
  expect(ok).toBe(false);
  expect(() => readFileSync(join(cwd, "failed/index.ts"))).toThrow();
  return diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

describe("the hook on the document", () => {
  test("sees the 3.1 shape, edits in place, and what it makes is checked", async () => {
    const seen: unknown[] = [];
    const plugin: Plugin = {
      name: "edit",
      document(document) {
        seen.push(structuredClone(document["components"]));
        const paths = document["paths"] as Record<string, object>;
        delete paths["/secrets"];
        paths["/more"] = { get: { operationId: "more", responses: { 200: { $ref: "#/components/responses/Gone" } } } };
      },
    };
    const { operations, diagnostics } = await inspect({ input: "api.yaml", cwd, plugins: [plugin] });
    expect(seen).toEqual([
      { schemas: { Pet: { type: "object", properties: { name: { type: ["string", "null"] } } } } },
    ]);
    expect(operations?.map((operation) => (operation as { function: string }).function)).toEqual(["listPets", "more"]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["spec/unresolved-ref"]);
  });

  test("gives back another, also later; the next plugin sees it", async () => {
    const titles: unknown[] = [];
    const plugins: readonly Plugin[] = [
      { name: "one", document: async (document) => ({ ...document, info: { title: "Cats", version: "2" } }) },
      { name: "two", document: ({ info }) => void titles.push(info) },
    ];
    expect((await inspect({ input: "api.yaml", cwd, plugins })).api).toMatchObject({ name: "Cats", version: "2" });
    expect(titles).toEqual([{ title: "Cats", version: "2" }]);
  });

  test.each<[string, Plugin["document"]]>([
    ["what it gives back is no document", () => [] as never],
    ["Do not know how to serialize a BigInt", () => ({ big: 1n }) as never],
  ])("fails: %s", async (reason, document) => {
    const [failure] = await failures({ name: "broken", document });
    expect(failure).toContain(`plugin/failed: the plugin "broken" failed in its hook "document": ${reason}`);
  });
});

describe("the hook on the model", () => {
  test("sets what single operations need; the configuration wins over it", async () => {
    const plugin: Plugin = {
      name: "policy",
      model: ({ operations }) => ({
        operations: Object.fromEntries(
          operations.map(({ httpMethod, path, tags }) => [
            `${httpMethod} ${path}`,
            tags.includes("internal") ? { skip: true } : { name: "all", resource: "animals" },
          ]),
        ),
      }),
    };
    const options = { input: "api.yaml", cwd, plugins: [plugin], operations: { listPets: { name: "everyone" } } };
    expect((await inspect(options)).operations).toEqual([
      expect.objectContaining({ resource: "animals", resourceMethod: "everyone", operationId: "listPets" }),
    ]);
  });

  test("what it sets is checked as a configuration is", async () => {
    expect(
      await failures({ name: "policy", model: () => ({ operations: { listPets: { retri: 1 } } }) as never }),
    ).toEqual([
      expect.stringMatching(
        /^plugin\/failed: the plugin "policy" failed in its hook "model": .*operations\.listPets\.retri: there is no such setting; did you mean retry\?/,
      ),
    ]);
  });

  test("the model is plain, frozen, and says where things are", async () => {
    const seen: SdkModel[] = [];
    await inspect({ input: "api.yaml", cwd, plugins: [{ name: "look", model: (given) => void seen.push(given) }] });
    const [model] = seen;
    expect(structuredClone(model)).toEqual(model);
    expect(() => Object.assign(model?.operations[0] ?? {}, { function: "x" })).toThrow(TypeError);
    expect(model).toMatchObject({
      format: 1,
      client: { class: "Pets", module: "client.ts" },
      operations: [{ function: "listPets", module: "operations/pets.ts", method: "list", paramsType: undefined }, {}],
      models: [{ name: "Pet", module: "models.ts", schemaModule: "schemas.ts" }],
    });
    expect(model?.operations[0]?.origin).toEqual({ source: "api.yaml", pointer: "/paths/~1pets/get" });
  });
});

describe("files", () => {
  const withFiles = (files: readonly object[]): Plugin => ({ name: "files", files: () => files as never });

  test("go through the writer: only what changed, and away with what is no longer given", async () => {
    const first = await generate({ ...config, plugins: [withFiles([{ path: "a/b.txt", text: "1" }])] });
    expect(first.files.at(-1)).toMatchObject({ path: "a/b.txt", status: "written" });
    const second = await generate({ ...config, plugins: [withFiles([{ path: "a/b.txt", text: "1" }])] });
    expect(second.files.every(({ status }) => status === "unchanged")).toBe(true);
    expect((await generate(config)).removed).toEqual(["a/b.txt"]);
  });

  test("once: the user's from then on", async () => {
    const plugin = (text: string) => withFiles([{ path: "mine.ts", text, once: true }]);
    await generate({ ...config, output: "once", plugins: [plugin("1")] });
    await generate({ ...config, output: "once", plugins: [plugin("2")] });
    expect(readFileSync(join(cwd, "once/mine.ts"), "utf8")).toBe("1");
  });

  test("of a package are exported as its other modules are", async () => {
    const { files } = await generate({
      ...config,
      output: "package",
      package: true,
      dryRun: true,
      plugins: [withFiles([{ path: "queries.ts", text: "export {};\n" }])],
    });
    expect(files.map(({ path }) => path)).toContain("src/queries.ts");
    expect(JSON.parse(files.find(({ path }) => path === "package.json")?.text ?? "")).toHaveProperty([
      "exports",
      "./queries",
    ]);
  });

  test.each([
    [{ path: "../out.ts", text: "" }, "stays within it"],
    [{ path: "/etc/out", text: "" }, "stays within it"],
    [{ path: "a/../../out", text: "" }, "stays within it"],
    [{ path: "a\\..\\..\\out", text: "" }, "stays within it"],
    [{ path: "C:out", text: "" }, "stays within it"],
    [{ path: "a//b", text: "" }, "stays within it"],
    [{ path: ".sdkwright.json", text: "{}" }, "sdkwright's own"],
    [{ path: "Index.ts", text: "" }, "sdkwright writes a file of that name"],
    [{ path: "a.ts" }, "its text is none"],
    [{ text: "a" }, "a file has a path"],
  ])("%j is refused", async (file, reason) => {
    expect(await failures(withFiles([file]))).toEqual([
      expect.stringMatching(new RegExp(`^plugin/bad-file: the plugin "files" cannot write .*${reason}`)),
    ]);
  });

  test("two of one name, in whatever case", async () => {
    const files = [
      { path: "a.ts", text: "" },
      { path: "A.ts", text: "" },
    ];
    expect(await failures(withFiles(files))).toEqual([
      expect.stringContaining("another file of a plugin has that path"),
    ]);
  });
});

test("a plugin that throws is named, with the place in its code; the others are heard as well", async () => {
  const thrower: Plugin = {
    name: "thrower",
    files() {
      throw new Error("no idea");
    },
  };
  const second: Plugin = {
    name: "second",
    files(_, { error }) {
      error("nor I");
      return [];
    },
  };
  const { diagnostics } = await generate({
    ...config,
    output: "failed",
    plugins: [thrower, second],
  });
  expect(diagnostics.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^the plugin "thrower" failed in its hook "files": no idea \(at .*plugins\.test\.ts/),
    "second: nor I",
  ]);
});

test("what is no plugin is a mistake in the configuration", async () => {
  const says = (plugin: unknown) =>
    generate({ ...config, plugins: [plugin as Plugin] }).catch((error: unknown) => error);
  for (const [plugin, message] of [
    [() => undefined, "plugins.0: expected a plugin; is it to be called first, with its options?"],
    ["x", "plugins.0: expected a plugin: { name, document?, model?, files? }"],
    [{ files: () => [] }, "plugins.0: expected a plugin with a name"],
    [{ name: "x", file: () => [] }, 'plugins.0: the plugin "x" has a file; is the hook files meant?'],
    [{ name: "x", files: 1 }, 'plugins.0: the hook files of the plugin "x" must be a function'],
    [{ name: "x" }, 'plugins.0: the plugin "x" has no hook: document, model or files'],
  ] as const) {
    const failure = await says(plugin);
    expect(failure).toBeInstanceOf(ConfigError);
    expect((failure as ConfigError).message).toContain(message);
  }
});
