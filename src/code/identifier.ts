/**
 * The second door for text from a document: a name in code. Made only here, so that whoever holds an `Identifier` may
 * print it as it is.
 */

/** A valid ECMAScript binding name; ASCII only, so that no two of them look alike. */
export class Identifier {
  readonly #text: string;

  /** @throws RangeError when `text` is no identifier or a reserved word: a mistake of ours, not of the document. */
  constructor(text: string, place: "binding" | "member" = "binding") {
    const valid = place === "binding" ? isIdentifier(text) : namePattern.test(text);
    if (!valid) throw new RangeError(`"${text}" is not an identifier`);
    this.#text = text;
  }

  /** A name behind a dot, where reserved words are as good as others: `z.null`. */
  static member(text: string): Identifier {
    return new Identifier(text, "member");
  }

  get text(): string {
    return this.#text;
  }

  static is(value: unknown): value is Identifier {
    return typeof value === "object" && value !== null && #text in value;
  }
}

/** True for what may name a `const`, a function or a type. */
export function isIdentifier(text: string): boolean {
  return namePattern.test(text) && !reservedWords.has(text);
}

const namePattern = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

// ECMA-262 12.7.2 (strict and module code), the names that strict code may not bind, TypeScript's predefined types, and
// what a compiler to CommonJS keeps for itself.
const reservedWords: ReadonlySet<string> = new Set(
  (
    "arguments as any async await boolean break case catch class const constructor continue debugger default delete do " +
    "else enum eval export exports extends false finally for from function get globalThis if implements import in Infinity " +
    "instanceof interface let NaN never new null number object of package private protected public require return set " +
    "static string super switch symbol this throw true try type typeof undefined unknown var void while with yield bigint"
  ).split(" "),
);

/** Each has been looked at once: an SDK has tens of thousands of them, and they are few. */
const accesses = new Map<string, string>();

/** A member behind its dot. The name is one of ours: they are remembered. */
export function memberAccess(name: string): string {
  let known = accesses.get(name);
  if (known === undefined) {
    known = `.${Identifier.member(name).text}`;
    accesses.set(name, known);
  }
  return known;
}
