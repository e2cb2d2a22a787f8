import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generate } from "../../../src/index.js";

const cache = new URL("../../../.cache/", import.meta.url).pathname;
let folder: string;
beforeAll(async () => {
  await mkdir(cache, { recursive: true });
  folder = await mkdtemp(join(cache, "oauth2-bundle-"));
});
afterAll(() => rm(folder, { recursive: true }));

const document = (scheme: object) => ({
  openapi: "3.1.0",
  info: { title: "Pets", version: "1" },
  servers: [{ url: "https://pets.example" }],
  paths: {
    "/pets": { get: { operationId: "listPets", responses: { 204: { description: "" } }, security: [{ s: [] }] } },
  },
  components: { securitySchemes: { s: scheme } },
});

const flow = { tokenUrl: "https://pets.example/token", scopes: {} };
/** Words that stand in the protocol's code alone. */
const traces = [
  "grant_type",
  "code_challenge",
  "invalid_grant",
  "client_secret_basic",
  "device_code",
  "openid-configuration",
];

test.each([
  { what: "an API key", scheme: { type: "apiKey", in: "header", name: "X-Key" }, isThere: false },
  { what: "bearer tokens", scheme: { type: "http", scheme: "bearer" }, isThere: false },
  {
    what: "OAuth2 with nothing but the implicit flow",
    scheme: { type: "oauth2", flows: { implicit: { authorizationUrl: "https://pets.example/a", scopes: {} } } },
    isThere: false,
  },
  { what: "OAuth2", scheme: { type: "oauth2", flows: { clientCredentials: flow } }, isThere: true },
  {
    what: "OpenID Connect",
    scheme: { type: "openIdConnect", openIdConnectUrl: "https://pets.example" },
    isThere: true,
  },
])("$what: the protocol's code is there: $isThere", { timeout: 60_000 }, async ({ what, scheme, isThere }) => {
  const output = join(folder, what.replaceAll(/\W+/g, "-"));
  await writeFile(`${output}.json`, JSON.stringify(document(scheme)));
  const { ok, files } = await generate({ input: `${output}.json`, output });
  expect(ok).toBe(true);
  expect(files.some(({ path }) => /runtime.oauth2/.test(path))).toBe(isThere);
  const { outputFiles } = await build({
    stdin: {
      contents:
        'import { createClient } from "./client.js"; import { listPets } from "./operations/pets.js"; export { createClient, listPets };',
      resolveDir: output,
      loader: "ts",
    },
    bundle: true,
    format: "esm",
    platform: "node",
    minify: true,
    write: false,
    packages: "external",
  });
  const text = outputFiles[0]?.text ?? "";
  expect(text).toContain("undici");
  expect(traces.filter((trace) => text.includes(trace))).toEqual(isThere ? traces : []);
});
