import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { joinRuntime } from "../support/join-runtime/join-runtime.js";

const source = `${resolve("src/runtime")}/`;
let joined: ReadonlyMap<string, string>;

beforeAll(() => {
  joined = joinRuntime(source);
}, 120_000);

describe("the runtime as SDKs get it", () => {
  it("is six files, whatever the number of its modules", () => {
    expect([...joined.keys()].sort()).toEqual([
      "core.ts",
      "index.ts",
      "lean.ts",
      "oauth2.ts",
      "testing.ts",
      "undici.ts",
    ]);
  });

  it("holds every module once, but those that only hand on others'", () => {
    const all = [...joined.values()].join("");
    const regions = [...all.matchAll(/^\/\/ #region (.+)$/gm)].map(([, path]) => path ?? "");
    const modules = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
    expect(regions.length).toBeGreaterThan(150);
    expect(new Set(regions).size).toBe(regions.length);
    expect(modules.filter((path) => !regions.includes(path)).sort()).toEqual(["index.ts", "lean.ts", "testing.ts"]);
  });

  it("is what the build has written", () => {
    const written = (name: string) => readFileSync(resolve("dist/runtime-source", name), "utf8");
    expect([...joined].filter(([name, text]) => written(name) !== text).map(([name]) => name)).toEqual([]);
  });

  it("reaches undici from its own file alone", () => {
    expect([...joined].filter(([, text]) => text.includes('from "undici"')).map(([name]) => name)).toEqual([
      "undici.ts",
    ]);
  });

  it("compiles under the strictest settings", { timeout: 120_000 }, () => {
    const { config } = ts.readConfigFile("test/support/join-runtime/tsconfig.json", ts.sys.readFile);
    const project = ts.parseJsonConfigFileContent(config, ts.sys, resolve("test/support/join-runtime"));
    const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram(project.fileNames, project.options));
    expect(project.fileNames.length).toBe(6);
    expect(diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
  });
});
