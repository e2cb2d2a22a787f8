import { hasFormat } from "./check.js";
import { badRequest } from "./problem.js";

/** A whole number of the query. */
export function queryInteger(
  query: URLSearchParams,
  name: string,
  rules: { readonly min: number; readonly max?: number; readonly fallback: number },
): number {
  const text = query.get(name);
  if (text === null) return rules.fallback;
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(value))
    throw badRequest(`${name} must be a whole number, but is ${text}.`);
  if (value < rules.min) throw badRequest(`${name} must be at least ${rules.min}, but is ${text}.`);
  if (rules.max !== undefined && value > rules.max)
    throw badRequest(`${name} must be at most ${rules.max}, but is ${text}.`);
  return value;
}

/** The `limit` that most lists have. */
export function queryLimit(query: URLSearchParams): number {
  return queryInteger(query, "limit", { min: 1, max: 100, fallback: 50 });
}

/** One of a few words. */
export function queryChoice<T extends string>(
  query: URLSearchParams,
  name: string,
  choices: readonly T[],
): T | undefined {
  const text = query.get(name);
  return text === null ? undefined : chosen(name, text, choices);
}

/** Words that stand one by one (`a=x&a=y`), or all in one value (`a=x,y`). */
export function queryChoices<T extends string>(
  query: URLSearchParams,
  { name, choices, explode }: { readonly name: string; readonly choices: readonly T[]; readonly explode: boolean },
): readonly T[] {
  const words = explode ? query.getAll(name) : (query.get(name)?.split(",") ?? []);
  return words.filter((word) => word !== "").map((word) => chosen(name, word, choices));
}

function chosen<T extends string>(name: string, text: string, choices: readonly T[]): T {
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) throw badRequest(`${name} must be one of ${choices.join(", ")}, but is ${text}.`);
  return choice;
}

export function queryTime(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  return text === null ? undefined : timeOf(name, text);
}

/** Milliseconds since 1970. */
export function timeOf(name: string, text: string): number {
  if (!hasFormat(text, "date-time")) throw badRequest(`${name} must be a date and time, but is ${text}.`);
  return Date.parse(text);
}

/** OpenAPI 3.1, 4.8.12.3 Style Values, deepObject: `filter[language]=en`. Other keys than these are refused. */
export function queryDeepObject<K extends string>(
  query: URLSearchParams,
  name: string,
  keys: readonly K[],
): ReadonlyMap<K, string> {
  const entries = [...query].filter(([key]) => key === name || key.startsWith(`${name}[`));
  return new Map(
    entries.map(([key, value]) => {
      const property = keys.find((candidate) => key === `${name}[${candidate}]`);
      if (property === undefined)
        throw badRequest(`${key} is not one of ${keys.map((k) => `${name}[${k}]`).join(", ")}.`);
      return [property, value];
    }),
  );
}
