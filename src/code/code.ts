import { type DocComment, docCommentLines } from "./doc-comment.js";
import { Identifier, memberAccess } from "./identifier.js";
import { type LiteralValue, numberLiteral, objectKey, stringLiteral, typeKey } from "./literal.js";
import { GlobalSymbol, ImportedSymbol } from "./symbol.js";

/** What `Code` is made of. Layout follows Wadler's "A prettier printer": a group is written flat if it fits the line. */
export type CodePart = string | Code | ImportedSymbol | GlobalSymbol | LayoutPart;

/**
 * `hard` always ends the line; `soft` and `space` do so only in a group that does not fit, and are nothing or one space
 * otherwise; `trailing` is written only in a group that does not fit: a separator after the last item, say.
 */
export class LayoutPart {
  readonly kind: "hard" | "soft" | "space" | "trailing" | "group" | "indent";
  readonly content: Code | undefined;
  /** Of a group: columns that must stay free for what follows it on its last line. */
  readonly reserve: number;

  constructor(kind: LayoutPart["kind"], content?: Code, reserve = 2) {
    this.kind = kind;
    this.content = content;
    this.reserve = reserve;
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
      for (const part of this.#parts) sum += typeof part === "string" ? part.length : partWidth(part);
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

function partWidth(part: Exclude<CodePart, string>): number {
  if (Code.is(part)) return part.width;
  if (part instanceof LayoutPart) return layoutWidth(part);
  if (GlobalSymbol.is(part)) return part.name.text.length;
  return part.name.text.length + (part.namespace && !part.isNamespace ? part.namespace.text.length + 1 : 0);
}

function layoutWidth({ kind, content }: LayoutPart): number {
  if (kind === "hard") return Number.POSITIVE_INFINITY;
  if (kind === "space") return 1;
  if (kind === "trailing") return 0;
  return content?.width ?? 0;
}

/** What may stand in a hole: code, names, symbols; anything else is printed as a literal. */
export type Hole = Code | Identifier | ImportedSymbol | GlobalSymbol | LiteralValue;

const line = { hard: new LayoutPart("hard"), soft: new LayoutPart("soft"), space: new LayoutPart("space") };
const trailing = {
  ",": new LayoutPart("trailing", Code.raw([","])),
  ";": new LayoutPart("trailing", Code.raw([";"])),
};

/** Code from a template of ours. A line break in it is a line break in the output, at the indentation where it stands. */
export function code(strings: TemplateStringsArray, ...holes: readonly Hole[]): Code {
  const parts: CodePart[] = [];
  let index = 0;
  for (const texts of textsOf(strings)) {
    for (const text of texts) parts.push(text);
    if (index < holes.length) parts.push(holePart(holes[index]));
    index += 1;
  }
  return Code.raw(parts);
}

/** What stands between the holes of a template: the same whenever it is used. */
const texts = new WeakMap<TemplateStringsArray, readonly (readonly CodePart[])[]>();

function textsOf(strings: TemplateStringsArray): readonly (readonly CodePart[])[] {
  let known = texts.get(strings);
  if (known === undefined) {
    known = strings.map(textParts);
    texts.set(strings, known);
  }
  return known;
}

function textParts(text: string): readonly CodePart[] {
  return text
    .split("\n")
    .flatMap((segment, index): CodePart[] => [...(index > 0 ? [line.hard] : []), ...(segment !== "" ? [segment] : [])]);
}

function holePart(hole: Hole): CodePart {
  if (Code.is(hole) || ImportedSymbol.is(hole) || GlobalSymbol.is(hole)) return hole;
  if (Identifier.is(hole)) return hole.text;
  return literal(hole);
}

export const empty: Code = Code.raw([]);

/** Any value as a literal: short ones on one line, long ones an entry a line. */
export function literal(value: LiteralValue): Code {
  if (typeof value === "string") return Code.raw([stringLiteral(value)]);
  if (typeof value === "number") return Code.raw([numberLiteral(value)]);
  if (typeof value === "bigint") return Code.raw([`${value}n`]);
  if (typeof value !== "object" || value === null) return Code.raw([String(value)]);
  if (Array.isArray(value)) return arrayCode(value.map(literal));
  return objectCode(
    Object.entries(value).map(([key, entry]) => [key, entry === undefined ? undefined : literal(entry)]),
  );
}

/** An object literal; entries without a value are left out. */
export function objectCode(entries: readonly (readonly [key: string, value: Code | undefined])[]): Code {
  const properties: Code[] = [];
  for (const [key, value] of entries) if (value) properties.push(Code.raw([objectKey(key), ": ", value]));
  return bracketed("{", properties, "}", { padded: true });
}

export function arrayCode(items: readonly Code[]): Code {
  return bracketed("[", items, "]");
}

interface BracketOptions {
  /** Spaces inside the brackets on one line. */
  readonly padded?: boolean;
  readonly separator?: "," | ";";
  /** A separator after the last item where there is an item a line. Lists of type arguments must not have one. */
  readonly trailingSeparator?: boolean;
  /** What follows the closing bracket on its line. */
  readonly tail?: Code;
}

/** `open item, item close` on one line, or an item a line where that is too long. */
export function bracketed(open: string, items: readonly Code[], close: string, options: BracketOptions = {}): Code {
  const { padded = false, separator = ",", trailingSeparator = true, tail } = options;
  const after = tail ? [tail] : [];
  if (items.length === 0) return Code.raw([open + close, ...after]);
  const edge = padded ? line.space : line.soft;
  // A loop, as below: an SDK has some hundred thousands of these.
  const inner: CodePart[] = [];
  for (const item of items) {
    if (inner.length === 0) inner.push(edge, item);
    else inner.push(separator, line.space, item);
  }
  const end = trailingSeparator ? [trailing[separator]] : [];
  const content = Code.raw([open, new LayoutPart("indent", Code.raw(inner)), ...end, edge, close]);
  return Code.raw([new LayoutPart("group", content, tail?.width), ...after]);
}

/** `Name<A, B>`. */
export function typeArguments(name: Hole, ...args: readonly Code[]): Code {
  return Code.raw([holePart(name), bracketed("<", args.map(asArgument), ">", { trailingSeparator: false })]);
}

/** The brackets have begun a line and indented it: what stands between them need not. */
function asArgument(type: Code): Code {
  const [first, ...rest] = operandsIn(type, "|");
  if (first === undefined || rest.length === 0) return type;
  return group(Code.raw([new LayoutPart("trailing", Code.raw(["| "])), first, ...rest.flatMap(onItsLine)]));
}

function onItsLine(item: Code): readonly CodePart[] {
  return [line.space, "| ", item];
}

/** `A | B` on one line, or each on its own line behind the operator. */
export function alternatives(operands: readonly Code[], separator: "|" | "&"): Code {
  const items = operands.flatMap((operand) => operandsIn(operand, separator));
  const [only, ...others] = items;
  if (only === undefined) return empty;
  // What is known of a single operand stays known.
  if (others.length === 0) return only;
  return Code.ofOperands(alternativesCode(only, others, separator), { items, separator });
}

/** What `alternatives` made it of; itself where that was with another operator, or not at all. */
export function operandsIn(content: Code, separator: "|" | "&"): readonly Code[] {
  const inner = Code.operandsOf(content);
  return inner?.separator === separator ? inner.items : [content];
}

/** True for `A | B` and `A & B`, which need parentheses beside another operator. */
export function isCompound(content: Code): boolean {
  return (Code.operandsOf(content)?.items.length ?? 0) > 1;
}

function alternativesCode(first: Code, rest: readonly Code[], separator: "|" | "&"): Code {
  const isEndless = ({ width }: Code): boolean => width === Number.POSITIVE_INFINITY;
  if (separator === "&" && (isEndless(first) || rest.some(isEndless))) return inline([first, ...rest], " & ");
  const lead = [line.soft, new LayoutPart("trailing", Code.raw([`${separator} `]))];
  const broken = rest.flatMap((item): CodePart[] => [line.space, `${separator} `, item]);
  return group(Code.raw([new LayoutPart("indent", Code.raw([...lead, first, ...broken]))]));
}

function inline(items: readonly Code[], separator: string): Code {
  return Code.raw(items.flatMap((item, index): CodePart[] => (index === 0 ? [item] : [separator, item])));
}

/** Lines between braces, always one a line. */
export function block(open: Code, lines: readonly Code[], close = "}"): Code {
  if (lines.length === 0) return Code.raw([open, close]);
  return Code.raw([open, new LayoutPart("indent", Code.raw([line.hard, joinLines(lines)])), line.hard, close]);
}

export function joinLines(lines: readonly Code[]): Code {
  const parts: CodePart[] = [];
  for (const item of lines) {
    if (parts.length > 0) parts.push(line.hard);
    parts.push(item);
  }
  return Code.raw(parts);
}

/** Written flat if it fits on the line. */
export function group(content: Code): Code {
  return Code.raw([new LayoutPart("group", content)]);
}

/** Several codes one after the other. */
export function concat(...items: readonly Code[]): Code {
  return Code.raw(items);
}

/** `content` below its JSDoc comment. */
export function documented(doc: DocComment, content: Code): Code {
  const lines = docCommentLines(doc);
  if (lines.length === 0) return content;
  const parts: CodePart[] = [];
  for (const text of lines) parts.push(text, line.hard);
  parts.push(content);
  return Code.raw(parts);
}

/** `key: value` of a type, with `?` where it may be left out. */
export function typeProperty(wireName: string, optional: boolean, type: Code): Code {
  return Code.raw([typeKey(wireName), optional ? "?: " : ": ", type]);
}

/** `object.member` as a call: `.min(1)`. To break the line at a number would win nothing. */
export function methodCall(target: Code, name: string, ...args: readonly Code[]): Code {
  const [only] = args;
  const given = args.length === 1 && only && only.width <= 8 ? Code.raw(["(", only, ")"]) : bracketed("(", args, ")");
  return Code.raw([target, memberAccess(name), given]);
}

/** A call of a function or of a namespace's member: `z.array(…)`. */
export function call(target: Hole, ...args: readonly Code[]): Code {
  return Code.raw([holePart(target), hugged(args)]);
}

/** A single object or list hugs the parentheses; several arguments stand each on a line where they do not fit on one. */
function hugged(args: readonly Code[]): Code {
  const [only] = args;
  return args.length === 1 && only ? Code.raw(["(", only, ")"]) : bracketed("(", args, ")");
}
