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
  const key = `${flags}/${source}`;
  const known = answers.get(key);
  if (known !== undefined) return known;
  const answer = isFound(source, flags);
  if (answers.size >= maxAnswers) answers.clear();
  answers.set(key, answer);
  return answer;
}

/** Documents repeat their patterns: a date's stands at every property that is one. */
const answers = new Map<string, boolean>();
/** A process that lives long keeps few. */
const maxAnswers = 1_000;

function isFound(source: string, flags: string): boolean {
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
      const others = this.#next(right);
      for (const [i, a] of this.#next(left).entries()) {
        for (const [j, b] of others.entries()) {
          if (!this.#overlap(a, b)) continue;
          this.#steps += 1;
          if (this.#steps > maxSteps) return false;
          const apart = parted || left !== right || i !== j;
          if (apart && a === start && b === start) return true;
          const key = (a * size + b) * 2 + Number(apart);
          if (seen.has(key)) continue;
          seen.add(key);
          open.push([a, b, apart]);
        }
      }
    }
    return false;
  }

  #next(position: number): readonly number[] {
    return this.#positions[position]?.next ?? [];
  }

  #overlap(a: number, b: number): boolean {
    if (a === b) return true;
    const [one, other] = [this.#positions[a]?.set ?? [], this.#positions[b]?.set ?? []];
    return one.some(([low, high]) => other.some(([first, last]) => low <= last && first <= high));
  }
}
