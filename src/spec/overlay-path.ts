/** JSONPath, RFC 9535: the queries that an overlay's targets are. */

export type Selector =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "index"; readonly index: number }
  | {
      readonly kind: "slice";
      readonly start: number | undefined;
      readonly end: number | undefined;
      readonly step: number;
    }
  | { readonly kind: "all" }
  | { readonly kind: "filter"; readonly test: Test };

export interface Segment {
  /** `..`: of the node and all below it. */
  readonly isDeep: boolean;
  readonly selectors: readonly Selector[];
}

export interface Query {
  /** `$`, or `@` in a filter. */
  readonly from: "root" | "current";
  readonly segments: readonly Segment[];
}

export type Test =
  | { readonly kind: "and" | "or"; readonly tests: readonly Test[] }
  | { readonly kind: "not"; readonly test: Test }
  | { readonly kind: "exists"; readonly query: Query }
  | { readonly kind: "compare"; readonly operator: string; readonly left: Operand; readonly right: Operand }
  | { readonly kind: "regexp"; readonly isWhole: boolean; readonly value: Operand; readonly pattern: Operand };

export type Operand =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "query"; readonly query: Query }
  | { readonly kind: "length"; readonly of: Operand }
  | { readonly kind: "count"; readonly query: Query };

/** The text is no JSONPath, or one of those that are not supported. */
export class PathError extends Error {
  override readonly name = "PathError";
}

/** @throws PathError */
export function parsePath(text: string): Query {
  const parser = new PathParser(text.trim());
  const query = parser.query();
  parser.end();
  if (query.from === "current") throw new PathError("it begins with $");
  return query;
}

class PathParser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  end(): void {
    if (this.#at < this.#text.length) this.#fail("nothing more is expected");
  }

  query(): Query {
    const sign = this.#take(/[$@]/y) ?? this.#fail("$ is expected");
    const segments: Segment[] = [];
    for (;;) {
      const start = this.#at;
      this.#space();
      const isDeep = this.#take(/\.\./y) !== undefined;
      if (this.#take(/\[/y)) segments.push({ isDeep, selectors: this.#selectors() });
      else if (isDeep || this.#take(/\./y)) segments.push({ isDeep, selectors: [this.#shorthand()] });
      else {
        this.#at = start;
        return { from: sign === "$" ? "root" : "current", segments };
      }
    }
  }

  #shorthand(): Selector {
    if (this.#take(/\*/y)) return { kind: "all" };
    // Overlays are written with `-` in names, as in x-extension, though the RFC wants quotes there.
    const name = this.#take(/[A-Za-z_\u0080-\u{10ffff}][\w\u0080-\u{10ffff}-]*/uy);
    return { kind: "name", name: name ?? this.#fail("a name or * is expected") };
  }

  #selectors(): readonly Selector[] {
    const list: Selector[] = [];
    do list.push(this.#selector());
    while (this.#token(/,/y));
    if (!this.#token(/\]/y)) this.#fail("] is expected");
    return list;
  }

  #selector(): Selector {
    this.#space();
    if (this.#take(/\*/y)) return { kind: "all" };
    if (this.#take(/\?/y)) return { kind: "filter", test: this.#or() };
    const name = this.#string();
    if (name !== undefined) return { kind: "name", name };
    const start = this.#integer();
    if (!this.#token(/:/y))
      return { kind: "index", index: start ?? this.#fail("a name, a number, * or ? is expected") };
    const end = this.#integer();
    const step = this.#token(/:/y) ? this.#integer() : undefined;
    return { kind: "slice", start, end, step: step ?? 1 };
  }

  #or(): Test {
    const tests = [this.#and()];
    while (this.#token(/\|\|/y)) tests.push(this.#and());
    return tests.length === 1 && tests[0] ? tests[0] : { kind: "or", tests };
  }

  #and(): Test {
    const tests = [this.#basic()];
    while (this.#token(/&&/y)) tests.push(this.#basic());
    return tests.length === 1 && tests[0] ? tests[0] : { kind: "and", tests };
  }

  #basic(): Test {
    if (this.#token(/!(?!=)/y)) return { kind: "not", test: this.#basic() };
    if (this.#token(/\(/y)) {
      const test = this.#or();
      if (!this.#token(/\)/y)) this.#fail(") is expected");
      return test;
    }
    const regexp = this.#token(/(?:match|search)(?=\()/y);
    if (regexp) {
      const [value, pattern] = this.#pair();
      return { kind: "regexp", isWhole: regexp === "match", value, pattern };
    }
    const left = this.#operand();
    const operator = this.#token(/==|!=|<=|>=|<|>/y);
    if (operator !== undefined) return { kind: "compare", operator, left, right: this.#operand() };
    if (left.kind !== "query") this.#fail("a comparison is expected");
    return { kind: "exists", query: left.query };
  }

  #pair(): readonly [Operand, Operand] {
    this.#token(/\(/y);
    const first = this.#operand();
    if (!this.#token(/,/y)) this.#fail(", is expected");
    const second = this.#operand();
    if (!this.#token(/\)/y)) this.#fail(") is expected");
    return [first, second];
  }

  #operand(): Operand {
    this.#space();
    const text = this.#string();
    if (text !== undefined) return { kind: "literal", value: text };
    const word = this.#take(/(?:true|false|null)\b/y);
    if (word) return { kind: "literal", value: word === "null" ? null : word === "true" };
    const number = this.#take(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (number !== undefined) return { kind: "literal", value: Number(number) };
    const called = this.#take(/(?:length|count|value)\(/y);
    if (called === undefined) return { kind: "query", query: this.query() };
    const of = this.#operand();
    if (!this.#token(/\)/y)) this.#fail(") is expected");
    if (called === "length(") return { kind: "length", of };
    if (of.kind !== "query") return this.#fail("a query is expected");
    return called === "count(" ? { kind: "count", query: of.query } : of;
  }

  #integer(): number | undefined {
    const digits = this.#token(/-?\d+/y);
    return digits === undefined ? undefined : Number(digits);
  }

  #string(): string | undefined {
    const quoted = this.#take(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/y);
    if (quoted === undefined) return undefined;
    const inner = quoted
      .slice(1, -1)
      .replaceAll("\\'", "'")
      .replaceAll(/(^|[^\\])"/g, '$1\\"');
    try {
      return String(JSON.parse(`"${inner}"`));
    } catch {
      return this.#fail("this is no string");
    }
  }

  #space(): void {
    this.#take(/\s+/y);
  }

  #token(pattern: RegExp): string | undefined {
    this.#space();
    return this.#take(pattern);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #fail(expected: string): never {
    const rest = this.#text.slice(this.#at, this.#at + 20);
    throw new PathError(`${expected} ${rest === "" ? "at its end" : `before "${rest}"`}`);
  }
}
