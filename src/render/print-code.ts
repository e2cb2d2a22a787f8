import { Code, type CodePart, LayoutPart } from "../code/code.js";
import { GlobalSymbol, ImportedSymbol } from "../code/symbol.js";

/** How a module calls the names of other modules. */
export interface LocalNames {
  imported(symbol: ImportedSymbol): string;
  global(symbol: GlobalSymbol): string;
}

const lineWidth = 100;
const step = "  ";

/** The text of `code`, its first line standing at `indent` levels. */
export function printCode(code: Code, names: LocalNames, indent = 0): string {
  const printer = new Printer(names, indent);
  printer.print(code, indent, true);
  return printer.text;
}

class Printer {
  text = "";
  #column = 0;
  #margin = "";
  readonly #names: LocalNames;

  constructor(names: LocalNames, indent: number) {
    this.#names = names;
    this.#margin = step.repeat(indent);
    this.#column = this.#margin.length;
  }

  print(part: CodePart, indent: number, broken: boolean): void {
    if (typeof part === "string") this.#write(part);
    else if (Code.is(part)) for (const inner of part.parts) this.print(inner, indent, broken);
    else if (part instanceof LayoutPart) this.#layout(part, indent, broken);
    else if (ImportedSymbol.is(part)) this.#write(this.#names.imported(part));
    else if (GlobalSymbol.is(part)) this.#write(this.#names.global(part));
  }

  #layout({ kind, content }: LayoutPart, indent: number, broken: boolean): void {
    if (kind === "group" && content) this.print(content, indent, !this.#fits(content));
    else if (kind === "indent" && content) this.print(content, indent + 1, broken);
    else if (kind === "trailing" && content && broken) this.print(content, indent, broken);
    else if (kind === "hard" || ((kind === "soft" || kind === "space") && broken)) this.#newLine(indent);
    else if (kind === "space") this.#write(" ");
  }

  /** Two columns are kept for what follows a group on its line: `,` or `);`. */
  #fits(content: Code): boolean {
    return this.#column + content.width <= lineWidth - 2;
  }

  /** The margin is written with the first text of the line, so that an empty line stays empty. */
  #newLine(indent: number): void {
    this.text += "\n";
    this.#margin = step.repeat(indent);
    this.#column = this.#margin.length;
  }

  #write(text: string): void {
    if (text === "") return;
    this.text += this.#margin + text;
    this.#margin = "";
    this.#column += text.length;
  }
}
