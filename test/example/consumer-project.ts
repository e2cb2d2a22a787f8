import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { projectRoot } from "../corpus/documents.js";
import { writeSdk } from "../runtimes/bundle.js";

/** How the consumer's own package is loaded. */
export type ModuleKind = "module" | "commonjs";

const program = `import { createClient } from "../sdk/client.js";
import { Inkwell, NotFoundError, isApiError, type Post } from "../sdk/index.js";
import { listPosts } from "../sdk/operations/posts.js";
import { fakeClock, fixture, mockInkwell, record, replay } from "../sdk/testing.js";

export async function main(): Promise<readonly Post[]> {
  const inkwell = new Inkwell({ apiKey: "key" });
  try {
    const { id }: { id: string } = await inkwell.users.get({ userId: "ada" });
    await listPosts(createClient({ baseUrl: "http://127.0.0.1:1" }));
    const media = await inkwell.media.download({ mediaId: id });
    void new Blob([await media.bytes()]);
    return [];
  } catch (error) {
    if (error instanceof NotFoundError || isApiError(error)) return [];
    throw error;
  } finally {
    await inkwell.close();
  }
}

export async function tests(): Promise<string | undefined> {
  const api = mockInkwell({ clock: fakeClock() });
  api.mock.posts.get({ postId: "a" }).timeout().rateLimit({ retryAfter: 2 }).reply(200, fixture.post({ title: "T" }));
  api.mock.posts.get({ postId: "b" }).error(404, { title: "Not found", status: 404 });
  const recording = record(api.client);
  const { title }: Post = await replay(recording.cassette).client.posts.get({ postId: "a" });
  return api.mock.calls("createPost")[0]?.body.title ?? title;
}
`;

export interface Consumers {
  readonly root: string;
  remove(): void;
}

/** Two packages outside of the project that hold the example SDK and a program in `app`: one of ES modules, one of CommonJS. */
export async function writeConsumers(): Promise<Consumers> {
  // Elsewhere: the nearest package.json says whether a file is a CommonJS module.
  const root = mkdtempSync(join(tmpdir(), "sdkwright-compilers-"));
  symlinkSync(resolve(projectRoot, "node_modules"), join(root, "node_modules"));
  for (const type of ["module", "commonjs"] satisfies readonly ModuleKind[]) {
    mkdirSync(join(root, type, "app"), { recursive: true });
    await writeSdk("undici", join(root, type, "sdk"));
    writeFileSync(join(root, type, "package.json"), JSON.stringify({ type }));
    writeFileSync(join(root, type, "app/main.ts"), program);
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** What older compilers don't know, and what a CommonJS module cannot have. */
const plain = { noUncheckedSideEffectImports: undefined, erasableSyntaxOnly: undefined, verbatimModuleSyntax: false };

/** How a consumer may have modules resolved, in compiler options over the strictest. */
export const resolutions = {
  nodenext: plain,
  node16: { ...plain, module: "Node16", moduleResolution: "Node16" },
  bundler: { ...plain, module: "ESNext", moduleResolution: "Bundler" },
} as const;

export type Resolution = keyof typeof resolutions;
