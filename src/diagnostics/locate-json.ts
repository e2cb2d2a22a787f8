import { type Span, type Wanted, wantedIndices, wantedTree } from "./span.js";

/**
 * Where pointers' values stand in a JSON text, which is known to be well-formed.
 *
 * A scalar's place is its own; an object or array that is a member has the place of its key, for its own begins with a
 * mere bracket. What a pointer does not find has the place of the nearest thing above it.
 */
export function locateInJson(text: string, paths: readonly (readonly string[])[]): readonly Span[] {
  const spans: Span[] = paths.map(() => ({ start: 0, end: 1 }));
  const scanner = new Scanner(text, spans);
  scanner.value(wantedTree(paths), undefined);
  return spans;
}

const quote = 0x22;
const backslash = 0x5c;
const braceOpen = 0x7b;
const braceClose = 0x7d;
const bracketOpen = 0x5b;
const bracketClose = 0x5d;
const comma = 0x2c;
const colon = 0x3a;

class Scanner {
  readonly #text: string;
  readonly #spans: Span[];
  #at = 0;

  constructor(text: string, spans: Span[]) {
    this.#text = text;
    this.#spans = spans;
  }

  /** Reads one value; `key` is where its key stands. */
  value(wanted: Wanted, key: Span | undefined): void {
    this.#skipSpace();
    const first = this.#text.charCodeAt(this.#at);
    const isContainer = first === braceOpen || first === bracketOpen;
    const start = this.#at;
    if (isContainer) {
      this.#mark(wanted, key ?? { start, end: start + 1 });
      if (wanted.below.size === 0) this.#skipContainer();
      else if (first === braceOpen) this.#members(wanted);
      else this.#items(wanted);
      return;
    }
    this.#skipScalar();
    this.#mark(wanted, { start, end: this.#at });
  }

  #members(wanted: Wanted): void {
    this.#at += 1;
    for (;;) {
      this.#skipSpace();
      const code = this.#text.charCodeAt(this.#at);
      if (code === braceClose || Number.isNaN(code)) break;
      if (code === comma) {
        this.#at += 1;
        continue;
      }
      const start = this.#at;
      this.#skipString();
      const key = { start, end: this.#at };
      this.#skipSpace();
      if (this.#text.charCodeAt(this.#at) === colon) this.#at += 1;
      const next = wanted.below.get(this.#keyText(key));
      if (next === undefined) this.#skipValue();
      else this.value(next, key);
    }
    this.#at += 1;
  }

  #items(wanted: Wanted): void {
    this.#at += 1;
    for (let index = 0; ; ) {
      this.#skipSpace();
      const code = this.#text.charCodeAt(this.#at);
      if (code === bracketClose || Number.isNaN(code)) break;
      if (code === comma) {
        this.#at += 1;
        continue;
      }
      const next = wanted.below.get(String(index));
      if (next === undefined) this.#skipValue();
      else this.value(next, undefined);
      index += 1;
    }
    this.#at += 1;
  }

  /** All below get the place too: what is found later overwrites it, what is not found keeps it. */
  #mark(wanted: Wanted, span: Span): void {
    for (const index of wantedIndices(wanted)) this.#spans[index] = span;
  }

  #keyText(key: Span): string {
    const raw = this.#text.slice(key.start, key.end);
    return raw.includes("\\") ? String(JSON.parse(raw)) : raw.slice(1, -1);
  }

  #skipSpace(): void {
    while (isSpace(this.#text.charCodeAt(this.#at))) this.#at += 1;
  }

  #skipValue(): void {
    this.#skipSpace();
    const first = this.#text.charCodeAt(this.#at);
    if (first === braceOpen || first === bracketOpen) this.#skipContainer();
    else this.#skipScalar();
  }

  #skipScalar(): void {
    if (this.#text.charCodeAt(this.#at) === quote) {
      this.#skipString();
      return;
    }
    while (this.#at < this.#text.length && !endsScalar(this.#text.charCodeAt(this.#at))) this.#at += 1;
  }

  #skipContainer(): void {
    let depth = 0;
    while (this.#at < this.#text.length) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === quote) {
        this.#skipString();
        continue;
      }
      this.#at += 1;
      if (code === braceOpen || code === bracketOpen) depth += 1;
      else if ((code === braceClose || code === bracketClose) && --depth === 0) return;
    }
  }

  #skipString(): void {
    let end = this.#text.indexOf('"', this.#at + 1);
    while (end !== -1 && isEscaped(this.#text, end)) end = this.#text.indexOf('"', end + 1);
    this.#at = end === -1 ? this.#text.length : end + 1;
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0xfeff;
}

function endsScalar(code: number): boolean {
  return code === comma || code === braceClose || code === bracketClose || isSpace(code);
}

function isEscaped(text: string, index: number): boolean {
  let before = index - 1;
  while (text.charCodeAt(before) === backslash) before -= 1;
  return (index - before) % 2 === 0;
}
