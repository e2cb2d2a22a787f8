/**
 * The first of the three doors for text from a document: a value becomes a JavaScript literal that means exactly it.
 */

/** What can be written as a literal. Wider than JSON: descriptors may hold `undefined` (left out) and bigint. */
export type LiteralValue =
  | string
  | number
  | boolean
  | bigint
  | null
  | undefined
  | readonly LiteralValue[]
  | { readonly [key: string]: LiteralValue };

// Line terminators of ECMAScript that JSON allows in strings, byte order marks, and the bidirectional controls with which
// source can be made to read differently from what it says (CVE-2021-42574).
const unsafeInSource = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

// Printable ASCII without any character that is looked for below: nearly all that documents have.
const plain = /^[ !#-.0-;=-[\]-~]*$/;

/** A string literal in double quotes; every character that an editor would not show as itself is escaped. */
export function stringLiteral(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  // JSON.stringify escapes quotes, backslashes, C0 controls and unpaired surrogates (ECMA-262 25.5.2.3).
  return (
    showHidden(JSON.stringify(text))
      // A script element that holds the code would end here, or a tool would take it for a directive: some look for
      // `//# sourceMappingURL` and its older and longer forms wherever it stands.
      .replaceAll("</", "<\\/")
      .replace(/\/([/*])(?=[#@])/g, "/\\$1")
  );
}

/** JSON, a member a line, in which every character shows. */
export function jsonText(value: LiteralValue): string {
  return `${showHidden(JSON.stringify(value, null, 2))}\n`;
}

/** Of JSON: what an editor would not show as itself stands in strings alone. */
function showHidden(json: string): string {
  return json.replace(unsafeInSource, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** A number literal that keeps -0 and writes what is not finite as an expression. */
export function numberLiteral(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

const identifierPattern = /^[A-Za-z_$][A-Za-z0-9_$]*$/;
const indexPattern = /^(?:0|[1-9]\d{0,8})$/;

/** A key of an object literal. `__proto__` must be computed: `{ "__proto__": x }` would set the prototype. */
export function objectKey(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return identifierPattern.test(name) || indexPattern.test(name) ? name : stringLiteral(name);
}

/** Keys of what we write ourselves come again and again. */
const starts = new Map<string, string>();
/** Those of documents are of all kinds: few are kept, and no long ones. */
const maxStarts = 1_000;
const longestStart = 100;

/** `key: ` of an object literal. */
export function propertyStart(name: string): string {
  const known = starts.get(name);
  if (known !== undefined) return known;
  const start = `${objectKey(name)}: `;
  if (starts.size < maxStarts && name.length <= longestStart) starts.set(name, start);
  return start;
}

/** A key of an interface or a type literal, where `__proto__` is an ordinary name. */
export function typeKey(name: string): string {
  return identifierPattern.test(name) || indexPattern.test(name) ? name : stringLiteral(name);
}
