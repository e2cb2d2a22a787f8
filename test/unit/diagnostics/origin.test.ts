import { describe, expect, test } from "vitest";
import { childPointer, parentPointer, pointerTokens, rootPointer, toPointer } from "../../../src/diagnostics/origin.js";

describe("JSON pointers (RFC 6901)", () => {
  test.each([
    [[], ""],
    [["paths", "/pets/{id}", "get"], "/paths/~1pets~1{id}/get"],
    [["a~b", "c~1d", "", "m n"], "/a~0b/c~01d//m n"],
    [["items", 0, 17], "/items/0/17"],
  ])("%j is written %s and read back", (tokens, text) => {
    const pointer = childPointer(rootPointer, ...tokens);
    expect(pointer).toBe(text);
    expect(pointerTokens(pointer)).toEqual(tokens.map(String));
  });

  test("the parent of a pointer", () => {
    expect(parentPointer(toPointer("/a/b~1c"))).toBe("/a");
    expect(parentPointer(toPointer("/a"))).toBe("");
    expect(parentPointer(rootPointer)).toBe("");
  });
});
