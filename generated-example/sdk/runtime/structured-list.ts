// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/**
 * The part of RFC 9651 (Structured Field Values) that the RateLimit fields need: a list of items with parameters,
 * https://www.rfc-editor.org/rfc/rfc9651#name-lists
 */

export type BareItem = string | number | boolean | Uint8Array;

export interface ListMember {
  readonly value: BareItem;
  readonly params: ReadonlyMap<string, BareItem>;
}

/** Undefined where the text is no such list. */
export function parseStructuredList(text: string): readonly ListMember[] | undefined {
  const scanner = new Scanner(text);
  const members: ListMember[] = [];
  for (;;) {
    const member = readMember(scanner);
    if (member === undefined) return undefined;
    members.push(member);
    if (scanner.isAtEnd()) return members;
    if (scanner.take(/[ \t]*,[ \t]*/y) === undefined) return undefined;
  }
}

class Scanner {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text.trim();
  }

  isAtEnd(): boolean {
    return this.#position >= this.#text.length;
  }

  /** What the sticky pattern matches here; undefined where it doesn't. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#position += found.length;
    return found;
  }
}

function readMember(scanner: Scanner): ListMember | undefined {
  const value = readBareItem(scanner);
  if (value === undefined) return undefined;
  const params = new Map<string, BareItem>();
  while (scanner.take(/; */y) !== undefined) {
    const name = scanner.take(/[a-z*][a-z0-9_.*-]*/y);
    if (name === undefined) return undefined;
    const param = scanner.take(/=/y) === undefined ? true : readBareItem(scanner);
    if (param === undefined) return undefined;
    params.set(name, param);
  }
  return { value, params };
}

function readBareItem(scanner: Scanner): BareItem | undefined {
  const number = scanner.take(/-?\d{1,15}(?:\.\d{1,3})?/y);
  if (number !== undefined) return Number(number);
  const string = scanner.take(/"(?:[ !#-[\]-~]|\\["\\])*"/y);
  if (string !== undefined) return string.slice(1, -1).replace(/\\(["\\])/g, "$1");
  const bytes = scanner.take(/:[A-Za-z0-9+/=]*:/y);
  if (bytes !== undefined) return decodeBase64(bytes.slice(1, -1));
  const flag = scanner.take(/\?[01]/y);
  if (flag !== undefined) return flag === "?1";
  return scanner.take(/[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]*/y);
}

function decodeBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    // Not base64: then the field is none.
    return undefined;
  }
}
