import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Host, HostError } from "../../../src/host/host.js";
import { memoryHost } from "../../../src/host/memory-host.js";
import { nodeHost } from "../../../src/host/node-host.js";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sdkwright-host-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The error that a promise rejects with, in short. */
async function failure(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => new Error("it did not fail"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof HostError)) throw error;
  return `${error.code} ${error.target}: ${error.reason}`;
}

const hosts: readonly [string, () => Host][] = [
  ["node", () => nodeHost({ cwd: folder })],
  ["memory", () => memoryHost({}, { cwd: "/anywhere" })],
];

describe.each(hosts)("the %s host", (_, create) => {
  test("writes, lists, reads and removes", async () => {
    const host = create();
    expect(await host.list("out")).toEqual([]);
    await host.writeText("out/b/c.ts", "ä");
    await host.writeText("out/a.ts", "1");
    await host.writeText("out/a.ts", "2");
    expect(await host.list("out")).toEqual(["a.ts", "b/c.ts"]);
    expect(await host.readText("out/b/c.ts")).toBe("ä");
    expect(await host.readText(`${host.cwd}/out/a.ts`)).toBe("2");
    await host.change([{ kind: "remove", path: "out/b/c.ts", root: "out" }]);
    await host.change([{ kind: "remove", path: "out/b/c.ts", root: "out" }]);
    expect(await host.list("out")).toEqual(["a.ts"]);
  });

  test("says that a file is not there", async () => {
    expect(await failure(create().readText("none.yaml"))).toMatch(/^not-found none\.yaml: /);
  });

  test("knows the absolute path of what is not there", async () => {
    const host = create();
    expect(await host.realPath("x/../none.yaml")).toBe(join(await host.realPath("."), "none.yaml"));
  });
});

describe("the node host on a disk", () => {
  test("writes whole files or none, and leaves nothing beside them", async () => {
    const host = nodeHost({ cwd: folder });
    await host.writeText("a/b.txt", "old");
    const before = statSync(join(folder, "a/b.txt")).ino;
    await host.writeText("a/b.txt", "new");
    // Another file took the name: a reader has the old one or the new one.
    expect(statSync(join(folder, "a/b.txt")).ino).not.toBe(before);
    mkdirSync(join(folder, "a/taken"));
    expect(await failure(host.writeText("a/taken", "x"))).toMatch(/^is-directory a\/taken: /);
    expect(readdirSync(join(folder, "a")).sort()).toEqual(["b.txt", "taken"]);
  });

  test("removes the folders that become empty, but not the root nor what holds more", async () => {
    const host = nodeHost({ cwd: folder });
    for (const path of ["out/a/b/c.ts", "out/a/d.ts"]) await host.writeText(path, "");
    await host.change([{ kind: "remove", path: "out/a/b/c.ts", root: "out" }]);
    expect(existsSync(join(folder, "out/a/b"))).toBe(false);
    await host.change([{ kind: "remove", path: "out/a/d.ts", root: "out" }]);
    expect(readdirSync(folder)).toEqual(["out"]);
    expect(readdirSync(join(folder, "out"))).toEqual([]);
  });

  test("says why: a folder, a file as a folder, no permission", async () => {
    const host = nodeHost({ cwd: folder });
    writeFileSync(join(folder, "file"), "x");
    expect(await failure(host.readText("."))).toBe("is-directory .: it is a folder");
    expect(await failure(host.readText("file/inside"))).toMatch(/^not-directory file\/inside: /);
    expect(await failure(host.writeText("file/inside", ""))).toMatch(/^not-directory file\/inside: /);
    chmodSync(join(folder, "file"), 0);
    // The administrator may read everything.
    if (process.getuid?.() !== 0) expect(await failure(host.readText("file"))).toMatch(/^denied file: /);
  });

  test("follows symbolic links to what a path really is", async () => {
    const host = nodeHost({ cwd: folder });
    await host.writeText("real/a.yaml", "x");
    symlinkSync(join(folder, "real"), join(folder, "link"));
    expect(await host.realPath("link/a.yaml")).toBe(await host.realPath("real/a.yaml"));
    expect(readFileSync(join(folder, "link/a.yaml"), "utf8")).toBe("x");
  });
});
