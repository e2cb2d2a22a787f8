import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { catalog } from "../../../src/diagnostics/catalog.js";
import { explanations } from "../../../src/diagnostics/explanations.js";
import { cli, withFolder } from "./terminal.js";

const codes = Object.keys(catalog);

describe("explain", () => {
  test("every code has an explanation, and none is left over", () => {
    expect(Object.keys(explanations).sort()).toEqual([...codes].sort());
    for (const { meaning, why, mend } of Object.values(explanations))
      for (const text of [meaning, why, mend]) expect(text).toMatch(/^\S.+[.]$/);
  });

  test("says what a code means and shows its example with what is said of it", async () => {
    const { code, stdout, stderr } = await cli(["explain", "spec/unresolved-ref"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^spec\/unresolved-ref \(warning\)\n\nWhat it means\n {2}A \$ref points at nothing/);
    expect(stdout).toContain("Why it matters\n");
    expect(stdout).toContain("How to mend it\n");
    expect(stdout).toContain("Example: spec-unresolved-ref.yaml\n  openapi: 3.1.0\n");
    expect(stdout).toContain('warning spec/unresolved-ref: "#/components/schemas/Pat" points at nothing');
    expect(stdout).toContain("| ");
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThan(170);
  });

  const withExample = readdirSync(new URL("../../../fixtures/invalid", import.meta.url))
    .map((name) => name.replace(/\.\w+$/, "").replace("-", "/"))
    .filter((name) => codes.includes(name));

  test.each(withExample)("the example of %s causes it", async (name) => {
    const { stdout } = await cli(["explain", name, "--json"]);
    const { code, example } = JSON.parse(stdout) as { code: string; example: { text: string; output: string } };
    expect(code).toBe(name);
    expect(example.text).not.toBe("");
    expect(example.output).toContain(` ${name}: `);
  });

  test("what no document can show has no example", async () => {
    const { code, stdout } = await cli(["explain", "output/foreign-file"]);
    expect(code).toBe(0);
    expect(stdout).not.toContain("Example");
  });

  test("without a code: all of them", async () => {
    const { stdout } = await cli(["explain"]);
    expect(
      stdout
        .trimEnd()
        .split("\n")
        .map((line) => line.split(" ")[0]),
    ).toEqual(codes);
    const { codes: list } = JSON.parse((await cli(["explain", "--json"])).stdout) as { codes: { code: string }[] };
    expect(list.map(({ code }) => code)).toEqual(codes);
  });

  test.each([
    ["spec/unresolved-rf", "did you mean spec/unresolved-ref?"],
    ["unresolved-ref", "did you mean spec/unresolved-ref?"],
    ["nonsense-that-is-near-nothing", "sdkwright explain lists them all"],
  ])("%s is wrong usage", async (wrong, advice) => {
    const { code, stderr } = await cli(["explain", wrong]);
    expect(code).toBe(2);
    expect(stderr).toContain(`there is no diagnostic "${wrong}"; ${advice}`);
  });
});

describe("what generate prints ends with where to read more", () => {
  const file = {
    "api.yaml": "openapi: 3.0.3\ninfo: { title: A, version: '1' }\npaths: { /a: { get: {} }, /b: { get: {} } }\n",
  };

  test("once a run", () =>
    withFolder(file, async (folder) => {
      const { stderr } = await cli(["generate", "api.yaml", "-o", "sdk", "--cwd", folder]);
      expect(stderr.match(/sdkwright explain .*/g)).toEqual(["sdkwright explain spec/missing-responses"]);
    }));

  test.each(["--quiet", "--json"])("not with %s", (flag) =>
    withFolder(file, async (folder) => {
      const { stderr } = await cli(["generate", "api.yaml", "-o", "sdk", "--cwd", folder, flag]);
      expect(stderr).not.toContain("sdkwright explain");
    }),
  );
});
