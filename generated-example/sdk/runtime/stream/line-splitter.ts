// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { tooLong } from "./too-long.js";

/** Cuts a text that comes in pieces. `next()` after each `feed()` until it gives undefined; `end()` once, at the end. */
export interface Splitter {
  /** The number of the line (or record) that was given last, from 1 on. */
  readonly line: number;
  feed(text: string): void;
  /** Undefined where more text is needed. */
  next(): string | undefined;
  /** What the end of the text completes. */
  end(): string | undefined;
}

/**
 * JSON Lines (https://jsonlines.org) and NDJSON: split at LF alone, because U+2028 and its like may stand in a JSON
 * string. A CR before it is white space to JSON. Empty lines are left out, and the last line may lack its LF.
 */
export class LineSplitter implements Splitter {
  line = 0;
  readonly #maxLength: number;
  #text = "";
  #start = 0;
  /** The beginning of a line whose end has not come yet. */
  #carry = "";

  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  feed(text: string): void {
    this.#text = text;
    this.#start = 0;
  }

  next(): string | undefined {
    for (;;) {
      const end = this.#text.indexOf("\n", this.#start);
      if (end < 0) {
        this.#carry += this.#text.slice(this.#start);
        this.feed("");
        this.#check(this.#carry, this.line + 1);
        return undefined;
      }
      const line = this.#carry + this.#text.slice(this.#start, end);
      this.#carry = "";
      this.#start = end + 1;
      this.line += 1;
      this.#check(line, this.line);
      if (!isBlank(line)) return line;
    }
  }

  end(): string | undefined {
    const line = this.#carry;
    this.#carry = "";
    if (isBlank(line)) return undefined;
    this.line += 1;
    return line;
  }

  #check(text: string, line: number): void {
    if (text.length > this.#maxLength) throw tooLong("Line", line, this.#maxLength);
  }
}

function isBlank(line: string): boolean {
  return line === "" || (line.charCodeAt(0) <= 0x20 && line.trim() === "");
}
