import { expect, test } from "vitest";
import { checkConfig } from "../../../src/config/config.js";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { generateOptions } from "../../../src/generate-options.js";
import { generateSdk } from "../../../src/generate-sdk.js";
import { packageAssets } from "../../../src/host/assets.js";
import { type MemoryHost, memoryHost } from "../../../src/host/memory-host.js";
import { oauth2Module, runtimeModule, undiciModule } from "../../../src/plan/runtime-symbols.js";

const oauth = `openapi: 3.1.0
info: { title: A, version: "1" }
components:
  securitySchemes: { o: { type: oauth2, flows: { clientCredentials: { tokenUrl: /t, scopes: {} } } } }
security: [{ o: [] }]
paths: { /a: { get: { operationId: readA, responses: { "204": { description: none } } } } }
`;
const plain = `openapi: 3.1.0
info: { title: B, version: "1" }
paths: { /b: { get: { operationId: readB, responses: { "204": { description: none } } } } }
`;

const a = { input: "a.yaml", output: "src/a", transport: "fetch", runtimeDir: "./src/shared" } as const;
const b = { input: "b.yaml", output: "./src/b", runtimeDir: "src/shared" } as const;

async function generate(host: MemoryHost, config: object) {
  const diagnostics = new Diagnostics();
  const sdk = await generateSdk(generateOptions(checkConfig(config)), { host, assets: packageAssets(), diagnostics });
  expect(diagnostics.list).toEqual([]);
  return sdk?.changes;
}

const has = (host: MemoryHost, path: string): boolean => host.files.has(`/work/src/${path}`);
const part = (host: MemoryHost, module: string): boolean => has(host, module.replace("runtime/", "shared/"));
const parts = (host: MemoryHost) => ({
  runtime: part(host, runtimeModule),
  undici: part(host, undiciModule),
  oauth2: part(host, oauth2Module),
});

test("two SDKs share one runtime, which has what either needs and goes with the last of them", {
  timeout: 180_000,
}, async () => {
  const host = memoryHost({ "a.yaml": oauth, "b.yaml": plain });
  await generate(host, a);
  expect(parts(host)).toEqual({ runtime: true, undici: false, oauth2: true });
  await generate(host, b);
  expect(parts(host)).toEqual({ runtime: true, undici: true, oauth2: true });
  expect(has(host, "a/runtime/index.ts") || has(host, "b/runtime/index.ts")).toBe(false);
  expect(host.files.get("/work/src/a/client.ts")).toContain('from "../shared/index.js"');
  expect(host.files.get("/work/src/b/operations/b.ts")).toContain('from "../../shared/index.js"');

  // Whoever runs next leaves what the other needs.
  expect(await generate(host, a)).toMatchObject({ written: [], removed: [] });
  expect(await generate(host, b)).toMatchObject({ written: [], removed: [] });

  // One takes a runtime of its own: the other's stays, less what only the first needed.
  await generate(host, { ...a, runtimeDir: undefined });
  expect(has(host, "a/runtime/index.ts")).toBe(true);
  expect(parts(host)).toEqual({ runtime: true, undici: true, oauth2: false });

  await generate(host, { ...b, runtimeDir: undefined });
  expect([...host.files.keys()].filter((path) => path.startsWith("/work/src/shared"))).toEqual([]);
});

test("an SDK whose folder is gone does not keep what only it needed", { timeout: 180_000 }, async () => {
  const host = memoryHost({ "a.yaml": oauth, "b.yaml": plain });
  await generate(host, a);
  await generate(host, b);
  await host.removeFolder("/work/src/a");
  await generate(host, b);
  expect(parts(host)).toEqual({ runtime: true, undici: true, oauth2: false });
});

test.each([
  [{ ...b, runtime: "package" }, "bundled runtime only"],
  [{ ...b, package: true }, "holds its own runtime"],
  [{ ...b, runtimeDir: "src/b/runtime" }, "must not be in the SDK's own folder"],
  [{ ...b, runtimeDir: "src/b" }, "must not be in the SDK's own folder"],
])("a runtimeDir that cannot be: %o", (config, reason) => {
  expect(() => checkConfig(config)).toThrow(reason);
});
