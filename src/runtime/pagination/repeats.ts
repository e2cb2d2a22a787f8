/** This many of the latest cursors are compared one by one: nearly all loops are shorter. */
const remembered = 256;

/**
 * Notices a cursor that comes again, in constant memory: at once where it is one of the latest, and after R. P. Brent
 * ("An improved Monte Carlo factorization algorithm", 1980) in the end where the loop is longer.
 */
export class Repeats {
  readonly #latest = new Set<string>();
  #mark: string | undefined;
  #steps = 0;
  #power = 1;

  /** True where the walk has been there before. */
  meets(cursor: string): boolean {
    if (cursor === this.#mark || this.#latest.has(cursor)) return true;
    this.#latest.add(cursor);
    const [oldest] = this.#latest;
    if (this.#latest.size > remembered && oldest !== undefined) this.#latest.delete(oldest);
    this.#steps += 1;
    if (this.#steps === this.#power) {
      this.#mark = cursor;
      this.#power *= 2;
      this.#steps = 0;
    }
    return false;
  }
}
