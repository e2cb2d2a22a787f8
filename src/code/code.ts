import { type DocComment, docCommentLines } from "./doc-comment.js";
import { Identifier, memberAccess } from "./identifier.js";
import { type LiteralValue, numberLiteral, propertyStart, stringLiteral, typeKey } from "./literal.js";
import { Code, type CodePart, LayoutPart, ListPart, usualReserve } from "./parts.js";
import { GlobalSymbol, ImportedSymbol } from "./symbol.js";

export { Code } from "./parts.js";

/** What may stand in a hole: code, names, symbols; anything else is printed as a literal. */
export type Hole = Code | Identifier | ImportedSymbol | GlobalSymbol | LiteralValue;

const line = { hard: new LayoutPart("hard"), soft: new LayoutPart("soft"), space: new LayoutPart("space") };

/** Code from a template of ours. A line break in it is a line break in the output, at the indentation where it stands. */
export function code(strings: TemplateStringsArray, ...holes: readonly Hole[]): Code {
  const { whole, places } = templateOf(strings);
  if (places.length === 0) return whole;
  const parts = whole.parts.slice();
  let index = 0;
  for (const place of places) {
    parts[place] = holePart(holes[index]);
    index += 1;
  }
  return Code.raw(parts);
}

/** What stands between the holes of a template, the same whenever it is used, and where the holes are. */
interface Template {
  readonly whole: Code;
  readonly places: readonly number[];
}

const templates = new WeakMap<TemplateStringsArray, Template>();

function templateOf(strings: TemplateStringsArray): Template {
  const known = templates.get(strings);
  if (known !== undefined) return known;
  const parts: CodePart[] = [];
  const places: number[] = [];
  for (const text of strings) {
    parts.push(...textParts(text));
    places.push(parts.push("") - 1);
  }
  parts.pop();
  places.pop();
  const template = { whole: Code.raw(parts), places };
  templates.set(strings, template);
  return template;
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
  for (const [key, value] of entries) if (value) properties.push(Code.raw([propertyStart(key), value]));
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
  if (items.length === 0) return Code.raw(tail ? [open + close, tail] : [open + close]);
  const reserve = tail?.width ?? usualReserve;
  const layout = { open, close, separator, isPadded: padded, trails: trailingSeparator, reserve };
  const list = new ListPart(items, layout);
  return Code.raw(tail ? [list, tail] : [list]);
}

/** `Name<A, B>`. */
export function typeArguments(name: Hole, ...args: readonly Code[]): Code {
  return Code.raw([holePart(name), bracketed("<", args.map(asArgument), ">", { trailingSeparator: false })]);
}

/** The brackets have begun a line and indented it: what stands between them need not. */
function asArgument(type: Code): Code {
  const operands = operandsIn(type, "|");
  return operands.length < 2 ? type : group(Code.raw(behindOperators(operands, "|")));
}

/** Each operand behind its operator, the first only where there is one a line. */
function behindOperators(operands: readonly Code[], separator: "|" | "&"): CodePart[] {
  const { lead, text } = operators[separator];
  const parts: CodePart[] = [];
  for (const operand of operands) {
    if (parts.length === 0) parts.push(lead, operand);
    else parts.push(line.space, text, operand);
  }
  return parts;
}

const operators = {
  "|": { text: "| ", lead: new LayoutPart("trailing", Code.raw(["| "])) },
  "&": { text: "& ", lead: new LayoutPart("trailing", Code.raw(["& "])) },
};

/** `A | B` on one line, or each on its own line behind the operator. */
export function alternatives(operands: readonly Code[], separator: "|" | "&"): Code {
  const items = operands.flatMap((operand) => operandsIn(operand, separator));
  const [only] = items;
  if (only === undefined) return empty;
  // What is known of a single operand stays known.
  if (items.length === 1) return only;
  return Code.ofOperands(alternativesCode(items, separator), { items, separator });
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

function alternativesCode(items: readonly Code[], separator: "|" | "&"): Code {
  if (separator === "&" && items.some(({ width }) => width === Number.POSITIVE_INFINITY)) return inline(items, " & ");
  return group(Code.raw([new LayoutPart("indent", Code.raw([line.soft, ...behindOperators(items, separator)]))]));
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
