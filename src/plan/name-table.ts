import { Identifier, isIdentifier } from "../code/identifier.js";

/** The names of one scope: each is given once. */
export class NameTable {
  readonly #taken: Set<string>;

  constructor(reserved: Iterable<string> = []) {
    this.#taken = new Set(reserved);
  }

  /** The first of the candidates that is an identifier and free; otherwise the last with a number behind it. */
  claim(...candidates: readonly string[]): Identifier {
    const free = candidates.find((candidate) => this.isFree(candidate));
    if (free !== undefined) return this.#take(free);
    const usable = candidates.filter((candidate) => isIdentifier(candidate));
    return this.#take(this.#numbered(usable.at(-1) ?? candidates.at(-1) ?? "unnamed"));
  }

  /** A free name that need not be an identifier: a key, or a file name. */
  claimKey(...candidates: readonly string[]): string {
    const free =
      candidates.find((candidate) => !this.#taken.has(candidate)) ?? this.#numbered(candidates.at(-1) ?? "unnamed");
    this.#taken.add(free);
    return free;
  }

  /** Whether `claim` would give this very name. */
  isFree(name: string): boolean {
    return isIdentifier(name) && !this.#taken.has(name);
  }

  has(name: string): boolean {
    return this.#taken.has(name);
  }

  #take(name: string): Identifier {
    this.#taken.add(name);
    return new Identifier(name);
  }

  #numbered(name: string): string {
    const stem = isIdentifier(name) ? name : `${name}_`;
    let number = 2;
    while (this.#taken.has(`${stem}${number}`)) number += 1;
    return `${stem}${number}`;
  }
}
