// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** A text that a regular expression matches, for the expressions that APIs use; what is looked ahead to is passed over. */
export function samplePattern(source: string): string {
  return new Sampler(source).alternatives();
}

const classes: Readonly<Record<string, string>> = { d: "0", w: "a", s: " ", D: "a", W: "-", S: "a", b: "", B: "" };

class Sampler {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Up to a closing parenthesis or the end; the first alternative. */
  alternatives(): string {
    const first = this.#sequence();
    while (this.#take("|")) this.#sequence();
    return first;
  }

  #sequence(): string {
    let text = "";
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source.charAt(this.#at))) {
      const atom = this.#atom();
      text += atom.repeat(this.#count());
    }
    return text;
  }

  #atom(): string {
    if (this.#take("(")) return this.#group();
    if (this.#take("[")) return this.#list();
    const next = this.#source.charAt(this.#at++);
    if (next === "^" || next === "$") return "";
    if (next === ".") return "a";
    return next === "\\" ? this.#escape() : next;
  }

  #group(): string {
    const kind = /^\?(?:[:=!]|<[=!]|<[^>]+>)/.exec(this.#source.slice(this.#at))?.[0] ?? "";
    this.#at += kind.length;
    const text = this.alternatives();
    this.#take(")");
    return /[=!]$/.test(kind) ? "" : text;
  }

  /** The first character of the list; of one that excludes some, one that it does not. */
  #list(): string {
    const end = /^(?:\\.|[^\]\\])*/s.exec(this.#source.slice(this.#at))?.[0].length ?? 0;
    const list = this.#source.slice(this.#at, this.#at + end);
    this.#at += end + 1;
    const accepts = new RegExp(`[${list}]`, "u");
    return [..."a0A-_ .x1X/"].find((character) => accepts.test(character)) ?? list.replace(/^\\/, "").charAt(0);
  }

  #escape(): string {
    const next = this.#source.charAt(this.#at++);
    return classes[next] ?? next;
  }

  /** As few as are allowed, but one where none would do. */
  #count(): number {
    const [quantifier = "", least] = /^(?:\{(\d+)(?:,\d*)?\}|[*+?])\??/.exec(this.#source.slice(this.#at)) ?? [];
    this.#at += quantifier.length;
    if (least !== undefined) return Number(least);
    return /^[*?]/.test(quantifier) ? 0 : 1;
  }

  #take(character: string): boolean {
    if (this.#source.charAt(this.#at) !== character) return false;
    this.#at += 1;
    return true;
  }
}
