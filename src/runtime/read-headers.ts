/** OpenAPI 3.2, 4.12.3 Style Values: a header has `simple` style, or JSON where it has `content`. */
import type { ReadHeaders, TypedValues } from "./contract.js";
import { validateValue } from "./validate.js";

/**
 * Reads declared headers: each is the first of its possible readings that its schema accepts, or nearly accepts, as an enum
 * that has grown. Undefined where none does; `headers.get(name)` has the text.
 */
export const readHeaders: ReadHeaders = (fields, headers, values) => {
  const found: Record<string, unknown> = {};
  for (const [name, { schema, delimiter }] of Object.entries(fields)) {
    const text = headers.get(name);
    if (text === undefined) continue;
    const value = schema === undefined ? text : firstFit(readingsOf(text, delimiter), schema, values);
    // Not an assignment: a header may be called `__proto__`.
    if (value !== undefined) Object.defineProperty(found, name, { value, enumerable: true });
  }
  return found;
};

function firstFit(readings: readonly unknown[], schema: () => unknown, values: TypedValues | undefined): unknown {
  for (const mode of ["strict", "lenient"] as const) {
    for (const reading of readings) {
      const verdict = validateValue(schema, reading, mode, values);
      if (verdict.kind !== "invalid") return verdict.value;
    }
  }
  return undefined;
}

function readingsOf(text: string, delimiter = ","): readonly unknown[] {
  const texts = text.split(delimiter).map((item) => item.trim());
  const values = texts.map(scalarOf);
  return [
    ...longInteger(text),
    scalarOf(text),
    text,
    values,
    texts,
    recordOf(texts, scalarOf),
    recordOf(texts, String),
    ...json(text),
  ];
}

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function scalarOf(text: string): unknown {
  if (number.test(text)) return Number(text);
  return text === "true" || text === "false" ? text === "true" : text;
}

/** For schemas that ask for bigint. */
function longInteger(text: string): readonly bigint[] {
  return /^-?\d{16,}$/.test(text) ? [BigInt(text)] : [];
}

/** `a=1,b=2` exploded, `a,1,b,2` otherwise. */
function recordOf(texts: readonly string[], read: (text: string) => unknown): unknown {
  const isExploded = texts.every((item) => item.includes("="));
  const pairs = isExploded
    ? texts.map((item) => [item.slice(0, item.indexOf("=")), item.slice(item.indexOf("=") + 1)] as const)
    : texts.flatMap((item, index) => (index % 2 === 0 ? [[item, texts[index + 1] ?? ""] as const] : []));
  return Object.fromEntries(pairs.map(([key, item]) => [key, read(item)]));
}

function json(text: string): readonly unknown[] {
  if (!/^[[{"]/.test(text)) return [];
  try {
    return [JSON.parse(text)];
  } catch {
    // It only looked like JSON: there are other readings.
    return [];
  }
}
