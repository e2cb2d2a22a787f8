import type { GlobalSymbol, ImportedSymbol } from "./symbol.js";

/** What `Code` is made of. Layout follows Wadler's "A prettier printer": a group is written flat if it fits the line. */
export type CodePart = string | Code | ImportedSymbol | GlobalSymbol | LayoutPart | ListPart;

/** Columns that stay free for what usually follows a group on its last line: a bracket and a semicolon. */
export const usualReserve = 2;

/**
 * `hard` always ends the line; `soft` and `space` do so only in a group that does not fit, and are nothing or one space
 * otherwise; `trailing` is written only in a group that does not fit: a separator after the last item, say.
 */
export class LayoutPart {
  readonly kind: "hard" | "soft" | "space" | "trailing" | "group" | "indent";
  readonly content: Code | undefined;
  /** Of a group: columns that must stay free for what follows it on its last line. */
  readonly reserve: number;

  constructor(kind: LayoutPart["kind"], content?: Code, reserve = usualReserve) {
    this.kind = kind;
    this.content = content;
    this.reserve = reserve;
  }

  /** When written on one line. */
  get width(): number {
    const { kind, content } = this;
    if (kind === "hard") return Number.POSITIVE_INFINITY;
    if (kind === "space") return 1;
    return kind === "trailing" || content === undefined ? 0 : content.width;
  }
}

/** What a list has besides its items. */
export interface ListLayout {
  readonly open: string;
  readonly close: string;
  readonly separator: "," | ";";
  /** Spaces inside the brackets on one line. */
  readonly isPadded: boolean;
  /** A separator after the last item where there is an item a line. */
  readonly trails: boolean;
  /** As of a group. */
  readonly reserve: number;
}

/** Items between brackets, at least one: on one line if they fit, or an item a line. The group that most of an SDK consists of. */
export class ListPart {
  readonly items: readonly Code[];
  readonly layout: ListLayout;
  #width: number | undefined;

  constructor(items: readonly Code[], layout: ListLayout) {
    this.items = items;
    this.layout = layout;
  }

  /** When written on one line. */
  get width(): number {
    if (this.#width === undefined) {
      const { open, close, isPadded } = this.layout;
      let sum = open.length + close.length + (isPadded ? 2 : 0) + 2 * (this.items.length - 1);
      for (const item of this.items) sum += item.width;
      this.#width = sum;
    }
    return this.#width;
  }
}

/**
 * TypeScript as a value. A class that is known by a private field and by nothing else: an object from a document that
 * looks like one (`{ kind: "code", parts: ["evil()"] }`) is a plain value and is printed as a literal.
 */
export class Code {
  readonly #parts: readonly CodePart[];
  #width: number | undefined;
  #operands: Operands | undefined;

  private constructor(parts: readonly CodePart[]) {
    this.#parts = parts;
  }

  get parts(): readonly CodePart[] {
    return this.#parts;
  }

  /** The width in columns when written on one line; Infinity where that is impossible. A symbol counts as its own name. */
  get width(): number {
    if (this.#width === undefined) {
      let sum = 0;
      for (const part of this.#parts) sum += typeof part === "string" ? part.length : part.width;
      this.#width = sum;
    }
    return this.#width;
  }

  static is(value: unknown): value is Code {
    return typeof value === "object" && value !== null && #parts in value;
  }

  /** Only for this folder: text that is code already. */
  static raw(parts: readonly CodePart[]): Code {
    return new Code(parts);
  }

  /** Only for this folder: what is made of operands, which it remembers. */
  static ofOperands(content: Code, operands: Operands): Code {
    content.#operands = operands;
    return content;
  }

  static operandsOf(content: Code): Operands | undefined {
    return content.#operands;
  }
}

/** A union of unions is one union: written out, its operators must stand side by side. */
interface Operands {
  readonly items: readonly Code[];
  readonly separator: "|" | "&";
}
