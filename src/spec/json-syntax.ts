/** RFC 8259, https://www.rfc-editor.org/rfc/rfc8259: where a text that is nearly JSON departs from it. */

/** What is wrong with a text, and where. */
export interface JsonProblem {
  readonly reason: string;
  readonly offset: number;
}

/**
 * The text without comments and without commas before a closing bracket, which people add and RFC 8259 does not know;
 * blanks stand for them, so that everything keeps its place. Undefined where there are none.
 */
export function withoutExtras(text: string): string | undefined {
  // A string is matched so that nothing inside of it is.
  const tokens =
    /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|,(?=(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*[}\]])/g;
  const result = text.replace(tokens, (token) => (token.startsWith('"') ? token : token.replace(/[^\s]/g, " ")));
  return result === text ? undefined : result;
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
// RFC 8259, 7: control characters must be escaped.
const string = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy;

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
    if (expectation === "key" || expectation === "key or }") return this.#skip(string) && this.#expect("colon");
    if (character === "{" || character === "[") return this.#enter(character);
    return (this.#skip(string) || this.#skip(scalar)) && this.#afterValue();
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
