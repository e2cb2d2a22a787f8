/** RFC 6901 JSON pointers, https://www.rfc-editor.org/rfc/rfc6901, and the places that they name. */

declare const jsonPointerBrand: unique symbol;

/** An RFC 6901 pointer in its plain form: `""` is the whole document, `/paths/~1pets` a member. No leading `#`. */
export type JsonPointer = string & { readonly [jsonPointerBrand]: true };

/** A place in what the author wrote: the file or URL, and where in it. */
export interface Origin {
  readonly source: string;
  readonly pointer: JsonPointer;
  /** Index into the text, where the place has no pointer: the text does not parse, or a key stands there twice. */
  readonly offset?: number;
}

/** An origin with its place in the text. Line and column are 1-based; the column counts UTF-16 units. */
export interface Location extends Origin {
  readonly line: number;
  readonly column: number;
  /** Length in UTF-16 units of the value on its first line, at least 1: what a code frame underlines. */
  readonly length: number;
  /** The whole line. */
  readonly lineText: string;
}

/** The whole document. */
export const rootPointer: JsonPointer = toPointer("");

/** The pointer of a member of what `pointer` names: tokens are escaped. */
export function childPointer(pointer: JsonPointer, ...tokens: readonly (string | number)[]): JsonPointer {
  let text: string = pointer;
  for (const token of tokens) text += `/${typeof token === "number" ? token : escapeToken(token)}`;
  return toPointer(text);
}

/** The unescaped tokens: `/a~1b/0` gives `["a/b", "0"]`. */
export function pointerTokens(pointer: JsonPointer): readonly string[] {
  if (pointer === "") return [];
  return pointer.slice(1).split("/").map(unescapeToken);
}

/** What a pointer stands in: `/a/b` gives `/a`; the root gives itself. */
export function parentPointer(pointer: JsonPointer): JsonPointer {
  return toPointer(pointer.slice(0, Math.max(0, pointer.lastIndexOf("/"))));
}

/** A pointer from text that is known to be one: `""` or text that begins with `/`. */
export function toPointer(text: string): JsonPointer {
  // The brand has no run-time part; every pointer is made here.
  return text as JsonPointer;
}

function escapeToken(token: string): string {
  if (!token.includes("~") && !token.includes("/")) return token;
  return token.replaceAll("~", "~0").replaceAll("/", "~1");
}

function unescapeToken(token: string): string {
  return token.includes("~") ? token.replaceAll("~1", "/").replaceAll("~0", "~") : token;
}
