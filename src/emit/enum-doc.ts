import type { EnumSchema, Schema, ValueLabel } from "../model/schema.js";

/** Longer lists are no help in an editor. */
const mostValues = 60;
const longestDescription = 200;

/** The text with a line for each value of an enum that the document has more to say of. */
export function withValues(text: string | undefined, schema: Schema): string | undefined {
  const lines = schema.kind === "enum" ? valueLines(schema) : [];
  if (lines.length === 0) return text;
  return [text, lines.join("\n")].filter((part) => part !== undefined && part.trim() !== "").join("\n\n");
}

function valueLines({ labels = [] }: EnumSchema): readonly string[] {
  const lines = labels.flatMap(valueLine);
  if (lines.length <= mostValues) return lines;
  return [...lines.slice(0, mostValues), `- and ${lines.length - mostValues} more`];
}

/** `- "a" (Name): description`. A name that says what the value says is left out. */
function valueLine({ value, name, description }: ValueLabel): readonly string[] {
  const isTelling = name !== undefined && letters(name) !== letters(JSON.stringify(value));
  if (!isTelling && description === undefined) return [];
  const called = isTelling ? ` (${oneLine(name)})` : "";
  const meaning = description === undefined ? "" : `: ${oneLine(description)}`;
  return [`- \`${JSON.stringify(value)}\`${called}${meaning}`];
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= longestDescription ? line : `${line.slice(0, longestDescription).trimEnd()}…`;
}
