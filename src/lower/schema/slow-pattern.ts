import { automatonOf, type Position } from "./regex-automaton.js";

/** Longer patterns are not examined. */
const maxLength = 2_000;
/** Steps of the search; some tens of milliseconds. */
const maxSteps = 300_000;

/**
 * Whether a backtracking matcher may need time exponential in the text's length: some text leads from a place of the
 * pattern back to it in two ways (`(a+)+$`, `(a|a)*$`, `(\w+\s?)*$`), so that each further round doubles the ways to try,
 * and what follows may fail, so that they are tried.
 * Decided on the pattern's automaton; nothing is matched. It does not see what is polynomial (`\d*\d*\d*x`), what only an
 * assertion or a back reference makes ambiguous, and patterns that are very long. `source` must be valid with `flags`.
 */
export function isExponential(source: string, flags: string): boolean {
  if (source.length > maxLength || !/[*+}]/.test(source)) return false;
  const positions = automatonOf(source, flags);
  if (!positions) return false;
  const search = new Search(positions);
  return positions.some(({ canBeLast }, start) => !canBeLast && search.leadsBackTwice(start));
}

class Search {
  readonly #positions: readonly Position[];
  #steps = 0;

  constructor(positions: readonly Position[]) {
    this.#positions = positions;
  }

  /** Both of a pair read the same text; one that has parted counts as parted for ever. */
  leadsBackTwice(start: number): boolean {
    const size = this.#positions.length;
    const seen = new Set<number>();
    const open: (readonly [left: number, right: number, parted: boolean])[] = [[start, start, false]];
    for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
      const [left, right, parted] = pair;
      for (const [a, b, isOther] of this.#pairs(left, right)) {
        this.#steps += 1;
        if (this.#steps > maxSteps) return false;
        const apart = parted || isOther;
        if (apart && a === start && b === start) return true;
        const key = (a * size + b) * 2 + Number(apart);
        if (seen.has(key)) continue;
        seen.add(key);
        open.push([a, b, apart]);
      }
    }
    return false;
  }

  *#pairs(left: number, right: number): Generator<readonly [number, number, boolean]> {
    const [one, other] = [this.#positions[left]?.next ?? [], this.#positions[right]?.next ?? []];
    for (const [i, a] of one.entries())
      for (const [j, b] of other.entries()) if (this.#overlap(a, b)) yield [a, b, left !== right || i !== j];
  }

  #overlap(a: number, b: number): boolean {
    if (a === b) return true;
    const [one, other] = [this.#positions[a]?.set ?? [], this.#positions[b]?.set ?? []];
    return one.some(([low, high]) => other.some(([first, last]) => low <= last && first <= high));
  }
}
