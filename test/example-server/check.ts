import { invalid } from "./problem.js";

/** Something that is wrong with a value of a request's body. */
export interface FieldError {
  /** A JSON pointer (RFC 6901) into the body. */
  readonly pointer: string;
  readonly detail: string;
}

/** Says what is wrong with a value; nothing, if it is a `T`. */
export type Check<T = unknown> = ((value: unknown, pointer: string) => readonly FieldError[]) & {
  /** Never there: it carries the type. */
  readonly accepts?: T;
};

/**
 * The value, now that it is known to be right.
 *
 * @throws HttpProblem with status 422 and everything that is wrong.
 */
export function valid<T>(check: Check<T>, value: unknown): T {
  const errors = check(value, "");
  if (errors.length > 0) throw invalid(errors);
  // The check has just said that it is one.
  return value as T;
}

const formats = {
  email: { test: (text: string) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text), detail: "must be an e-mail address" },
  uri: { test: (text: string) => URL.canParse(text), detail: "must be a URL" },
  "date-time": {
    test: (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.test(text) && dateExists(text),
    detail: "must be a date and time such as 2026-01-31T09:00:00Z",
  },
} as const;

function dateExists(text: string): boolean {
  return !Number.isNaN(Date.parse(text));
}

export type Format = keyof typeof formats;

export function hasFormat(text: string, format: Format): boolean {
  return formats[format].test(text);
}

export interface TextRules {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
  readonly format?: Format;
}

export function text(rules: TextRules = {}): Check<string> {
  return (value, pointer) => {
    if (typeof value !== "string") return [{ pointer, detail: "must be a string" }];
    // JSON Schema counts characters, not UTF-16 units.
    const length = [...value].length;
    if (length < (rules.min ?? 0))
      return [{ pointer, detail: length === 0 ? "must not be empty" : `must have at least ${rules.min} characters` }];
    if (length > (rules.max ?? Infinity)) return [{ pointer, detail: `must have at most ${rules.max} characters` }];
    if (rules.pattern?.test(value) === false) return [{ pointer, detail: `must match ${rules.pattern.source}` }];
    if (rules.format !== undefined && !hasFormat(value, rules.format)) {
      return [{ pointer, detail: formats[rules.format].detail }];
    }
    return [];
  };
}

export function integer(rules: { readonly min?: number; readonly max?: number } = {}): Check<number> {
  return (value, pointer) => {
    if (!Number.isInteger(value)) return [{ pointer, detail: "must be a whole number" }];
    if (Number(value) < (rules.min ?? -Infinity)) return [{ pointer, detail: `must be at least ${rules.min}` }];
    if (Number(value) > (rules.max ?? Infinity)) return [{ pointer, detail: `must be at most ${rules.max}` }];
    return [];
  };
}

export const flag: Check<boolean> = (value, pointer) =>
  typeof value === "boolean" ? [] : [{ pointer, detail: "must be true or false" }];

export function oneOf<T extends string>(choices: readonly T[]): Check<T> {
  return (value, pointer) =>
    choices.some((choice) => choice === value) ? [] : [{ pointer, detail: `must be one of ${choices.join(", ")}` }];
}

export function nullable<T>(check: Check<T>): Check<T | null> {
  return (value, pointer) => (value === null ? [] : check(value, pointer));
}

export interface ListRules {
  readonly min?: number;
  readonly max?: number;
  readonly unique?: boolean;
}

export function list<T>(item: Check<T>, rules: ListRules = {}): Check<readonly T[]> {
  return (value, pointer) => {
    if (!Array.isArray(value)) return [{ pointer, detail: "must be an array" }];
    if (value.length < (rules.min ?? 0)) return [{ pointer, detail: `must have at least ${rules.min} items` }];
    if (value.length > (rules.max ?? Infinity)) return [{ pointer, detail: `must have at most ${rules.max} items` }];
    if (rules.unique && new Set(value).size < value.length) return [{ pointer, detail: "must not repeat an item" }];
    return value.flatMap((entry, index) => item(entry, `${pointer}/${index}`));
  };
}

export interface Properties {
  readonly required?: Readonly<Record<string, Check>>;
  readonly optional?: Readonly<Record<string, Check>>;
}

/** An object with these properties; others are ignored, or refused where it is `closed`. */
export function shape<T>({ required = {}, optional = {} }: Properties, openness: "open" | "closed" = "open"): Check<T> {
  const known = new Map(Object.entries({ ...optional, ...required }));
  return (value, pointer) => {
    if (!isObject(value)) return [{ pointer, detail: "must be an object" }];
    const missing = Object.keys(required).filter((name) => !Object.hasOwn(value, name));
    return [
      ...missing.map((name) => ({ pointer: `${pointer}/${name}`, detail: "is missing" })),
      ...Object.entries(value).flatMap(([name, entry]) => {
        const check = known.get(name);
        if (check !== undefined) return check(entry, `${pointer}/${name}`);
        return openness === "closed" ? [{ pointer: `${pointer}/${name}`, detail: "is not a known property" }] : [];
      }),
    ];
  };
}

/** An object with at least one property: there must be something to change. */
export function someOf<T>(check: Check<T>): Check<T> {
  return (value, pointer) =>
    isObject(value) && Object.keys(value).length === 0
      ? [{ pointer, detail: "must change something" }]
      : check(value, pointer);
}

/** An object whose `type` says which of these it is. */
export function tagged<T>(variants: Readonly<Record<string, Check>>): Check<T> {
  const tag = oneOf(Object.keys(variants));
  return (value, pointer) => {
    if (!isObject(value)) return [{ pointer, detail: "must be an object" }];
    const wrong = tag(value.type, `${pointer}/type`);
    if (wrong.length > 0) return wrong;
    return new Map(Object.entries(variants)).get(String(value.type))?.(value, pointer) ?? [];
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
