import { describe, expect, test } from "vitest";
import { namePattern } from "../../../src/lower/extensions/name-pattern.js";

describe("a pattern of names", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ["^list", ["list", "listPets"], ["allList", ""]],
    ["Pets$", ["listPets"], ["listPetsNow"]],
    ["^get$", ["get"], ["getPet", "forget"]],
    ["list", ["allListed", "list"].map((name) => name.toLowerCase()), ["get"]],
    ["^get.*Pet$", ["getPet", "getOnePet", "getPetPet"], ["getPets", "getP"]],
    ["^get.+Pet$", ["getOnePet"], ["getPet"]],
    ["^a.c$", ["abc", "a😀c"], ["ac", "abbc"]],
    ["^list|^search$", ["listPets", "search"], ["searchPets"]],
    ["^pets\\.list$", ["pets.list"], ["petsXlist"]],
    ["^a\\|b$", ["a|b"], ["a", "b"]],
    ["^a\\$", ["a$b"], ["a"]],
    ["", ["", "a"], []],
  ])("%s", (source, fitting, others) => {
    const matches = namePattern(source);
    // What the language makes of it, for all of these.
    const pattern = new RegExp(source, "su");
    for (const text of [...fitting, ...others]) expect([text, matches?.(text)]).toEqual([text, pattern.test(text)]);
    expect(fitting.every((text) => pattern.test(text))).toBe(true);
    expect(others.some((text) => pattern.test(text))).toBe(false);
  });

  test.each(["(a|aa)(a|aa)", "^(a+)+$", "[a-z]", "a?", "a*", "a{2}", "\\w", "(?=a)", "a^b", "a$b", "(", "\\"])(
    "is refused where it holds more: %s",
    (source) => {
      expect(namePattern(source)).toBeUndefined();
    },
  );

  test("ends whatever it is given", () => {
    const matches = namePattern(`^${"a.*".repeat(60)}b$`);
    expect(matches?.("a".repeat(200))).toBe(false);
    expect(matches?.(`${"a".repeat(199)}b`)).toBe(true);
    expect(matches?.("a".repeat(100_000))).toBe(false);
    expect(namePattern("a".repeat(201))).toBeUndefined();
  });
});
