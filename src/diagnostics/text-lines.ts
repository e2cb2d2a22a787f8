/** A text as lines, which end in LF or CRLF. Lines are 1-based. */
export class TextLines {
  readonly #text: string;
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#text = text;
    this.#starts = findStarts(text);
  }

  /** Binary search: the line that holds an offset. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  /** Where a line begins; the end of the text for a line that it does not have. */
  startOf(line: number): number {
    return this.#starts[line - 1] ?? this.#text.length;
  }

  /** A line without its break. */
  line(line: number): string {
    const start = this.startOf(line);
    const end = this.#text.indexOf("\n", start);
    const text = this.#text.slice(start, end === -1 ? this.#text.length : end);
    return text.endsWith("\r") ? text.slice(0, -1) : text;
  }
}

function findStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
