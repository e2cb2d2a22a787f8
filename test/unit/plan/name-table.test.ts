import { expect, test } from "vitest";
import { NameTable } from "../../../src/plan/name-table.js";

test("the first candidate that is free", () => {
  const names = new NameTable(["taken"]);
  expect(names.claim("taken", "other").text).toBe("other");
  expect(names.claim("taken", "other", "third").text).toBe("third");
});

test("what cannot be an identifier is passed over", () => {
  const names = new NameTable();
  expect(names.claim("delete", "deletePets").text).toBe("deletePets");
  expect(names.claim("a-b", "").text).toMatch(/^[A-Za-z_]\w*$/);
});

test("a number where all are taken, and it is free too", () => {
  const names = new NameTable();
  const given = ["a", "a", "a", "a"].map((name) => names.claim(name, "b").text);
  expect(given).toEqual(["a", "b", "b2", "b3"]);
  expect(new NameTable(["a", "a2"]).claim("a").text).toBe("a3");
});

test("a reserved word that is the only candidate", () => {
  const names = new NameTable();
  const first = names.claim("class").text;
  const second = names.claim("class").text;
  expect(first).not.toBe(second);
  expect(first).toMatch(/^class\w+$/);
});

test("a key need not be an identifier", () => {
  const names = new NameTable(["constructor"]);
  expect(names.claimKey("delete")).toBe("delete");
  expect(names.claimKey("x-id")).toBe("x-id");
  expect(names.claimKey("x-id", "x-idHeader")).toBe("x-idHeader");
  expect(names.claimKey("__proto__")).toBe("__proto__");
  expect(names.claimKey("constructor", "constructorResource")).toBe("constructorResource");
});

test("names of the language's own objects are free like others", () => {
  const names = new NameTable();
  expect(["toString", "hasOwnProperty", "valueOf"].map((name) => names.claim(name).text)).toEqual([
    "toString",
    "hasOwnProperty",
    "valueOf",
  ]);
});
