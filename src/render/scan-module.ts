import type * as typescript from "typescript";
import type { loadTypeScript } from "./load-typescript.js";
import type { PlannedStatement } from "./render-file.js";

type TypeScript = ReturnType<typeof loadTypeScript>;
type Kind = typescript.SyntaxKind;

/**
 * Whether the tokens alone prove that a file has exactly the planned top-level statements, provided that it parses. Five
 * times faster than the parser, which is asked where this is false: it is false wherever there is any doubt.
 *
 * The tokens are those of the parser as long as none of them depends on the grammar: `/`, which may begin a regular
 * expression, and templates do. A statement ends at a semicolon, at the brace that closes a body, or, where neither is
 * written, at the end of a line (ECMA-262 12.10, automatic semicolon insertion): so no line may end outside of brackets
 * where a statement could.
 */
export function isPlainlyAsPlanned(ts: TypeScript, text: string, planned: readonly PlannedStatement[]): boolean {
  const tokens = new Tokens(ts, text);
  const scan = new Scan(ts.SyntaxKind, tokens);
  return planned.every((statement) => scan.passes(statement)) && tokens.isAtEnd;
}

/** The tokens of a text, one ahead. */
class Tokens {
  kind: Kind;
  /** Whether the line has ended before it. */
  isOnNewLine = false;
  #isSound = true;
  readonly #scanner: typescript.Scanner;
  readonly #end: Kind;

  constructor(ts: TypeScript, text: string) {
    this.#end = ts.SyntaxKind.EndOfFileToken;
    this.#scanner = ts.createScanner(ts.ScriptTarget.ESNext, true, ts.LanguageVariant.Standard, text, () => {
      this.#isSound = false;
    });
    this.kind = this.#scanner.scan();
  }

  get text(): string {
    return this.#scanner.getTokenText();
  }

  get isAtEnd(): boolean {
    return this.#isSound && this.kind === this.#end;
  }

  next(): void {
    this.kind = this.#scanner.scan();
    this.isOnNewLine = this.#scanner.hasPrecedingLineBreak();
  }
}

type Keyword = "const" | "type" | "interface" | "class" | "function";

class Scan {
  readonly #tokens: Tokens;
  readonly #kinds: TypeScript["SyntaxKind"];
  readonly #keywords: Readonly<Record<Keyword, Kind>>;
  /** What closes an opening bracket, and what opens a closing one. */
  readonly #closing: ReadonlyMap<Kind, Kind>;
  readonly #opening: ReadonlyMap<Kind, Kind>;
  /** Tokens whose meaning the grammar decides. */
  readonly #doubtful: ReadonlySet<Kind>;
  /** Nothing can end behind, or before, one of these. */
  readonly #leading: ReadonlySet<Kind>;
  readonly #following: ReadonlySet<Kind>;

  constructor(kinds: TypeScript["SyntaxKind"], tokens: Tokens) {
    this.#tokens = tokens;
    this.#kinds = kinds;
    this.#keywords = {
      const: kinds.ConstKeyword,
      type: kinds.TypeKeyword,
      interface: kinds.InterfaceKeyword,
      class: kinds.ClassKeyword,
      function: kinds.FunctionKeyword,
    };
    this.#closing = new Map([
      [kinds.OpenParenToken, kinds.CloseParenToken],
      [kinds.OpenBracketToken, kinds.CloseBracketToken],
      [kinds.OpenBraceToken, kinds.CloseBraceToken],
      [kinds.LessThanToken, kinds.GreaterThanToken],
    ]);
    this.#opening = new Map([...this.#closing].map(([open, close]) => [close, open]));
    this.#doubtful = new Set([
      kinds.SlashToken,
      kinds.SlashEqualsToken,
      kinds.NoSubstitutionTemplateLiteral,
      kinds.TemplateHead,
      kinds.LessThanLessThanToken,
      kinds.LessThanLessThanEqualsToken,
      kinds.LessThanSlashToken,
      kinds.Unknown,
      kinds.EndOfFileToken,
    ]);
    this.#leading = new Set([
      kinds.EqualsToken,
      kinds.EqualsGreaterThanToken,
      kinds.BarToken,
      kinds.AmpersandToken,
      kinds.CommaToken,
      kinds.LessThanToken,
    ]);
    this.#following = new Set([
      kinds.BarToken,
      kinds.AmpersandToken,
      kinds.DotToken,
      kinds.GreaterThanToken,
      kinds.CloseParenToken,
      kinds.CloseBracketToken,
      kinds.CloseBraceToken,
    ]);
  }

  /** Goes over the next statement, if it plainly is the planned one. */
  passes({ kind, name }: PlannedStatement): boolean {
    const { ExportKeyword, ImportKeyword } = this.#kinds;
    if (kind === "import") return this.#takes(ImportKeyword) && this.#isClause() && this.#ends("line");
    const isExported = this.#takes(ExportKeyword);
    if (kind === "export") return isExported && this.#isClause() && this.#ends("line");
    if (!this.#takes(this.#keywords[kind]) || this.#tokens.isOnNewLine || this.#tokens.text !== name) return false;
    return this.#ends(kind === "const" || kind === "type" ? "line" : "body");
  }

  #takes(kind: Kind): boolean {
    if (this.#tokens.kind !== kind) return false;
    this.#tokens.next();
    return true;
  }

  /** `import("x")` and `export default x` begin as their statements do. */
  #isClause(): boolean {
    const { TypeKeyword, OpenBraceToken, AsteriskToken } = this.#kinds;
    const tokens = this.#tokens;
    if (tokens.kind === TypeKeyword && !tokens.isOnNewLine) tokens.next();
    return (tokens.kind === OpenBraceToken || tokens.kind === AsteriskToken) && !tokens.isOnNewLine;
  }

  /** Goes behind the statement: `line` ends with its semicolon, `body` with the first brace that closes outside of brackets. */
  #ends(how: "line" | "body"): boolean {
    const tokens = this.#tokens;
    const { SemicolonToken, CommaToken, EqualsToken, CloseBraceToken, LessThanToken } = this.#kinds;
    const open: Kind[] = [];
    let last: Kind | undefined;
    for (; ; tokens.next()) {
      const { kind } = tokens;
      if (this.#doubtful.has(kind)) return false;
      const top = open.at(-1);
      // A `<` that is less than holds nothing together.
      const isInside = top !== undefined && top !== LessThanToken;
      if (!isInside) {
        if (tokens.isOnNewLine && !this.#goesOn(last, kind)) return false;
        if (kind === SemicolonToken) {
          tokens.next();
          return true;
        }
        // A second declaration; in `a = b < c, d = e > f`, too, which has no list of types.
        if (how === "line" && kind === (top === undefined ? CommaToken : EqualsToken)) return false;
      }
      if (this.#closing.has(kind)) open.push(kind);
      else if (this.#opening.has(kind)) {
        if (open.pop() !== this.#opening.get(kind)) return false;
        if (kind === CloseBraceToken && how === "body" && open.length === 0) {
          tokens.next();
          return true;
        }
      }
      last = kind;
    }
  }

  /** No statement can end between these. */
  #goesOn(last: Kind | undefined, next: Kind): boolean {
    return (last !== undefined && this.#leading.has(last)) || this.#following.has(next);
  }
}
