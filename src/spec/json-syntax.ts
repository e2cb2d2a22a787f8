/** RFC 8259, https://www.rfc-editor.org/rfc/rfc8259: where a text that is nearly JSON departs from it. */

/** What is wrong with a text, and where. */
export interface JsonProblem {
  readonly reason: string;
  readonly offset: number;
}

/**
 * The text without comments and without commas before a closing bracket, which people add and RFC 8259 does not know;
 * blanks stand for them, so that everything keeps its place. Undefined where there are none. Read by one walk, in time
 * that is the text's length: what does not end (a string, a comment) ends the walk.
 */
export function withoutExtras(text: string): string | undefined {
  const extras: (readonly [start: number, end: number])[] = [];
  let comma: number | undefined;
  let end: number | undefined;
  for (let at = 0; at < text.length; at = end) {
    const sign = text[at] ?? "";
    end = sign === '"' ? endOfString(text, at) : sign === "/" ? endOfComment(text, at) : at + 1;
    if (end === undefined) break;
    if (sign === "/" && end > at + 1) extras.push([at, end]);
    else if (sign.trim() !== "") {
      if ((sign === "}" || sign === "]") && comma !== undefined) extras.push([comma, comma + 1]);
      comma = sign === "," ? at : undefined;
    }
  }
  return extras.length === 0 ? undefined : blanked(text, extras);
}

function blanked(text: string, extras: readonly (readonly [start: number, end: number])[]): string {
  let from = 0;
  const pieces: string[] = [];
  for (const [start, end] of [...extras].sort(([a], [b]) => a - b)) {
    pieces.push(text.slice(from, start), text.slice(start, end).replace(/\S/g, " "));
    from = end;
  }
  return [...pieces, text.slice(from)].join("");
}

/** Behind the quote that ends a string. By hand: a pattern with a choice in it takes some of the stack for each character. */
function endOfString(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at += text[at] === "\\" ? 2 : 1) if (text[at] === '"') return at + 1;
  return undefined;
}

/** Of a slash that begins none, the next character. */
function endOfComment(text: string, start: number): number | undefined {
  const next = text[start + 1];
  if (next !== "/" && next !== "*") return start + 1;
  const end = text.indexOf(next === "/" ? "\n" : "*/", start + 2);
  if (end < 0) return next === "/" ? text.length : undefined;
  return next === "/" ? end : end + 2;
}

/** Whether a text is meant to be JSON, rather than YAML that begins with a bracket. */
export function isJsonLike(text: string): boolean {
  return /^\s*(?:\{\s*(?:"|\}|$|\/)|\[)/.test(text);
}

/** The first thing that is wrong with a text that `JSON.parse` refuses. */
export function findJsonProblem(text: string): JsonProblem {
  return new JsonReader(text).findProblem();
}

type Expectation = "value" | "value or ]" | "key" | "key or }" | "colon" | "comma or }" | "comma or ]" | "end";

const expected: Readonly<Record<Expectation, string>> = {
  value: "a value is expected here",
  "value or ]": "a value or ] is expected here",
  key: "a key in double quotes is expected here",
  "key or }": "a key in double quotes or } is expected here",
  colon: ": is expected here, between key and value",
  "comma or }": ", or } is expected here",
  "comma or ]": ", or ] is expected here",
  end: "nothing more is expected here",
};

const scalar = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)(?![\w.+-])/y;
const escapeSequence = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

class JsonReader {
  readonly #text: string;
  readonly #open: ("{" | "[")[] = [];
  #at = 0;
  #expectation: Expectation = "value";

  constructor(text: string) {
    this.#text = text;
  }

  findProblem(): JsonProblem {
    for (;;) {
      this.#skip(/\s*/y);
      if (this.#at >= this.#text.length) return this.#atEnd();
      if (!this.#step()) return { reason: this.#describe(), offset: this.#at };
    }
  }

  /** Reads one token; false where it is not an expected one. */
  #step(): boolean {
    const character = this.#text[this.#at] ?? "";
    const expectation = this.#expectation;
    if (character === "}" || character === "]") return this.#close(character);
    if (expectation === "colon") return this.#punctuation(":", "value");
    if (expectation === "comma or }") return this.#punctuation(",", "key");
    if (expectation === "comma or ]") return this.#punctuation(",", "value");
    if (expectation === "end") return false;
    if (expectation === "key" || expectation === "key or }") return this.#skipString() && this.#expect("colon");
    if (character === "{" || character === "[") return this.#enter(character);
    return (this.#skipString() || this.#skip(scalar)) && this.#afterValue();
  }

  #enter(bracket: "{" | "["): boolean {
    this.#open.push(bracket);
    this.#at += 1;
    return this.#expect(bracket === "{" ? "key or }" : "value or ]");
  }

  #close(bracket: string): boolean {
    const isFitting = this.#expectation.endsWith(`or ${bracket}`);
    if (!isFitting) return false;
    this.#open.pop();
    this.#at += 1;
    return this.#afterValue();
  }

  #afterValue(): boolean {
    const holder = this.#open.at(-1);
    if (holder === undefined) return this.#expect("end");
    return this.#expect(holder === "{" ? "comma or }" : "comma or ]");
  }

  #punctuation(wanted: string, next: Expectation): boolean {
    return this.#text[this.#at] === wanted && this.#expect(next, 1);
  }

  #expect(next: Expectation, length = 0): boolean {
    this.#at += length;
    this.#expectation = next;
    return true;
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.#text)) return false;
    this.#at = pattern.lastIndex;
    return true;
  }

  /** RFC 8259, 7: control characters must be escaped. */
  #skipString(): boolean {
    const start = this.#at;
    const end = this.#text[start] === '"' ? endOfString(this.#text, start) : undefined;
    for (this.#at += 1; end !== undefined && this.#at < end - 1; ) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 0x5c ? this.#skip(escapeSequence) : code >= 0x20) this.#at += code === 0x5c ? 0 : 1;
      else break;
    }
    const isWhole = end !== undefined && this.#at === end - 1;
    this.#at = isWhole ? end : start;
    return isWhole;
  }

  #describe(): string {
    const isString = this.#text[this.#at] === '"' && /^(?:value|key)/.test(this.#expectation);
    return isString
      ? "this string does not end, or holds a character that must be escaped"
      : expected[this.#expectation];
  }

  #atEnd(): JsonProblem {
    const bracket = this.#open.at(-1) === "[" ? "]" : "}";
    return { reason: `the text ends where ${bracket} is still missing`, offset: this.#text.trimEnd().length - 1 };
  }
}
