import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { QueryClient } from "@tanstack/query-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type * as Sdk from "../../generated-example/sdk/index.js";
import { type GenerateResult, generate } from "../../src/index.js";
import { patience, typeErrors } from "../example/type-check.js";
import { credentials, type Inkwell, postId, startInkwell } from "../example-server/start.js";
import { queryOptions } from "./query-options.js";

const folder = resolve(".cache/plugins/query-options");
let result: GenerateResult;
let server: Inkwell;

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  result = await generate({
    input: "fixtures/inkwell.yaml",
    output: `${folder}/sdk`,
    plugins: [queryOptions()],
  });
  server = await startInkwell();
}, 60_000);

afterAll(() => server[Symbol.asyncDispose]());

test("its file is one of the SDK's: in the manifest, and told with the others", () => {
  expect(result.ok).toBe(true);
  expect(result.files.at(-1)).toMatchObject({ path: "queries.ts", status: "written" });
  const manifest = JSON.parse(readFileSync(`${folder}/sdk/.sdkwright.json`, "utf8")) as { files: object };
  expect(Object.keys(manifest.files)).toContain("queries.ts");
});

test("what it has to say is a diagnostic with its name, at the place of the operation", () => {
  expect(result.diagnostics.filter(({ code }) => code === "plugin/warning")).toContainEqual(
    expect.objectContaining({
      severity: "warning",
      message: expect.stringMatching(/^query-options: \w+ gives a stream, which is no query: left out$/),
      file: "fixtures/inkwell.yaml",
      line: expect.any(Number),
    }),
  );
});

test("TanStack Query takes what it makes: values, cache, errors", async () => {
  const sdk = (await import(/* @vite-ignore */ `${folder}/sdk/index.ts`)) as typeof Sdk;
  const queries = (await import(/* @vite-ignore */ `${folder}/sdk/queries.ts`)) as Queries;
  await using inkwell = new sdk.Inkwell({ baseUrl: server.url, auth: { apiKey: credentials.apiKey } });
  const client = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } },
  });
  const options = queries.getPostQuery(inkwell, { postId: postId(1) });
  const post = await client.fetchQuery(options);
  expect(post).toMatchObject({ id: postId(1) });
  const sent = server.requests.length;
  expect(await client.fetchQuery(queries.getPostQuery(inkwell, { postId: postId(1) }))).toBe(post);
  expect(server.requests).toHaveLength(sent);
  await expect(client.fetchQuery(queries.getPostQuery(inkwell, { postId: postId(99_999) }))).rejects.toBeInstanceOf(
    sdk.NotFoundError,
  );
});

interface Queries {
  getPostQuery(
    client: Sdk.Inkwell,
    params: { readonly postId: string },
  ): { queryKey: readonly unknown[]; queryFn: (context: { readonly signal: AbortSignal }) => Promise<unknown> };
}

test("its types are TanStack Query's", patience, async () => {
  const program = resolve(folder, "program.ts");
  writeFileSync(
    program,
    `import { QueryClient, QueryObserver } from "@tanstack/query-core";
import { Inkwell } from "./sdk/index.js";
import { createPostMutation, getPostQuery, listPostsQuery } from "./sdk/queries.js";

const api = new Inkwell();
const client = new QueryClient();
const post = await client.fetchQuery(getPostQuery(api, { postId: "1" }));
const title: string = post.title;
new QueryObserver(client, listPostsQuery(api));
// @ts-expect-error: the parameter is required
getPostQuery(api);
const created = await createPostMutation(api).mutationFn({ body: { title, content: "…" } as never });
console.log(created.id);
`,
  );
  expect(await typeErrors({ compiler: "typescript", include: [program, `${folder}/sdk`] })).toEqual([]);
});
