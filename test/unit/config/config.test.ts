// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the configuration are written like that
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { checkConfig } from "../../../src/config/config.js";
import { ConfigError } from "../../../src/config/config-error.js";
import { expandVariables } from "../../../src/config/environment.js";
import { loadConfig } from "../../../src/config/load.js";
import { nodeHost } from "../../../src/host/node-host.js";
import { withFolder } from "../cli/terminal.js";

const environment = { SPEC: "api.yaml" };

async function load(files: Readonly<Record<string, string>>, file?: string) {
  return withFolder(files, async (folder) => {
    const loaded = await loadConfig({ host: nodeHost({ cwd: folder }), environment, file });
    expect(loaded === undefined || resolve(folder) === loaded.folder).toBe(true);
    return loaded && { path: loaded.path, sdks: loaded.sdks };
  });
}

describe("configuration files", () => {
  const config = { input: "api.yaml", output: "sdk" };

  test.each([
    {
      path: "sdkwright.config.ts",
      text: 'import { defineConfig } from "sdkwright";\nconst output: string = "sdk";\nexport default defineConfig({ input: "api.yaml", output });',
    },
    { path: "sdkwright.config.mts", text: 'export default { input: "api.yaml", output: "sdk" } as const;' },
    { path: "sdkwright.config.mjs", text: 'export default async () => ({ input: "${SPEC}", output: "sdk" });' },
    { path: "sdkwright.config.js", text: 'export default Promise.resolve({ input: "api.yaml", output: "sdk" });' },
    { path: "sdkwright.config.json", text: '{ "input": "${SPEC}", "output": "${OUT:-sdk}" }' },
    { path: "sdkwright.config.yaml", text: "input: ${SPEC}\noutput: sdk\n" },
    { path: "package.json", text: '{ "name": "x", "sdkwright": { "input": "api.yaml", "output": "sdk" } }' },
  ])("$path", async ({ path, text }) => {
    expect(await load({ [path]: text })).toEqual({ path, sdks: [config] });
  });

  test("none is no mistake; a package.json without the key is none", async () => {
    expect(await load({})).toBeUndefined();
    expect(await load({ "package.json": '{ "name": "x" }' })).toBeUndefined();
  });

  test("several SDKs", async () => {
    const sdks = [config, { ...config, output: "other" }];
    expect((await load({ "sdkwright.config.json": JSON.stringify(sdks) }))?.sdks).toEqual(sdks);
  });

  test.each([
    { files: {}, file: "gone.yaml", says: "gone.yaml: no such file" },
    {
      files: { "x.toml": "" },
      file: "x.toml",
      says: "x.toml: a configuration is .ts, .mts, .js, .mjs, .json or .yaml",
    },
    { files: { "sdkwright.config.json": "{" }, says: /^sdkwright\.config\.json:1:2: this is not JSON: / },
    {
      files: { "sdkwright.config.json": '{\n  "input": "a" "output": "b"\n}' },
      says: /^sdkwright\.config\.json:2:16: this is not JSON: /,
    },
    {
      files: { "sdkwright.config.ts": 'export const config = { input: "a", output: "b" };' },
      says: "sdkwright.config.ts: it exports nothing by default: export default defineConfig({ … })",
    },
    {
      files: { "sdkwright.config.yaml": "- { input: a, output: x }\n- { input: b, output: ./x }\n" },
      says: "sdkwright.config.yaml: [0] and [1] both have the output ./x; each SDK needs its own",
    },
    { files: { "sdkwright.config.json": "[]" }, says: "sdkwright.config.json: the list of SDKs is empty" },
    { files: { "sdkwright.config.ts": 'throw new Error("mine")' }, says: "sdkwright.config.ts: mine" },
    {
      files: { "sdkwright.config.yaml": "input: ${NOWHERE}\noutput: ${NOR_HERE}\n" },
      says: "sdkwright.config.yaml asks for environment variables that are not set (${NAME:-default} gives a default):\n  - input: NOWHERE\n  - output: NOR_HERE",
    },
    {
      files: { "sdkwright.config.json": '[{ "input": "a", "output": "b" }, { "inptu": "a", "output": 1 }]' },
      says: "sdkwright.config.json[1] is not usable:\n  - input: is missing, expected string\n  - output: expected string, but it is 1\n  - inptu: there is no such setting; did you mean input?",
    },
  ])("$says", async ({ files, file, says }) => {
    const failure = await load(files, file).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigError);
    if (typeof says === "string") expect((failure as ConfigError).message).toBe(says);
    else expect((failure as ConfigError).message).toMatch(says);
  });
});

test("variables are put into texts alone", () => {
  const given = { a: ["${SPEC}", 1, null], f: test, constructor: "x${SPEC}" };
  expect(expandVariables(given, environment)).toEqual({ a: ["api.yaml", 1, null], f: test, constructor: "xapi.yaml" });
});

test("nested settings are named by their path", () => {
  const config = { input: "a", output: "b", types: { enums: "shut", enmus: 1 } };
  expect(() => checkConfig(config)).toThrow(/types\.enums: expected one of "open", "closed", but it is "shut"/);
  expect(() => checkConfig(config)).toThrow(/types\.enmus: there is no such setting; did you mean enums\?/);
});

test.each([
  [{ response: "lenien" }, 'validate.response: expected one of "off", "warn", "lenient", "strict", but it is "lenien"'],
  [{ respones: "off" }, "validate.respones: there is no such setting; did you mean response?"],
  [true, 'validate: expected one of "off", "warn", "lenient", "strict", but it is true'],
])("how the SDK validates: %j", (validate, says) => {
  expect(() => checkConfig({ input: "a", output: "b", validate })).toThrow(says);
});

test("what is nearly right is shown how it is right", () => {
  const operations = { list: { pagination: { style: "cursr" }, name: "list pets" } };
  const config = { input: "a", output: "b", include: "tag:pets", types: { dates: "Date" }, operations };
  const says = (text: string) => expect(() => checkConfig(config)).toThrow(text);
  says('include: expected array, but it is "tag:pets"; write ["tag:pets"]');
  says('types.dates: expected one of "string", "date", but it is "Date"; did you mean "date"?');
  says('operations.list.pagination.style: expected one of "page", "offset", "cursor"');
  says('but it is "cursr"; did you mean "cursor"?');
  says('operations.list.name: expected a name such as listPets, without spaces, but it is "list pets"');
});
