import type { Splitter } from "./line-splitter.js";
import { tooLong } from "./too-long.js";

/** RS of RFC 7464 2.2. */
export const recordSeparator = "\u001e";

/** Beyond so many characters a record is given when the next one begins. */
const maxTriedInVain = 4_000_000;

/**
 * JSON text sequences, RFC 7464: each text begins with RS and ends with LF, and may have line breaks within.
 * A number, `true`, `false` or `null` without white space behind it may be half of one (2.4): it is left out.
 */
export class RecordSplitter implements Splitter {
  line = 0;
  readonly #maxLength: number;
  #text = "";
  #start = 0;
  #carry = "";
  /** Characters of this record that were parsed before it was whole. */
  #triedInVain = 0;

  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  feed(text: string): void {
    this.#text = text;
    this.#start = 0;
  }

  next(): string | undefined {
    for (;;) {
      const end = this.#text.indexOf(recordSeparator, this.#start);
      if (end < 0) {
        const rest = this.#text.slice(this.#start);
        this.#carry += rest;
        this.feed("");
        this.#check(this.#carry);
        // The next RS may be minutes away: what is whole is given at once.
        return rest.endsWith("\n") && this.#isWhole() ? this.end() : undefined;
      }
      const record = this.#carry + this.#text.slice(this.#start, end);
      this.#carry = "";
      this.#triedInVain = 0;
      this.#start = end + 1;
      this.#check(record);
      if (this.#counts(record)) return record;
    }
  }

  end(): string | undefined {
    const record = this.#carry;
    this.#carry = "";
    this.#triedInVain = 0;
    return this.#counts(record) ? record : undefined;
  }

  /** A server that ends each of a million pieces as a record ends would have the same text parsed a million times. */
  #isWhole(): boolean {
    if (this.#triedInVain > maxTriedInVain) return false;
    this.#triedInVain += this.#carry.length;
    return isJson(this.#carry);
  }

  #counts(record: string): boolean {
    if (record.trim() === "") return false;
    this.line += 1;
    return /^\s*["[{]|\s$/.test(record);
  }

  #check(text: string): void {
    if (text.length > this.#maxLength) throw tooLong("Record", this.line + 1, this.#maxLength);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
