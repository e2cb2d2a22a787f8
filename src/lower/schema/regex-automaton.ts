/** Code points, both ends included. */
export type Range = readonly [first: number, last: number];

/** One place of a pattern that reads a character. */
export interface Position {
  readonly set: readonly Range[];
  /** What may be read next; a place that may be reached in two ways stands here twice. */
  readonly next: number[];
}

interface Fragment {
  readonly canBeEmpty: boolean;
  readonly first: readonly number[];
  readonly last: readonly number[];
}

const empty: Fragment = { canBeEmpty: true, first: [], last: [] };
const end = 0x10ffff;
const digits: readonly Range[] = [[48, 57]];
const words: readonly Range[] = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];
const spaces: readonly Range[] = [
  [9, 13],
  [32, 32],
  [160, 160],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];
const lines: readonly Range[] = [
  [10, 10],
  [13, 13],
  [0x2028, 0x2029],
];
/** What a Unicode property may hold, roughly: all letters and all beyond ASCII. */
const anyProperty: readonly Range[] = [
  [48, 57],
  [65, 90],
  [97, 122],
  [128, end],
];
const controls: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, b: 8, 0: 0 };
/** More repetitions than this are as bad as any number of them. */
const few = 16;

/** The places of a valid pattern and what follows what (Glushkov). Assertions and back references are taken for nothing. */
export function automatonOf(source: string): readonly Position[] {
  const builder = new Builder(source);
  builder.alternatives();
  return builder.positions;
}

class Builder {
  readonly positions: Position[] = [];
  readonly #text: readonly string[];
  #at = 0;

  constructor(source: string) {
    this.#text = [...source];
  }

  alternatives(): Fragment {
    let all = this.#sequence();
    while (this.#skip("|")) {
      const other = this.#sequence();
      all = {
        canBeEmpty: all.canBeEmpty || other.canBeEmpty,
        first: [...all.first, ...other.first],
        last: [...all.last, ...other.last],
      };
    }
    return all;
  }

  #sequence(): Fragment {
    let all = empty;
    while (this.#at < this.#text.length && this.#peek() !== "|" && this.#peek() !== ")") {
      const start = this.#at;
      const item = this.#atom();
      all = this.#joined(all, this.#repeated(item, start));
    }
    return all;
  }

  #joined(a: Fragment, b: Fragment): Fragment {
    this.#connect(a.last, b.first);
    return {
      canBeEmpty: a.canBeEmpty && b.canBeEmpty,
      first: a.canBeEmpty ? [...a.first, ...b.first] : a.first,
      last: b.canBeEmpty ? [...a.last, ...b.last] : b.last,
    };
  }

  #connect(from: readonly number[], to: readonly number[]): void {
    for (const position of from) this.positions[position]?.next.push(...to);
  }

  #repeated(item: Fragment, start: number): Fragment {
    const limits = this.#quantifier();
    if (!limits) return item;
    const [least, most] = limits;
    if (most === 0) return empty;
    if (most > few) this.#connect(item.last, item.first);
    else if (most > 1) return this.#twice(item, start, limits);
    return least === 0 ? { ...item, canBeEmpty: true } : item;
  }

  /** A few repetitions are read as two: `a{2}` or `aa?`. */
  #twice(item: Fragment, start: number, [least, most]: readonly [number, number]): Fragment {
    const after = this.#at;
    this.#at = start;
    const again = this.#atom();
    this.#at = after;
    const both = this.#joined(item, least === most ? again : { ...again, canBeEmpty: true });
    return least === 0 ? { ...both, canBeEmpty: true } : both;
  }

  #quantifier(): readonly [least: number, most: number] | undefined {
    const rest = this.#text.slice(this.#at, this.#at + 24).join("");
    const match = /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/.exec(rest);
    if (!match) return undefined;
    this.#at += match[0].length;
    const [, sign, least = "0", comma, most] = match;
    if (sign !== undefined) return [sign === "+" ? 1 : 0, sign === "?" ? 1 : Number.POSITIVE_INFINITY];
    if (comma === undefined) return [Number(least), Number(least)];
    return [Number(least), most === "" ? Number.POSITIVE_INFINITY : Number(most)];
  }

  #atom(): Fragment {
    const sign = this.#take();
    if (sign === "^" || sign === "$") return empty;
    if (sign === "(") return this.#group();
    if (sign === ".") return this.#position(inverted(lines));
    if (sign === "[") return this.#position(this.#class());
    if (sign !== "\\") return this.#position(single(sign));
    if (/[bB1-9k]/.test(this.#peek())) {
      if (this.#take() === "k") this.#until(">");
      return empty;
    }
    return this.#position(this.#escape());
  }

  #group(): Fragment {
    const isAssertion = /^\?(?:[=!]|<[=!])/.test(this.#text.slice(this.#at, this.#at + 3).join(""));
    if (this.#skip("?")) {
      if (this.#skip("<")) {
        if (!this.#skip("=") && !this.#skip("!")) this.#until(">");
      } else this.#take();
    }
    const inner = this.alternatives();
    this.#skip(")");
    return isAssertion ? empty : inner;
  }

  #position(set: readonly Range[]): Fragment {
    const index = this.positions.push({ set, next: [] }) - 1;
    return { canBeEmpty: false, first: [index], last: [index] };
  }

  #class(): readonly Range[] {
    const isInverted = this.#skip("^");
    const set: Range[] = [];
    while (this.#at < this.#text.length && !this.#skip("]")) {
      const from = this.#classAtom();
      const isRange = this.#peek() === "-" && this.#text[this.#at + 1] !== "]" && from.length === 1;
      const [low] = from;
      if (isRange && low && low[0] === low[1]) {
        this.#take();
        const [high] = this.#classAtom();
        set.push([low[0], high?.[1] ?? low[1]]);
      } else set.push(...from);
    }
    return isInverted ? inverted(set) : set;
  }

  #classAtom(): readonly Range[] {
    const sign = this.#take();
    return sign === "\\" ? this.#escape() : single(sign);
  }

  #escape(): readonly Range[] {
    const sign = this.#take();
    const classes: Readonly<Record<string, readonly Range[]>> = { d: digits, w: words, s: spaces };
    const known = classes[sign.toLowerCase()];
    if (known) return sign === sign.toLowerCase() ? known : inverted(known);
    if ((sign === "p" || sign === "P") && this.#skip("{")) {
      this.#until("}");
      return sign === "p" ? anyProperty : [[0, end]];
    }
    const hex = /^(?:x([\da-f]{2})|u([\da-f]{4})|u\{([\da-f]+)\})/i.exec(
      [sign, ...this.#text.slice(this.#at, this.#at + 10)].join(""),
    );
    if (hex) {
      this.#at += hex[0].length - 1;
      return point(Number.parseInt(hex[1] ?? hex[2] ?? hex[3] ?? "0", 16));
    }
    if (sign === "c") return point((this.#take().codePointAt(0) ?? 0) % 32);
    const control = controls[sign];
    return control === undefined ? single(sign) : point(control);
  }

  #peek(): string {
    return this.#text[this.#at] ?? "";
  }

  #take(): string {
    const sign = this.#peek();
    this.#at += 1;
    return sign;
  }

  #skip(sign: string): boolean {
    if (this.#peek() !== sign) return false;
    this.#at += 1;
    return true;
  }

  #until(sign: string): void {
    while (this.#at < this.#text.length && this.#take() !== sign);
  }
}

function single(sign: string): readonly Range[] {
  return point(sign.codePointAt(0) ?? 0);
}

function point(code: number): readonly Range[] {
  return [[code, code]];
}

function inverted(set: readonly Range[]): readonly Range[] {
  const rest: Range[] = [];
  let next = 0;
  for (const [first, last] of [...set].sort((a, b) => a[0] - b[0])) {
    if (first > next) rest.push([next, first - 1]);
    next = Math.max(next, last + 1);
  }
  if (next <= end) rest.push([next, end]);
  return rest;
}
