import { Code, type CodePart, LayoutPart, ListPart } from "./parts.js";

/** Each code once. Only codes of the same width can be the same, so the texts of most are never made. */
export function distinctCodes(codes: readonly Code[]): readonly Code[] {
  const seen = new Map<number, Set<string>>();
  const widths = new Map<number, number>();
  for (const { width } of codes) widths.set(width, (widths.get(width) ?? 0) + 1);
  return codes.filter((item) => {
    if (widths.get(item.width) === 1) return true;
    const texts = seen.get(item.width) ?? new Set<string>();
    seen.set(item.width, texts);
    const text = flatText(item);
    return !texts.has(text) && texts.add(text) !== undefined;
  });
}

/** The text on one line, by the symbols' own names: to compare, not to print. */
export function flatText(content: Code): string {
  return content.parts.map(flatPart).join("");
}

function flatPart(part: CodePart): string {
  if (typeof part === "string") return part;
  if (Code.is(part)) return flatText(part);
  if (part instanceof ListPart) return flatList(part);
  if (part instanceof LayoutPart) return part.content ? flatText(part.content) : " ";
  return part.name.text;
}

function flatList({ items, layout: { open, close, separator, trails } }: ListPart): string {
  return `${open} ${items.map(flatText).join(`${separator} `)}${trails ? separator : ""} ${close}`;
}
