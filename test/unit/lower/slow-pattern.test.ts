import { describe, expect, test } from "vitest";
import { isExponential } from "../../../src/lower/schema/slow-pattern.js";

describe("patterns that double their work with each character", () => {
  test.each([
    "^(a+)+$",
    "(a*)*b",
    "^(a|a)*$",
    "^(a|aa)+$",
    "^(\\w+\\s?)*$",
    "^([a-z]+)*$",
    "(?:a{1,3})+$",
    "(x+x+)+y",
    "^(.*,?)*$",
    "^(?=(a+)+$)a",
    "([a-z]+){2,50}$",
    "^(?<name>[\\d.]+)+@",
    "(\\p{L}+)*$",
    "^((ab)*|a|b)*$",
    "(a?b?)*(a+)+c",
    "^([^@]+)+@",
    "(\\u0061|a)*$",
  ])("%s", (pattern) => {
    expect(isExponential(pattern)).toBe(true);
  });
});

describe("patterns that do not", () => {
  test.each([
    "^a+$",
    "^[a-z]+(-[a-z]+)*$",
    "^([a-z]+\\.)+[a-z]{2,}$",
    "^\\d{4}-\\d{2}-\\d{2}$",
    "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==)?$",
    "^(a|b)*$",
    "^(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}$",
    "^[\\w.]+@[\\w.]+$",
    "^\\s*(\\S+)\\s*$",
    "^(#[a-f]{3}|#[a-f]{6})$",
    "^/(?:[^/]+/)*$",
    "[",
    "^([0-9a-f]{2}:){5}[0-9a-f]{2}$",
    "",
    "^(\\w+)\\1$",
  ])("%s", (pattern) => {
    expect(isExponential(pattern)).toBe(false);
  });
});

test("long and strange patterns are decided upon soon", () => {
  const started = performance.now();
  for (const pattern of [
    `^${"(a|b)*".repeat(300)}$`,
    "(".repeat(900),
    `(${"a?".repeat(390)})*`,
    `${"[a-z]*".repeat(200)}x`,
    `(?:${"(".repeat(400)}a${")+".repeat(400)})`,
    "{{{{",
    "a{99999999999}",
  ])
    expect(typeof isExponential(pattern)).toBe("boolean");
  expect(performance.now() - started).toBeLessThan(20_000);
});
