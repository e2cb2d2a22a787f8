/** RFC 8288, 3 Link Serialisation in HTTP Headers, parsed as its Appendix B.2 says: what is malformed is skipped. */

/** One link. Names of parameters are in lower case; values are unquoted. */
export interface Link {
  readonly uri: string;
  /** In the order of the header; a name may stand there twice. */
  readonly params: readonly (readonly [name: string, value: string])[];
}

/** The address of the next page: of the first link whose relation is `next` and that is about this very page. */
export function nextLink(header: string): string | undefined {
  return parseLinks(header).find((link) => isNext(link) && !hasAnchor(link))?.uri;
}

/** RFC 8288, 3.3: only the first `rel` counts; it holds relations separated by spaces, which compare case-insensitively. */
function isNext({ params }: Link): boolean {
  const rel = params.find(([name]) => name === "rel")?.[1] ?? "";
  return rel.toLowerCase().split(/\s+/).includes("next");
}

/** RFC 8288, 3.2: a link with an anchor is about another resource. */
function hasAnchor({ params }: Link): boolean {
  return params.some(([name, value]) => name === "anchor" && value !== "");
}

/** All links of a header. Several header lines are joined with `, ` before. */
export function parseLinks(header: string): readonly Link[] {
  const scanner = new Scanner(header);
  const links: Link[] = [];
  while (!scanner.atEnd) {
    const link = scanner.link();
    if (link !== undefined) links.push(link);
  }
  return links;
}

/** RFC 9110, 5.2: a folded line goes on behind its indentation. */
const fold = /\r?\n[ \t]*/g;
const name = /[^\s=;,]+/y;
const bareValue = /[^\s;,]*/y;
const space = /[ \t]*/y;

class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text.replace(fold, "");
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Undefined for what is no link. Goes to behind the comma that ends it, whatever it is. */
  link(): Link | undefined {
    this.#take(space);
    const end = this.#char() === "<" ? this.#text.indexOf(">", this.#at) : -1;
    if (end < 0) {
      this.#skip(",");
      return undefined;
    }
    const uri = this.#text.slice(this.#at + 1, end).trim();
    this.#at = end + 1;
    const params = this.#params();
    this.#skip(",");
    return { uri, params };
  }

  #params(): readonly (readonly [string, string])[] {
    const params: (readonly [string, string])[] = [];
    for (;;) {
      this.#take(space);
      if (this.#char() !== ";") return params;
      this.#at += 1;
      this.#take(space);
      const key = this.#take(name).toLowerCase();
      this.#take(space);
      const value = this.#char() === "=" ? this.#value() : "";
      if (key !== "") params.push([key, value]);
    }
  }

  #value(): string {
    this.#at += 1;
    this.#take(space);
    return this.#char() === '"' ? this.#quoted() : this.#take(bareValue);
  }

  /** RFC 9110, 5.6.4 quoted-string. One that does not end goes to the end of the header. */
  #quoted(): string {
    let value = "";
    for (this.#at += 1; !this.atEnd; this.#at += 1) {
      const char = this.#char();
      if (char === '"') {
        this.#at += 1;
        return value;
      }
      if (char === "\\") this.#at += 1;
      value += this.#char();
    }
    return value;
  }

  #skip(mark: string): void {
    const next = this.#text.indexOf(mark, this.#at);
    this.#at = next < 0 ? this.#text.length : next + 1;
  }

  #char(): string {
    return this.#text.charAt(this.#at);
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }
}
