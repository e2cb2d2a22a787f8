// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** WHATWG URL, 5.1 application/x-www-form-urlencoded parsing: https://url.spec.whatwg.org/#urlencoded-parsing */
import type { SchemaThunk } from "../contract.js";
import { validateValue } from "../validate.js";

/**
 * A form as an object. A form knows only text: a member that the schema refuses as text is read as the number, boolean
 * or JSON that it looks like.
 */
export function readForm(text: string, schema: SchemaThunk | undefined): unknown {
  const form = formMembers(text);
  const verdict = validateValue(schema, form, "lenient");
  if (verdict.kind !== "invalid") return form;
  const refused = new Set(verdict.issues.map(({ path }) => path[0]));
  return Object.fromEntries(Object.entries(form).map(([key, value]) => [key, refused.has(key) ? typed(value) : value]));
}

/** A name that comes more than once has a list. */
function formMembers(text: string): Readonly<Record<string, string | readonly string[]>> {
  const params = new URLSearchParams(text);
  const names = new Set<string>();
  // Not `keys()`: DOM's types know it only together with those of iterables.
  params.forEach((_value, name) => {
    names.add(name);
  });
  return Object.fromEntries(
    [...names].map((name) => {
      const [only = "", ...others] = params.getAll(name);
      return [name, others.length === 0 ? only : [only, ...others]];
    }),
  );
}

function typed(value: string | readonly string[]): unknown {
  if (typeof value !== "string") return value.map(typed);
  if (!/^(?:-?\d|true$|false$|null$|[{[])/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    // It only looked like JSON: the schema says what is wrong with the text.
    return value;
  }
}
