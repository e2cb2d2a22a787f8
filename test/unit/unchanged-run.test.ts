import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { Diagnostics } from "../../src/diagnostics/diagnostic.js";
import { formatText } from "../../src/diagnostics/format-text.js";
import { generateSdk } from "../../src/generate-sdk.js";
import type { GenerateOptions } from "../../src/generated-sdk.js";
import { packageAssets } from "../../src/host/assets.js";
import type { Host } from "../../src/host/host.js";
import { type MemoryHost, memoryHost } from "../../src/host/memory-host.js";

const pets = `openapi: 3.1.0
info: { title: Pets, version: "1" }
paths:
  /pets: { get: { operationId: listPets, responses: { "200": { $ref: "parts.yaml#/Pets" } } } }
`;
const parts = `Pets: { description: All., content: { application/json: { schema: { type: array, items: { type: string } } } } }\n`;
const base: GenerateOptions = { input: "api.yaml", output: "sdk", emit: { transport: "undici", runtime: "bundled" } };
const assets = { ...packageAssets(), build: "1" };

function machine(): MemoryHost {
  return memoryHost({ "api.yaml": pets, "parts.yaml": parts }, { cacheFolder: "/work/node_modules/.cache/sdkwright" });
}

interface Run {
  readonly options?: Partial<GenerateOptions>;
  readonly build?: string | undefined;
  readonly strict?: boolean;
}

/** Whether a run had to understand the document, and what it wrote. */
async function run(host: Host, { options = {}, build = "1", strict = false }: Run = {}) {
  const stages: string[] = [];
  const diagnostics = new Diagnostics({ strict });
  const context = {
    host,
    assets: { ...assets, build },
    diagnostics,
    onStage: (stage: string) => void stages.push(stage),
  };
  const sdk = await generateSdk({ ...base, ...options }, context);
  return { sdk, isWhole: stages.includes("understand"), written: sdk?.changes.written ?? [], diagnostics };
}

test("nothing is done again where nothing has changed, and the answer is the same", async () => {
  const host = machine();
  const first = await run(host);
  const before = new Map(host.files);
  const second = await run(host);
  expect([first.isWhole, second.isWhole]).toEqual([true, false]);
  expect(second.written).toEqual([]);
  expect(second.sdk?.changes.unchanged.toSorted()).toEqual(first.written.toSorted());
  expect(second.sdk).toMatchObject({ name: first.sdk?.name, counts: first.sdk?.counts });
  expect(second.sdk?.files.map(({ path, text }) => [path, text]).toSorted()).toEqual(
    first.sdk?.files.map(({ path, text }) => [path, text]).toSorted(),
  );
  expect(host.files).toEqual(before);
  expect((await run(host, { options: { dryRun: true } })).isWhole).toBe(false);
});

describe("all of it is done again", () => {
  test.each<[string, (host: MemoryHost) => Promise<void>]>([
    ["where the document has changed", (host) => host.writeText("api.yaml", pets.replace("listPets", "allPets"))],
    ["where a file that it refers to has", (host) => host.writeText("parts.yaml", parts.replace("All", "Some"))],
    ["where a file of the SDK has", (host) => host.writeText("sdk/client.ts", "edited")],
    ["where code of the user's own has", (host) => addOwnCode(host)],
    ["where a file of the SDK is gone", (host) => remove(host, "sdk/client.ts")],
    ["where the manifest is gone", (host) => remove(host, "sdk/.sdkwright.json")],
    ["where a file that it refers to is gone", (host) => remove(host, "parts.yaml")],
    ["where the record is damaged", (host) => eachRecord(host, (text) => text.slice(0, -5))],
    ["where the record says nothing of files", (host) => eachRecord(host, () => '{"format":1}')],
    [
      "where the record is of another format",
      (host) => eachRecord(host, (text) => text.replace('"format":1', '"format":2')),
    ],
  ])("%s", async (_name, change) => {
    const host = machine();
    await run(host);
    await change(host);
    expect((await run(host)).isWhole).toBe(true);
  });

  test.each<[string, Run]>([
    ["with another build of sdkwright", { build: "2" }],
    ["with other settings", { options: { types: { dates: "date" } } }],
    ["with another document", { options: { input: "other.yaml" } }],
    ["with a plugin", { options: { plugins: [{ name: "none" }] } }],
    ["with templates", { options: { templates: "templates" } }],
    ["with openapi-typescript's types", { options: { openapiTypes: true } }],
  ])("%s", async (_name, second) => {
    const host = machine();
    await host.writeText("other.yaml", pets);
    await run(host);
    expect((await run(host, second)).isWhole).toBe(true);
  });

  test("after a run of sources, which keeps no record", async () => {
    const host = machine();
    const fromSources = { ...assets, build: undefined };
    const once = () => generateSdk(base, { host, assets: fromSources, diagnostics: new Diagnostics() });
    await once();
    expect([...host.files.keys()].filter((path) => path.includes("node_modules"))).toEqual([]);
  });

  test("where nothing can be kept", async () => {
    const host = memoryHost({ "api.yaml": pets, "parts.yaml": parts });
    await run(host);
    expect((await run(host)).isWhole).toBe(true);
  });
});

describe("what a run has to say of the document", () => {
  const nullable = `${pets}components: { schemas: { A: { type: string, nullable: true } } }\n`;
  const outer = `Pets: { description: All., content: { text/plain: { schema: { type: string, pattern: "(" } } } }\n`;

  async function telling(files: Readonly<Record<string, string>>): Promise<MemoryHost> {
    const host = machine();
    for (const [path, text] of Object.entries(files)) await host.writeText(path, text);
    return host;
  }
  const shown = ({ diagnostics }: Awaited<ReturnType<typeof run>>): string =>
    formatText(diagnostics.list, diagnostics.sources);

  test.each<[string, Record<string, string>]>([
    ["of one file", { "api.yaml": nullable }],
    ["of several", { "api.yaml": nullable, "parts.yaml": outer }],
    ["of a file with a byte order mark", { "api.yaml": `\uFEFF${nullable}` }],
    ["of JSON", { "api.yaml": JSON.stringify(parseYaml(nullable)) }],
  ])("it says again, with its places, and nothing else is done: %s", async (_name, files) => {
    const host = await telling(files);
    const [first, second] = [await run(host), await run(host)];
    expect(shown(first)).toMatch(/^(?:api|parts)\.yaml:\d+:\d+ - warning /);
    expect(shown(second)).toBe(shown(first));
    expect([first.isWhole, second.isWhole]).toEqual([true, false]);
    expect(second.diagnostics.list).toEqual(first.diagnostics.list);
    expect(second.diagnostics.hasErrors).toBe(false);
  });

  test("it is an error where warnings are, and the run a whole one", async () => {
    const host = await telling({ "api.yaml": nullable });
    await run(host);
    const strict = await run(host, { strict: true });
    expect([strict.sdk, strict.isWhole]).toEqual([undefined, true]);
    expect(strict.diagnostics.list.map(({ severity }) => severity)).toEqual(["error"]);
  });

  test("what was said before the run is not said for it", async () => {
    const host = machine();
    const before = new Diagnostics();
    before.report("config/unknown-operation", undefined, { name: "listCats", suggestion: undefined });
    await generateSdk(base, { host, assets, diagnostics: before });
    expect(before.list).toHaveLength(1);
    const after = await run(host);
    expect([after.isWhole, after.diagnostics.list]).toEqual([false, []]);
  });

  test("a file that was not there is looked for again", async () => {
    const host = await telling({ "api.yaml": pets.replace("parts.yaml#/Pets", "later.yaml#/Pets") });
    const first = await run(host);
    expect(first.diagnostics.list.map(({ code }) => code)).toEqual(["spec/unreadable-ref"]);
    expect((await run(host)).isWhole).toBe(true);
    await host.writeText("later.yaml", parts);
    const then = await run(host);
    expect([then.isWhole, then.diagnostics.list]).toEqual([true, []]);
    expect(then.written.length).toBeGreaterThan(0);
  });

  test("what it says of the folder is said once", async () => {
    const host = machine();
    await run(host);
    await host.writeText("sdk/client.ts", "// edited\n");
    const over = await run(host);
    expect(over.diagnostics.list.map(({ code }) => code)).toEqual(["output/edited-file"]);
    const next = await run(host);
    expect([next.isWhole, next.diagnostics.list]).toEqual([false, []]);
  });

  test.each<[string, (text: string) => string]>([
    ["an error", (text) => text.replace('"severity":"warning"', '"severity":"error"')],
    ["a code that there is not", (text) => text.replace('"code":"spec/', '"code":"spec/no-')],
    ["no message", (text) => text.replace('"message":"', '"massage":"')],
    ["no place", (text) => text.replace('"pointer":"/', '"pointer":"')],
    ["no text", (text) => text.replace('"syntax":"yaml"', '"syntax":"toml"')],
  ])("a record with %s is none", async (_name, edit) => {
    const host = await telling({ "api.yaml": nullable });
    const first = await run(host);
    await eachRecord(host, (text) => {
      expect(edit(text)).not.toBe(text);
      return edit(text);
    });
    const second = await run(host);
    expect([second.isWhole, shown(second)]).toEqual([true, shown(first)]);
  });
});

test("a run that only tells what would change keeps no record", async () => {
  const host = machine();
  await run(host, { options: { dryRun: true } });
  expect([...host.files.keys()].toSorted()).toEqual(["/work/api.yaml", "/work/parts.yaml"]);
});

test("code of the user's own is kept, and known as theirs", async () => {
  const host = machine();
  await run(host);
  await addOwnCode(host);
  await run(host);
  const again = await run(host);
  expect(again.isWhole).toBe(false);
  expect(again.sdk?.files.filter(({ hasOwnCode }) => hasOwnCode).map(({ path }) => path)).toContain("client.ts");
});

async function addOwnCode(host: MemoryHost): Promise<void> {
  const text = await host.readText("sdk/client.ts");
  const changed = text.replace("// #region custom imports\n", '// #region custom imports\nimport "./mine.js";\n');
  expect(changed).not.toBe(text);
  await host.writeText("sdk/client.ts", changed);
}

function remove(host: MemoryHost, path: string): Promise<void> {
  return host.change([{ kind: "remove", path, root: "." }]);
}

async function eachRecord(host: MemoryHost, edit: (text: string) => string): Promise<void> {
  const records = [...host.files].filter(([path]) => path.includes("/.cache/"));
  expect(records).toHaveLength(1);
  for (const [path, text] of records) await host.writeText(path, edit(text));
}

test("the build of the package is told by its files where it is built", () => {
  // Here it runs from its sources.
  expect(packageAssets().build).toBeUndefined();
  expect(readFileSync("src/host/assets.ts", "utf8")).toContain("mtimeMs");
});
