import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { patience, typeErrors } from "../example/type-check.js";

const folder = "test/types";
const files = readdirSync(folder).filter((name) => name.endsWith(".test-d.ts"));

describe("what a user's editor sees", () => {
  // In these files every wrong call is marked as one: an error that does not come is an error, too.
  test.each(["typescript", "typescript7"] as const)("%s", patience, async (compiler) => {
    expect(files.length).toBeGreaterThan(0);
    expect(await typeErrors({ compiler, include: files.map((name) => `${folder}/${name}`) })).toEqual([]);
  });
});
