import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { patience, typeErrors } from "./type-check.js";

// `TSC=/tmp/ts54/node_modules/typescript npm test -- test/example/compilers` asks an older compiler, which is not installed here.
const older = (process.env["TSC"] ?? "").split(":").filter((path) => path !== "");

/** What older compilers don't know, and what a CommonJS module cannot have. */
const plain = { noUncheckedSideEffectImports: undefined, erasableSyntaxOnly: undefined, verbatimModuleSyntax: false };
const node16 = { ...plain, module: "Node16", moduleResolution: "Node16" };
const loose = { exactOptionalPropertyTypes: false };

const program = `import { createClient } from "../sdk/client.js";
import { Inkwell, NotFoundError, isApiError, type Post } from "../sdk/index.js";
import { listPosts } from "../sdk/operations/posts.js";

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
`;

describe("a project that has the example SDK in it", () => {
  let root: string;

  beforeAll(() => {
    // Elsewhere: the nearest package.json says whether a file is a CommonJS module.
    root = mkdtempSync(join(tmpdir(), "sdkwright-compilers-"));
    symlinkSync(resolve("node_modules"), join(root, "node_modules"));
    for (const type of ["module", "commonjs"]) {
      mkdirSync(join(root, type, "app"), { recursive: true });
      cpSync("generated-example/sdk", join(root, type, "sdk"), { recursive: true });
      writeFileSync(join(root, type, "package.json"), JSON.stringify({ type }));
      writeFileSync(join(root, type, "app/main.ts"), program);
    }
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test.each([
    { of: "commonjs", compiler: "typescript7", options: plain },
    { of: "commonjs", compiler: "typescript", options: node16 },
    { of: "module", compiler: "typescript", options: node16 },
    ...older.flatMap((compiler) => [
      { of: "module", compiler, options: plain },
      { of: "module", compiler, options: { ...plain, module: "ESNext", moduleResolution: "Bundler", ...loose } },
      { of: "commonjs", compiler, options: node16 },
      { of: "commonjs", compiler, options: { ...node16, ...loose } },
    ]),
  ])("$of, $compiler, $options.moduleResolution", patience, async ({ of, compiler, options }) => {
    expect(await typeErrors({ compiler, include: [join(root, of, "app")], options })).toEqual([]);
  });

  test("a mistake would be told", patience, async () => {
    writeFileSync(join(root, "commonjs/app/wrong.ts"), 'import { nothing } from "../sdk/index.js";\nvoid nothing;\n');
    const include = [join(root, "commonjs/app/wrong.ts")];
    expect(await typeErrors({ compiler: "typescript7", include, options: plain })).toHaveLength(1);
  });
});
