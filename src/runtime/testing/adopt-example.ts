/** What a document shows as an example is often older than its schema, or shows a part: what fits of it is taken. */
import type * as z from "zod";
import { isPlain } from "./match.js";

type Issue = z.core.$ZodIssue;

export interface Adoption {
  /** Values that were made for the schema: the first is what the example is laid over. */
  readonly made: readonly unknown[];
  /** The value with what the schema says against it mended, as far as that helps. */
  readonly mend: (value: unknown) => unknown;
  /** What the schema says against a value; nothing where it accepts it. */
  readonly check: (value: unknown) => readonly Issue[];
}

/** Each round takes out what the schema has complained of. */
const maxRounds = 8;

/** The example, or a value that was made with as much of the example as is accepted; undefined where that is nothing. */
export function adoptExample(example: unknown, { made, mend, check }: Adoption): unknown {
  if (check(example).length === 0) return example;
  if (!isPlain(example)) return undefined;
  const base = mend(foundation(made, example));
  let wanted: unknown = example;
  for (let round = 0; round < maxRounds && isPlain(wanted); round += 1) {
    const value = overlaid(base, wanted);
    const issues = check(value);
    if (issues.length === 0) return Object.keys(wanted).length > 0 ? value : undefined;
    const left = issues.flatMap(pathsOf).reduce<unknown>(without, wanted);
    if (JSON.stringify(left) === JSON.stringify(wanted)) return undefined;
    wanted = left;
  }
  return undefined;
}

/** The smallest value, with what a larger one has where the example says something. */
function foundation(made: readonly unknown[], example: Readonly<Record<string, unknown>>): unknown {
  const [base = {}] = made;
  if (!isPlain(base)) return base;
  const objects = made.filter(isPlain);
  const added = Object.keys(example).flatMap((key) => {
    const richer = Object.hasOwn(base, key) ? undefined : objects.find((value) => Object.hasOwn(value, key));
    return richer === undefined ? [] : [[key, richer[key]] as const];
  });
  return { ...base, ...Object.fromEntries(added) };
}

/** One value over another: objects have the properties of both; what is under a list's first item is under each. */
function overlaid(under: unknown, over: unknown): unknown {
  if (Array.isArray(under) && Array.isArray(over)) return over.map((item) => overlaid(under[0], item));
  if (!isPlain(under) || !isPlain(over)) return over;
  const entries = Object.entries(over).map(([key, value]) => {
    return [key, Object.hasOwn(under, key) ? overlaid(under[key], value) : value] as const;
  });
  return { ...under, ...Object.fromEntries(entries) };
}

function pathsOf(issue: Issue): readonly (readonly PropertyKey[])[] {
  if (issue.code !== "unrecognized_keys") return [issue.path];
  return issue.keys.map((key) => [...issue.path, key]);
}

/** Without what stands at the path, or without what would have to hold it. */
function without(value: unknown, [key, ...rest]: readonly PropertyKey[]): unknown {
  // A list is taken as a whole: its other items would stand in other places.
  if (typeof key !== "string" || !isPlain(value) || !Object.hasOwn(value, key)) return undefined;
  const left = rest.length === 0 ? undefined : without(value[key], rest);
  const others = Object.entries(value).filter(([name]) => name !== key);
  return Object.fromEntries(left === undefined ? others : [...others, [key, left]]);
}
