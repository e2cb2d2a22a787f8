/** The texts that a run read, by the name that origins carry. */
export class SourceTexts {
  readonly #texts = new Map<string, string>();

  add(source: string, text: string): void {
    this.#texts.set(source, text);
  }

  text(source: string): string | undefined {
    return this.#texts.get(source);
  }
}
