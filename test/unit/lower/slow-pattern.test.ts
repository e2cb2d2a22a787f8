import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isExponential } from "../../../src/lower/schema/slow-pattern.js";
import { recheckVerdict } from "../../support/recheck.js";
import { lowered } from "./lowered.js";

const doubling = [
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
  "((a+)+,)*",
  "([a-z]+){2,50}$",
  "^(?<name>[\\d.]+)+@",
  "(\\p{L}+)*$",
  "^((ab)*|a|b)*$",
  "(a?b?)*(a+)+c",
  "^([^@]+)+@",
  "(\\u0061|a)*$",
];
const others = [
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
  "^([0-9a-f]{2}:){5}[0-9a-f]{2}$",
  "",
  "^(\\w+)\\1$",
  // Ambiguous, but nothing that follows can fail.
  "(a+)+",
  "^([a-z0-9-_ ]|[^\\x00-\\x7F])+",
  "(?:(a|a)*|c)b?",
];

test("a slow pattern is told at each place where it stands", async () => {
  const slow = { type: "string", pattern: "^(told|at|each)+(place)*(p+)+$" };
  const { reported } = await lowered({ components: { schemas: { A: slow, B: slow } } });
  expect(reported).toEqual([
    "lower/slow-pattern at /components/schemas/A/pattern",
    "lower/slow-pattern at /components/schemas/B/pattern",
  ]);
});

describe("patterns that double their work with each character", () => {
  test.each(doubling)("%s", (pattern) => {
    expect(isExponential(pattern, flagsOf(pattern))).toBe(true);
  });
});

test("thirty repetitions are a polynomial, and as bad", () => {
  expect(isExponential("(a+){30,}$", "u")).toBe(true);
  expect(recheckVerdict("(a+){30,}$", "u", 3_000)).not.toBe("safe");
});

describe("patterns that do not", () => {
  test.each(others)("%s", (pattern) => {
    expect(isExponential(pattern, flagsOf(pattern))).toBe(false);
  });
});

describe("recheck, a checker that others keep, agrees", () => {
  /** Milliseconds a pattern; what takes it longer is not compared. */
  const patience = 3_000;

  test.each(doubling)("on %s", { timeout: 60_000 }, (pattern) => {
    expect([undefined, "exponential"]).toContain(recheckVerdict(pattern, flagsOf(pattern), patience));
  });
  test.each(others)("on %s", { timeout: 60_000 }, (pattern) => {
    expect(recheckVerdict(pattern, flagsOf(pattern), patience)).not.toBe("exponential");
  });
});

describe("patterns at random", () => {
  const { pattern } = fc.letrec<Record<"pattern" | "choice" | "sequence" | "item" | "atom", string>>((tie) => ({
    pattern: fc
      .tuple(fc.constantFrom("^", ""), tie("choice"), fc.constantFrom("$", "c"))
      .map((parts) => parts.join("")),
    choice: fc.array(tie("sequence"), { minLength: 1, maxLength: 2 }).map((parts) => parts.join("|")),
    sequence: fc.array(tie("item"), { minLength: 1, maxLength: 2 }).map((parts) => parts.join("")),
    item: fc
      .tuple(tie("atom"), fc.constantFrom("", "", "+", "*", "?", "{2}", "{1,3}", "{2,}", "+?"))
      .map((parts) => parts.join("")),
    atom: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      fc.constantFrom("a", "b", "[ab]", "\\w", "[^a]"),
      tie("choice").map((inner) => `(?:${inner})`),
    ),
  }));

  test("none that recheck calls exponential is let through", { timeout: 120_000 }, () => {
    const asked = fc.sample(pattern, { seed: 7, numRuns: 60 }).filter((source) => /[*+}]/.test(source));
    const verdicts = asked.map((source) => ({ source, verdict: recheckVerdict(source, "u", 500) }));
    const decided = verdicts.filter(({ verdict }) => verdict !== undefined);
    console.log(`recheck decided on ${decided.length} of ${asked.length} patterns at random`);
    const exponential = decided.filter(({ verdict }) => verdict === "exponential").map(({ source }) => source);
    expect(exponential.length).toBeGreaterThan(0);
    expect(exponential.filter((source) => !isExponential(source, "u"))).toEqual([]);
  });
});

test("long and strange patterns are decided upon soon", () => {
  const started = performance.now();
  for (const pattern of [
    `^${"(a|b)*".repeat(300)}$`,
    `(${"a?".repeat(390)})*`,
    `${"[a-z]*".repeat(200)}x`,
    `(?:${"(".repeat(400)}a${")+".repeat(400)})`,
    `${"(?:".repeat(280)}a${"){2}".repeat(280)}`,
    "{{{{",
    "a{99999999999}",
  ])
    expect(typeof isExponential(pattern, flagsOf(pattern))).toBe("boolean");
  expect(performance.now() - started).toBeLessThan(20_000);
});

function flagsOf(pattern: string): string {
  try {
    new RegExp(pattern, "u");
    return "u";
  } catch {
    return "";
  }
}
