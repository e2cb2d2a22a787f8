import { type ExecFileException, execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, posix, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateInMemory } from "./example/in-memory.js";
import { startInkwell } from "./example-server/start.js";

const root = mkdtempSync(join(tmpdir(), "sdkwright-package-"));
const project = join(root, "project");
const consumer = join(root, "consumer");
/** Milliseconds for what builds, installs or compiles: seconds, on a machine that has nothing else to do. */
const patience = 300_000;

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program; how it ends is part of the answer. */
function run(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  return new Promise((done) => {
    const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 2 ** 26 };
    execFile(program, [...args], options, (error: ExecFileException | null, stdout, stderr) => {
      done({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
  });
}

/** What to say where a step has failed. */
function told({ code, stdout, stderr }: Outcome): string {
  return code === 0 ? "" : `exit code ${code}\n${stdout}\n${stderr}`;
}

/** A copy of what the package is made of, so that packing does not touch `dist` under the other tests. */
function copyProject(): void {
  mkdirSync(project, { recursive: true });
  const parts = ["package.json", "tsconfig.json", "src", "templates", "LICENSE", "CHANGELOG.md", "README.md"];
  for (const part of [
    ...parts,
    // What the build runs.
    "test/support",
    "test/package.test.ts",
    "fixtures",
  ]) {
    if (existsSync(part)) cpSync(part, join(project, part), { recursive: true });
  }
  symlinkSync(resolve("node_modules"), join(project, "node_modules"));
}

let tarball: string;
let files: readonly string[];

beforeAll(async () => {
  copyProject();
  // `prepare` builds it, as it does before every release.
  const packed = await run("npm", ["pack", "--json", "--foreground-scripts=false"], project);
  expect(told(packed)).toBe("");
  const [report] = JSON.parse(packed.stdout.slice(packed.stdout.indexOf("["))) as {
    filename: string;
    files: { path: string }[];
  }[];
  if (report === undefined) throw new Error("npm has packed nothing");
  tarball = join(project, report.filename);
  files = report.files.map(({ path }) => path);
}, patience);

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("the package", () => {
  test("holds its code, the source of the runtime, the templates, the examples of `explain` and what a reader needs; nothing else", () => {
    const allowed =
      /^(dist\/.+\.(js|d\.ts)|dist\/templates\.cjs|dist\/runtime-source\/.+\.ts|templates\/.+|fixtures\/invalid\/.+|package\.json|README\.md|LICENSE|CHANGELOG\.md)$/;
    expect(files.filter((path) => !allowed.test(path))).toEqual([]);
    expect(files.filter((path) => /\.test\.|fixtures\/(?!invalid\/)|(^|\/)test\//.test(path))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(["package.json", "LICENSE", "CHANGELOG.md"]));
  });

  test("has compiled every template, as it is", () => {
    const compiled = createRequire(import.meta.url)(join(project, "dist/templates.cjs")) as [
      text: string,
      template: { main?: unknown },
    ][];
    const texts = readdirSync("templates").filter((name) => name.endsWith(".hbs"));
    expect(compiled.map(([text]) => text)).toEqual(texts.map((name) => readFileSync(join("templates", name), "utf8")));
    expect(compiled.every(([, { main }]) => typeof main === "function")).toBe(true);
  });

  test("has all the files that its manifest names", () => {
    const manifest = JSON.parse(readFileSync("package.json", "utf8")) as { bin: object; exports: object };
    const targets = [manifest.bin, manifest.exports].flatMap(textsOf).map((path) => posix.normalize(path));
    expect(targets.length).toBeGreaterThan(5);
    expect(targets.filter((path) => !files.includes(path))).toEqual([]);
  });

  test("has every file that the command imports, and the runtime whole", () => {
    const code = files.filter((path) => /^dist\/.+\.js$/.test(path));
    const broken = code.flatMap((path) =>
      [...readFileSync(join(project, path), "utf8").matchAll(/(?:from|import\()\s*"(\.[^"$]+)"/g)]
        .map((match) => posix.join(posix.dirname(path), match[1] ?? ""))
        .filter((target) => !files.includes(target))
        .map((target) => `${path} imports ${target}`),
    );
    expect(broken).toEqual([]);
    const sources = readdirSync("dist/runtime-source");
    expect(sources).toContain("core.ts");
    expect(sources.map((path) => `dist/runtime-source/${path}`).filter((path) => !files.includes(path))).toEqual([]);
    const templates = readdirSync("templates", { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`);
    expect(templates).toContain("templates/page/page.js");
    expect(templates.filter((path) => !files.includes(path))).toEqual([]);
  });
});

// What is built is bundled: a package that cannot stand that fails only here.
describe("the built command", () => {
  test.each([
    ["generate", "fixtures/inkwell.yaml", "--out", "made", "--openapi-types", "--msw", "--package"],
    ["check", "fixtures/inkwell.yaml", "--out", "made", "--openapi-types", "--msw", "--package"],
    ["inspect", "fixtures/inkwell.yaml", "--html", "made/page.html"],
    ["diff", "fixtures/inkwell.yaml", "fixtures/inkwell.yaml"],
    ["lint", "fixtures/inkwell.yaml"],
    ["init", "fixtures/inkwell.yaml", "--yes"],
    ["templates", "eject", "made/templates"],
    ["explain", "spec/unresolved-ref"],
    ["completion", "bash"],
    ["help"],
  ])("%s", { timeout: patience }, async (...args) => {
    const outcome = await run(process.execPath, ["dist/cli/main.js", ...args], project);
    expect(told(outcome)).toBe("");
    expect(outcome.stdout).not.toBe("");
  });
});

describe("installed in an empty folder", async () => {
  // A machine without a registry can't install anything; the tests above hold there all the same.
  const reached =
    (await run("npm", ["view", "zod", "version", "--fetch-retries=0", "--fetch-timeout=10000"], root)).code === 0;
  if (!reached)
    console.warn("test/package.test.ts: the npm registry can't be reached, so the package was not installed");

  describe.skipIf(!reached)("from the npm registry's packages", () => {
    beforeAll(async () => {
      mkdirSync(consumer);
      writeFileSync(join(consumer, "package.json"), '{ "name": "consumer", "private": true, "type": "module" }');
      cpSync("fixtures/inkwell.yaml", join(consumer, "inkwell.yaml"));
      const flags = ["--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"];
      expect(told(await run("npm", ["install", tarball, ...flags], consumer))).toBe("");
    }, patience);

    test("npx sdkwright generate writes an SDK", { timeout: patience }, async () => {
      const outcome = await run("npx", ["--no", "sdkwright", "generate", "inkwell.yaml", "--out", "sdk"], consumer);
      expect(told(outcome)).toBe("");
      expect(outcome.stdout).toContain("Inkwell: 32 operations");
      const expected = await generateInMemory("fixtures/inkwell.yaml", { transport: "undici", runtime: "bundled" });
      const written = [...expected.keys()].map(
        (path) => [path, readFileSync(join(consumer, "sdk", path), "utf8")] as const,
      );
      expect(written.filter(([path, text]) => expected.get(path) !== text).map(([path]) => path)).toEqual([]);
      const again = await run("npx", ["--no", "sdkwright", "inkwell.yaml", "-o", "sdk"], consumer);
      expect(again.stdout).toMatch(/sdk: 0 files written, \d+ unchanged, 0 removed/);
    });

    test("its three entries can be imported, and share their classes", { timeout: patience }, async () => {
      const script = [
        'import * as api from "sdkwright";',
        'import * as runtime from "sdkwright/runtime";',
        'import * as undici from "sdkwright/runtime/undici";',
        'import manifest from "sdkwright/package.json" with { type: "json" };',
        "const own = [typeof api.generate, typeof api.inspect, typeof api.defineConfig, typeof runtime.ApiClient];",
        "const closed = undici.undiciTransport({ connections: 1, connectTimeout: 1000 });",
        "await closed.close();",
        "const error = await closed.send({}).catch((reason) => reason);",
        "console.log(JSON.stringify([...own, error instanceof runtime.ConfigurationError, manifest.name]));",
      ].join("\n");
      const outcome = await run(process.execPath, ["--no-warnings", "--input-type=module", "-e", script], consumer);
      expect(told(outcome)).toBe("");
      expect(JSON.parse(outcome.stdout)).toEqual(["function", "function", "function", "function", true, "sdkwright"]);
    });

    test("a program that uses it type-checks strictly, and runs with the runtime of the package", {
      timeout: patience,
    }, async () => {
      writeFileSync(join(consumer, "main.ts"), program);
      writeFileSync(join(consumer, "tsconfig.json"), JSON.stringify(settings));
      const config = { input: "inkwell.yaml", output: "linked", runtime: "package", cwd: consumer };
      const script = `import { generate } from "sdkwright"; const { ok } = await generate(${JSON.stringify(config)}); if (!ok) process.exit(1);`;
      expect(told(await run(process.execPath, ["--input-type=module", "-e", script], consumer))).toBe("");
      expect(
        readdirSync(join(consumer, "linked/runtime"), { recursive: true }).filter((path) =>
          String(path).endsWith(".ts"),
        ),
      ).toEqual(expect.arrayContaining(["index.ts"]));
      expect(
        told(await run(process.execPath, [resolve("node_modules/typescript7/bin/tsc"), "-p", "."], consumer)),
      ).toBe("");
      await using server = await startInkwell({ posts: 30, users: 5 });
      const env = { INKWELL_API_KEY: "test-key", BASE_URL: server.url };
      const outcome = await run(process.execPath, ["out/main.js"], consumer, env);
      expect(told(outcome)).toBe("");
      expect(outcome.stdout).toBe("20 of 30\nThere is no user 0.\ntrue\nWithout a network [ 'a', 'a' ]\n");
    });
  });
});

const settings = {
  compilerOptions: {
    target: "ES2022",
    lib: ["ES2023", "ESNext.Disposable"],
    module: "NodeNext",
    types: ["node"],
    typeRoots: [resolve("node_modules/@types")],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    skipLibCheck: false,
    outDir: "out",
    rootDir: ".",
  },
  files: ["main.ts"],
};

const program = `
import { defineConfig, type GenerateResult, generate } from "sdkwright";
import { NotFoundError, type RequestOptions } from "sdkwright/runtime";
import { undiciTransport } from "sdkwright/runtime/undici";
import { Inkwell as Bundled } from "./sdk/index.js";
import { Inkwell, NotFoundProblem } from "./linked/index.js";
import { fixture, mockInkwell } from "./linked/testing.js";

export const config = defineConfig({ input: "inkwell.yaml", output: "sdk" });
export const build = (): Promise<GenerateResult> => generate(config);

const baseUrl = process.env["BASE_URL"];
const options: RequestOptions = { timeout: 5000 };
{
  await using bundled = new Bundled({ baseUrl });
  const { items, totalItems } = await bundled.posts.list({ perPage: 20 });
  console.log(\`\${items.length} of \${totalItems}\`);
}
const linked = new Inkwell({ baseUrl, transport: undiciTransport });
try {
  await linked.users.get({ userId: "0" }, options);
} catch (error) {
  if (!(error instanceof NotFoundProblem)) throw error;
  console.log(error.body.detail);
  console.log(error instanceof NotFoundError);
} finally {
  await linked.close();
}
const api = mockInkwell();
api.mock.posts.get({ postId: "a" }).timeout().reply(200, fixture.post({ title: "Without a network" }));
const { title } = await api.client.posts.get({ postId: "a" });
console.log(title, api.mock.calls("getPost").map(({ params }) => params.postId));
api.verify();
`;

/** All texts within a value, however deep. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
