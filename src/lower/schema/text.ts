import type { TextSchema } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import { extensionText } from "../extensions/extension-value.js";
import { child, type Node, numberAt, stringAt } from "../node.js";
import { schemaBase } from "./base.js";
import type { SchemaContext, SchemaRule } from "./context.js";
import { compiledPattern } from "./pattern.js";
import { hasAny, keywordsOfType } from "./rest.js";
import { nonNullTypes, typesOf } from "./types-of.js";

export const binaryRule: SchemaRule = {
  name: "binary",
  because: "before text: `format: binary` is no string but bytes",
  matches: (node) => isBinary(node),
  lower: (node, context) => ({ kind: "binary", ...schemaBase(node, context) }),
};

export const textRule: SchemaRule = {
  name: "text",
  because: "by type, or by a keyword that only strings have",
  matches: (node) => nonNullTypes(node)[0] === "string" || isImplied(node),
  lower: (node, context) => ({
    kind: "text",
    ...schemaBase(node, context),
    format: stringAt(node, "format"),
    minLength: numberAt(node, "minLength"),
    maxLength: numberAt(node, "maxLength"),
    ...pattern(node, context),
    ...(isImplied(node) && { isImplied: true }),
  }),
};

/** OpenAPI 3.0 and 2.0 say `format: binary`; 3.1 a media type without an encoding (OpenAPI 3.1, 4.8.14.2). */
function isBinary(node: Node<JsonObject>): boolean {
  const type = nonNullTypes(node)[0];
  if (type !== undefined && type !== "string") return false;
  if (type === "string" && stringAt(node, "format") === "binary") return true;
  const mediaType = stringAt(node, "contentMediaType");
  return mediaType === "application/octet-stream" && stringAt(node, "contentEncoding") === undefined;
}

function isImplied(node: Node<JsonObject>): boolean {
  return typesOf(node).length === 0 && hasAny(node, keywordsOfType.string);
}

type PatternMembers = Pick<TextSchema, "pattern" | "patternFlags" | "patternMessage">;

function pattern(node: Node<JsonObject>, context: SchemaContext): PatternMembers {
  const source = stringAt(node, "pattern");
  const compiled = source === undefined ? undefined : compiledPattern(source, child(node, "pattern") ?? node, context);
  if (!compiled) return {};
  const message = extensionText(node, "x-pattern-message", context);
  return { pattern: compiled.source, patternFlags: compiled.flags, ...(message && { patternMessage: message }) };
}
