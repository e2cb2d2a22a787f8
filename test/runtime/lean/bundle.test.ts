import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateInMemory } from "../../example/in-memory.js";
import { credentials, type Inkwell, postId, startInkwell } from "../../example-server/start.js";

/** The SDKs of inkwell's document for browsers: as they are by default, and generated without schemas. */
let whole: ReadonlyMap<string, string>;
let unchecked: ReadonlyMap<string, string>;
let server: Inkwell;

beforeAll(async () => {
  const variant = { transport: "fetch", runtime: "bundled" } as const;
  whole = await generateInMemory("fixtures/inkwell.yaml", variant);
  unchecked = await generateInMemory("fixtures/inkwell.yaml", { ...variant, validate: "off" });
  server = await startInkwell();
}, 60_000);

afterAll(() => server.close());

/** The program with the SDK, as `npm run bench` weighs it. */
async function bundle(sdk: ReadonlyMap<string, string>, contents: string): Promise<string> {
  const files: Plugin = {
    name: "sdk",
    setup(hooks) {
      hooks.onResolve({ filter: /^\.\.?\// }, ({ path, importer, namespace }) => ({
        path: new URL(path.replace(/\.js$/, ".ts"), `file:///${namespace === "sdk" ? importer : ""}`).pathname.slice(1),
        namespace: "sdk",
      }));
      hooks.onLoad({ filter: /.*/, namespace: "sdk" }, ({ path }) => ({ contents: textOf(sdk, path), loader: "ts" }));
    },
  };
  const { outputFiles } = await build({
    stdin: { contents, loader: "ts", sourcefile: "main.ts", resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    external: ["zod"],
    plugins: [files],
  });
  return outputFiles[0]?.text ?? "";
}

function textOf(sdk: ReadonlyMap<string, string>, path: string): string {
  const text = sdk.get(path);
  if (text === undefined) throw new Error(`The SDK has no ${path}`);
  return text;
}

const gzipped = (text: string): number => gzipSync(text, { level: 9 }).byteLength;

const lean = (features = "", names = ""): string => `
  import { createLeanClient ${names} } from "./lean.js";
  import { getPost } from "./operations/posts.js";
  export const client = (baseUrl, headers) => createLeanClient({ baseUrl, headers, with: [${features}] });
  export const get = (client, id) => getPost(client, { postId: id });`;

// Bytes are the same on every machine. A budget is what was measured, and a little; a feature that costs more is noticed.
describe("a bundle of one operation, without zod", () => {
  it("with the lean client", async () => {
    const text = await bundle(unchecked, lean());
    expect(text).not.toMatch(
      /"zod"|grant_type|event-stream|form-data|deepObject|x-ratelimit|INKWELL_|maxResponseBytes\\` allows/,
    );
    expect(gzipped(text)).toBeLessThan(6_700);
  });

  it.each([
    ["withJson", 190],
    ["withTimeout", 1_200],
    ["withMaxResponseBytes", 700],
    ["withRetry", 5_000],
    ["withSecurity", 3_700],
  ])("and %s", async (name, most) => {
    const without = gzipped(await bundle(unchecked, lean()));
    const text = await bundle(unchecked, lean(`${name}()`, `, ${name}`));
    expect(gzipped(text) - without).toBeGreaterThan(0);
    expect(gzipped(text) - without).toBeLessThan(most);
  });

  it("with the whole client: no schema is named, whatever is imported", async () => {
    const program = `import { createClient } from "./client.js"; import { getPost } from "./operations/posts.js";
      console.log(getPost(createClient(), { postId: "p1" }));`;
    expect(await bundle(whole, program)).toContain('from"zod"');
    const text = await bundle(unchecked, program);
    expect(text).not.toContain('from"zod"');
    expect(gzipped(text)).toBeLessThan(42_000);
  });
});

describe("the bundle", () => {
  interface Program {
    client(baseUrl: string, headers: Readonly<Record<string, string>>): unknown;
    get(client: unknown, id: string): Promise<{ readonly id: string }>;
  }
  const load = async (text: string): Promise<Program> =>
    (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as Program;

  it("of the lean client works over a real socket", async () => {
    const { client, get } = await load(await bundle(unchecked, lean()));
    const id = postId(3);
    const known = client(server.url, { "X-API-Key": credentials.apiKey });
    expect((await get(known, id)).id).toBe(id);
    await expect(get(known, "post_missing")).rejects.toMatchObject({ status: 404 });
    await expect(get(client(server.url, { "X-API-Key": "wrong-secret" }), id)).rejects.toMatchObject({ status: 401 });
    await expect(get(known, "..")).rejects.toMatchObject({ name: "RequestValidationError" });
  });
});
