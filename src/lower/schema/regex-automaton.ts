import { type AST, RegExpParser } from "@eslint-community/regexpp";
import { type Range, rangesOf } from "./regex-characters.js";

/** One place of a pattern that reads a character. */
export interface Position {
  readonly set: readonly Range[];
  /** What may be read next; a place that may be reached in two ways stands here twice. */
  readonly next: number[];
  /** Whether the pattern fits once this was read, whatever follows: then no other way is ever tried. */
  canBeLast: boolean;
}

interface Fragment {
  readonly canBeEmpty: boolean;
  readonly first: readonly number[];
  readonly last: readonly number[];
  /** Whether it fits without a look at the text; an assertion is empty, and looks. */
  readonly fitsNothing: boolean;
  /** Those of `last` behind which nothing more is looked at. */
  readonly free: readonly number[];
}

const empty: Fragment = { canBeEmpty: true, first: [], last: [], fitsNothing: true, free: [] };
const assertion: Fragment = { ...empty, fitsNothing: false };
/** More repetitions than this are as bad as any number of them. */
const few = 16;
/** Larger automata are not made: `(?:(?:a{2}){2}){2}` and so on doubles with every pair of brackets. */
const maxPositions = 400;
const maxEdges = 1_000_000;

/** The places of a pattern and what follows what (Glushkov); undefined where it is too large. Assertions and back references are taken for nothing. */
export function automatonOf(source: string, flags: string): readonly Position[] | undefined {
  const parser = new RegExpParser({ ecmaVersion: 2025 });
  const { alternatives } = parser.parsePattern(source, 0, source.length, { unicode: flags.includes("u") });
  return new Builder().build(alternatives);
}

class Builder {
  readonly #positions: Position[] = [];
  #edges = 0;

  build(alternatives: readonly AST.Alternative[]): readonly Position[] | undefined {
    this.#whole(alternatives);
    return this.#isTooLarge() ? undefined : this.#positions;
  }

  #isTooLarge(): boolean {
    return this.#positions.length > maxPositions || this.#edges > maxEdges;
  }

  #whole(alternatives: readonly AST.Alternative[]): void {
    for (const index of this.#choice(alternatives).free) {
      const position = this.#positions[index];
      if (position) position.canBeLast = true;
    }
  }

  #choice(alternatives: readonly AST.Alternative[]): Fragment {
    const all = alternatives.map(({ elements }) =>
      elements.reduce((before, element) => this.#joined(before, this.#element(element)), empty),
    );
    return {
      canBeEmpty: all.some(({ canBeEmpty }) => canBeEmpty),
      first: all.flatMap(({ first }) => first),
      last: all.flatMap(({ last }) => last),
      fitsNothing: all.some(({ fitsNothing }) => fitsNothing),
      free: all.flatMap(({ free }) => free),
    };
  }

  #joined(a: Fragment, b: Fragment): Fragment {
    this.#connect(a.last, b.first);
    return {
      canBeEmpty: a.canBeEmpty && b.canBeEmpty,
      first: a.canBeEmpty ? [...a.first, ...b.first] : a.first,
      last: b.canBeEmpty ? [...a.last, ...b.last] : b.last,
      fitsNothing: a.fitsNothing && b.fitsNothing,
      free: b.fitsNothing ? [...a.free, ...b.free] : b.free,
    };
  }

  #connect(from: readonly number[], to: readonly number[]): void {
    this.#edges += from.length * to.length;
    if (this.#isTooLarge()) return;
    for (const position of from) this.#positions[position]?.next.push(...to);
  }

  #element(element: AST.Element): Fragment {
    if (this.#isTooLarge()) return empty;
    switch (element.type) {
      case "Quantifier":
        return this.#repeated(element);
      case "Group":
      case "CapturingGroup":
        return this.#choice(element.alternatives);
      case "Assertion":
        // What looks behind is matched from its end: there, what is last has no meaning.
        if (element.kind === "lookahead") this.#whole(element.alternatives);
        if (element.kind === "lookbehind") this.#choice(element.alternatives);
        return assertion;
      case "Character":
      case "CharacterSet":
      case "CharacterClass":
        return this.#position(rangesOf(element));
      default:
        return assertion;
    }
  }

  #repeated({ element, min, max }: AST.Quantifier): Fragment {
    if (max === 0) return empty;
    const once = this.#element(element);
    if (max > few) this.#connect(once.last, once.first);
    // A few repetitions are read as two: `a{2}` or `aa?`; many that must come as `a+a`.
    const again = (max > 1 && max <= few) || min > few ? this.#element(element) : undefined;
    const all = again ? this.#joined(once, min === max || min > few ? again : optional(again)) : once;
    return min === 0 ? optional(all) : all;
  }

  #position(set: readonly Range[]): Fragment {
    const index = this.#positions.push({ set, next: [], canBeLast: false }) - 1;
    return { canBeEmpty: false, first: [index], last: [index], fitsNothing: false, free: [index] };
  }
}

function optional(fragment: Fragment): Fragment {
  return { ...fragment, canBeEmpty: true, fitsNothing: true };
}
