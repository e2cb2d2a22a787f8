import type * as z from "zod";
import { isPlain } from "./match.js";
import { samplePattern } from "./sample-pattern.js";

type Issue = z.core.$ZodIssue;

/** The value with one thing mended that a schema has said of it. */
export function mendValue(root: unknown, issue: Issue): unknown {
  return changeAt(root, issue.path, (value) => mended(value, issue));
}

/**
 * The value without what a schema has complained of: a list is emptied, a property taken out. What must be there is missed
 * afterwards, so that this helps with what need not.
 */
export function leaveOut(root: unknown, { path }: Issue): unknown {
  const list = path.map((key) => typeof key).lastIndexOf("number");
  if (list >= 0) return changeAt(root, path.slice(0, list), () => []);
  const name = path.at(-1);
  return changeAt(root, path.slice(0, -1), (value) =>
    isPlain(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== name)) : value,
  );
}

function changeAt(
  value: unknown,
  [key, ...rest]: readonly PropertyKey[],
  change: (value: unknown) => unknown,
): unknown {
  if (key === undefined) return change(value);
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? changeAt(item, rest, change) : item));
  if (typeof value !== "object" || value === null) return value;
  return { ...value, [key]: changeAt(Reflect.get(value, key), rest, change) };
}

function mended(value: unknown, issue: Issue): unknown {
  switch (issue.code) {
    case "too_small":
      return grown(value, Number(issue.minimum), issue.inclusive !== false);
    case "too_big":
      return shrunk(value, Number(issue.maximum), issue.inclusive !== false);
    case "not_multiple_of":
      return Math.ceil(Number(value) / issue.divisor) * issue.divisor;
    case "invalid_format":
      return issue.pattern === undefined ? value : like(issue.pattern, value);
    case "invalid_type":
      return plainValues[issue.expected] ?? (issue.expected === "null" ? null : value);
    case "invalid_value":
      return issue.values[0];
    case "invalid_union":
      return issue.errors?.[0]?.reduce((current: unknown, inner) => mendValue(current, inner), value) ?? value;
    case "custom":
      return ofMessage(value, issue.message);
    default:
      return value;
  }
}

/** What is said of the type: of a member of an `allOf`, where another one has another. */
const plainValues: Readonly<Record<string, unknown>> = {
  string: "text",
  number: 1,
  int: 1,
  boolean: true,
  array: [],
  object: {},
  record: {},
};

/** The checks of the runtime itself say in words what zod says in numbers. */
function ofMessage(value: unknown, message: string): unknown {
  const [, bound, count] = /at (least|most) (\d+) (?:character|item)/.exec(message) ?? [];
  if (bound === undefined) return value;
  return bound === "least" ? grown(value, Number(count), true) : shrunk(value, Number(count), true);
}

/** A text by its last character, which a pattern is likely to take again. */
function grown(value: unknown, minimum: number, inclusive: boolean): unknown {
  if (typeof value === "string") return value.padEnd(minimum, /[a-z\d]$/i.exec(value)?.[0] ?? "x");
  if (Array.isArray(value))
    return Array.from({ length: minimum }, (_, index) => value[index] ?? another(value[0], index));
  return inclusive ? minimum : minimum + 1;
}

/** Lists may want items that differ. */
function another(item: unknown, index: number): unknown {
  if (typeof item === "string") return `${item}${index}`;
  return typeof item === "number" ? item + index : item;
}

function shrunk(value: unknown, maximum: number, inclusive: boolean): unknown {
  if (typeof value === "string" || Array.isArray(value)) return value.slice(0, maximum);
  return inclusive ? maximum : maximum - 1;
}

/** For patterns: what they nearly always mean. */
const texts: readonly string[] = [
  "a",
  "A",
  "1",
  "en",
  "EN",
  "EUR",
  "en-US",
  "abc",
  "a-b",
  "a_b",
  "a.b",
  "A1",
  "a1",
  "10",
  "100",
  "1.0",
  "1.0.0",
  "2026",
  "2026-01-01",
  "12:00",
  "12:00:00",
  "2026-01-01T00:00:00Z",
  "9057ab1e-0000-4000-8000-000000000001",
  "ada@example.com",
  "https://example.com/",
  "/a",
  "#a0a0a0",
  "a0a0a0",
  "127.0.0.1",
  "+15550000000",
  "0123456789",
  "0123456789abcdef",
  "0123456789abcdef0123456789abcdef",
  "0123456789abcdef0123456789abcdef01234567",
  "0".repeat(64),
];

function like(printed: string, value: unknown): unknown {
  const end = printed.lastIndexOf("/");
  const pattern = new RegExp(printed.slice(1, end), printed.slice(end + 1));
  const text = texts.find((candidate) => pattern.test(candidate)) ?? sample(pattern.source);
  return text !== undefined && pattern.test(text) ? text : value;
}

/** What the sampler can't read has no sample. */
function sample(source: string): string | undefined {
  try {
    return samplePattern(source);
  } catch {
    return undefined;
  }
}
