import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeHost } from "../src/host/node-host.js";
import { builtCommand } from "./support/command.js";

const folder = mkdtempSync(join(tmpdir(), "sdkwright-interrupted-"));
const patience = 300_000;
let command: string;

type Contents = Readonly<Record<string, string>>;

function generate(document: string, out: string): ChildProcess {
  const args = [command, "generate", document, "--out", out, "--name", "Inkwell"];
  return spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
}

/** The files of an SDK, or those that a run has put aside. */
async function contentsOf(out: string): Promise<{ readonly sdk: Contents; readonly aside: readonly string[] }> {
  const paths = await nodeHost({ cwd: folder }).list(out);
  const isAside = (path: string): boolean => path.startsWith(`.${out}.sdkwright-`);
  const sdk = paths.filter((path) => !isAside(path));
  return {
    sdk: Object.fromEntries(sdk.map((path) => [path, readFileSync(join(folder, out, path), "utf8")])),
    aside: paths.filter(isAside),
  };
}

let before: Contents;
let after: Contents;

beforeAll(async () => {
  command = await builtCommand("interrupted");
  const text = readFileSync(resolve("fixtures/inkwell.yaml"), "utf8");
  writeFileSync(join(folder, "old.yaml"), text);
  // Nearly every file changes.
  writeFileSync(join(folder, "new.yaml"), text.replaceAll(/description: (?=[A-Z])/g, "description: New. "));
  for (const [document, out] of [
    ["old.yaml", "before"],
    ["new.yaml", "after"],
  ] as const) {
    const [code] = await once(generate(document, out), "exit");
    expect(code).toBe(0);
  }
  before = (await contentsOf("before")).sdk;
  after = (await contentsOf("after")).sdk;
}, patience);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Sends a signal so many milliseconds after the run has begun to write. */
async function interrupted(out: string, signal: NodeJS.Signals, delay: number): Promise<void> {
  const child = generate("new.yaml", out);
  const ended = once(child, "exit");
  let text = "";
  for await (const chunk of child.stderr ?? []) {
    text += String(chunk);
    if (!text.includes("write files")) continue;
    await new Promise((done) => setTimeout(done, delay));
    child.kill(signal);
    break;
  }
  await ended;
}

describe("a run that is interrupted while it writes", () => {
  test.each(["SIGINT", "SIGTERM"] as const)(
    "%s: the SDK is wholly the old one or wholly the new one, and nothing lies about",
    async (signal) => {
      cpSync(join(folder, "before"), join(folder, signal), { recursive: true });
      await interrupted(signal, signal, 1);
      const { sdk, aside } = await contentsOf(signal);
      expect(aside).toEqual([]);
      expect([before, after]).toContainEqual(sdk);
    },
    patience,
  );
});

test("who closes the pipe ends the output, which is no bug", () => {
  const { stdout, stderr } = spawnSync(
    "bash",
    ["-c", `"${process.execPath}" "${command}" inspect old.yaml --json | head -c 20; echo " \${PIPESTATUS[0]}"`],
    { cwd: folder, encoding: "utf8" },
  );
  expect(stdout).toMatch(/^\{\s+"format": 1,.* 0\n$/s);
  expect(stderr).not.toMatch(/EPIPE|bug of sdkwright/);
});
