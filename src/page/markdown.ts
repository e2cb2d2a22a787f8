import MarkdownIt, { type Token } from "markdown-it";

export type RichNode = string | RichElement;

export interface RichElement {
  readonly tag: string;
  /** Of a link. */
  readonly href?: string;
  readonly inside: readonly RichNode[];
}

/** Longer texts are shown as they are: whoever wrote one may mean to keep us busy. */
const longest = 20_000;

/** CommonMark with tables and `~~` (https://spec.commonmark.org/0.31.2/); HTML in it stays text. */
const markdown = new MarkdownIt({ html: false, maxNesting: 20 });

/** Without any of these, and of one line, a text is the same in Markdown. */
const special = /[*_`#[\]<>|~!\\&\n]|^\s*(?:[-+]|\d+[.)])\s/;

/**
 * Markdown as data, of which the page's script makes elements of a few kinds. Plain text, as most descriptions are, stays text. Images
 * become links: the page fetches nothing.
 */
export function richText(text: string | undefined): string | readonly RichNode[] {
  const source = text?.trim() ?? "";
  return source.length > longest || !special.test(source) ? source : tree(markdown.parse(source, {}));
}

/** The text of the first paragraph, without its marks: for one line. */
export function plainLine(text: string | undefined): string {
  const nodes = richText(text?.trim().split(/\n\s*\n/, 1)[0]);
  return (typeof nodes === "string" ? nodes : nodes.map(textOf).join(" ")).split("\n", 1)[0] ?? "";
}

function textOf(node: RichNode): string {
  return typeof node === "string" ? node : node.inside.map(textOf).join("");
}

/** What an opening token makes an element of; what is in others goes into the element around them. */
const elements: ReadonlySet<string> = new Set([
  ...["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "em", "strong", "s"],
  ...["table", "thead", "tbody", "tr", "th", "td"],
]);

interface Frame {
  /** What opened it. */
  readonly token: Token | undefined;
  readonly children: RichNode[];
}

/** Tokens are a flat list of what opens, what closes and what stands for itself. */
function tree(tokens: readonly Token[]): readonly RichNode[] {
  const outermost: Frame = { token: undefined, children: [] };
  const open: Frame[] = [outermost];
  for (const token of tokens) {
    const innermost = open.at(-1) ?? outermost;
    if (token.nesting === 1) open.push({ token, children: [] });
    else if (token.nesting === 0) innermost.children.push(...single(token));
    else if (open.length > 1) {
      open.pop();
      open.at(-1)?.children.push(...wrapped(innermost));
    }
  }
  return joined(outermost.children);
}

function wrapped({ token, children }: Frame): readonly RichNode[] {
  const inside = joined(children);
  if (token?.tag === "a") return link(token.attrGet("href"), inside);
  // The paragraphs of a list without empty lines are hidden.
  return token && !token.hidden && elements.has(token.tag) ? [{ tag: token.tag, inside }] : inside;
}

function single(token: Token): readonly RichNode[] {
  switch (token.type) {
    case "inline":
      return tree(token.children ?? []);
    case "code_inline":
      return [{ tag: "code", inside: [token.content] }];
    case "fence":
    case "code_block":
      return [{ tag: "pre", inside: [token.content.replace(/\n$/, "")] }];
    case "hr":
    case "hardbreak":
      return [{ tag: token.tag, inside: [] }];
    case "softbreak":
      return [" "];
    case "image":
      return link(token.attrGet("src"), [token.content || "image"]);
    default:
      return lines(token.content);
  }
}

/** The one tag that Markdown has no other word for in a table. */
function lines(text: string): readonly RichNode[] {
  return text
    .split(/<br ?\/?>/i)
    .flatMap((line, index): readonly RichNode[] => (index === 0 ? [line] : [{ tag: "br", inside: [] }, line]))
    .filter((node) => node !== "");
}

/** Only to where a reader expects to be led: relative addresses are those of another page. */
function link(href: string | number | null, inside: readonly RichNode[]): readonly RichNode[] {
  return typeof href === "string" && /^(?:https?:\/\/|mailto:)/i.test(href) ? [{ tag: "a", href, inside }] : inside;
}

/** Texts beside each other as one. */
function joined(nodes: readonly RichNode[]): readonly RichNode[] {
  const result: RichNode[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (typeof node === "string" && typeof last === "string") result[result.length - 1] = last + node;
    else result.push(node);
  }
  return result;
}
