import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";

// Laid out as dist/ is: the thread is found one folder above whatever starts it.
const folder = resolve(".cache/run/gate");
type GateModule = typeof import("../../src/gate.js");
type ThreadModule = typeof import("../../src/host/thread.js");
let gates: GateModule;
let threads: ThreadModule;

beforeAll(async () => {
  await build({
    entryPoints: { "gate-thread": "src/gate-thread.ts", "lib/gate": "src/gate.ts", "lib/thread": "src/host/thread.ts" },
    outdir: folder,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
  await writeFile(resolve(folder, "lib/ends.js"), "process.exit(3);\n");
  const load = (name: string) => import(pathToFileURL(resolve(folder, "lib", `${name}.js`)).href);
  gates = (await load("gate")) as GateModule;
  threads = (await load("thread")) as ThreadModule;
});

const started: { end(): void }[] = [];
afterAll(() => {
  for (const thread of started) thread.end();
});

function thread() {
  const one = threads.startThread<never, never>("gate-thread.js");
  if (!one) throw new Error("the thread was not built");
  started.push(one);
  return one;
}

test("many files are answered, each with its own fault", async () => {
  const gate = gates.openGate(thread());
  const paths = Array.from({ length: 100 }, (_, index) => `f${index}.ts`);
  for (const [index, path] of paths.entries()) {
    const text = `export const a = ${index};\n${index % 10 === 3 ? "evil();\n" : ""}`;
    gate.add({ path, text, planned: [{ kind: "const", name: "a" }] });
  }
  const faults = await gate.faults(paths);
  expect(faults.map(({ path }) => path)).toEqual(paths.filter((_, index) => index % 10 === 3));
  gate.close();
});

const good = { path: "a.ts", text: "export const a = 1;\n", planned: [{ kind: "const", name: "a" }] } as const;
const smuggled = { ...good, path: "b.ts", text: `${good.text}evil();\n` };

test("what a thread that has ended was asked is checked here", async () => {
  const one = thread();
  const gate = gates.openGate(one);
  gate.add(good);
  one.end();
  gate.add(smuggled);
  expect(one.isOver).toBe(true);
  expect(await gate.faults(["a.ts", "b.ts"])).toMatchObject([{ path: "b.ts" }]);
});

test("and what one that ends by itself was", async () => {
  const one = threads.startThread<never, never>("lib/ends.js");
  if (!one) throw new Error("the thread was not built");
  const gate = gates.openGate(one);
  for (const file of [good, smuggled]) gate.add(file);
  expect(await gate.faults(["a.ts", "b.ts"])).toMatchObject([{ path: "b.ts" }]);
  expect(one.isOver).toBe(true);
});

test("an error in the thread shows here too", async () => {
  const gate = gates.openGate(thread());
  const broken: unknown = { path: "a.ts", text: 7, planned: [] };
  // What no caller can give: the parser throws.
  gate.add(broken as Parameters<typeof gate.add>[0]);
  await expect(gate.faults(["a.ts"])).rejects.toThrow(TypeError);
});

test("gates that follow each other share a thread until it is over", async () => {
  for (let round = 0; round < 3; round += 1) {
    const gate = gates.openGate();
    gate.add(good);
    expect(await gate.faults(["a.ts"])).toEqual([]);
    gate.close();
  }
});

test("the flags of a program are not the thread's", async () => {
  const text = `import { openGate } from ${JSON.stringify(pathToFileURL(resolve(folder, "lib/gate.js")).href)};
import { startThread } from ${JSON.stringify(pathToFileURL(resolve(folder, "lib/thread.js")).href)};
const thread = startThread("gate-thread.js");
const gate = openGate(thread);
gate.add(${JSON.stringify(good)});
console.log(JSON.stringify([await gate.faults(["a.ts"]), thread.isOver]));
thread.end();`;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "--eval", text], { encoding: "utf8" });
  expect(stdout).toBe("[[],false]\n");
});

test("a program that asks for nothing does not wait for it", async () => {
  const program = resolve(folder, "lib/leaves.js");
  await writeFile(
    program,
    `import { openGate } from "./gate.js";
const gate = openGate();
gate.add({ path: "a.ts", text: "export const a = 1;", planned: [] });
gate.close();
`,
  );
  // Far less than the minute for which an idle thread is kept.
  const { signal, status } = spawnSync(process.execPath, [program], { timeout: 25_000, killSignal: "SIGKILL" });
  expect({ signal, status }).toEqual({ signal: null, status: 0 });
});

test("there is none where it was not built", () => {
  expect(threads.startThread("no-such-thread.js")).toBeUndefined();
});
