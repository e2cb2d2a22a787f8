import type { TextSchema } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import { type Lowering, type Node, numberAt, originOf, stringAt } from "../node.js";
import { nonNullTypes, schemaBase, typesOf } from "./base.js";
import type { SchemaRule } from "./context.js";

export const binaryRule: SchemaRule = {
  name: "binary",
  because: "before text: `format: binary` is no string but bytes",
  matches: (node) => isBinary(node),
  lower: (node, context) => ({ kind: "binary", ...schemaBase(node, context) }),
};

export const textRule: SchemaRule = {
  name: "text",
  because: "by type, or by a keyword that only strings have",
  matches: (node) => nonNullTypes(node)[0] === "string" || (typesOf(node).length === 0 && hasTextKeyword(node)),
  lower: (node, context) => ({
    kind: "text",
    ...schemaBase(node, context),
    format: stringAt(node, "format"),
    minLength: numberAt(node, "minLength"),
    maxLength: numberAt(node, "maxLength"),
    ...pattern(node, context),
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

function hasTextKeyword(node: Node<JsonObject>): boolean {
  return ["pattern", "minLength", "maxLength"].some((keyword) => Object.hasOwn(node.value, keyword));
}

/** JSON Schema says ECMA-262 with `u`; many patterns escape what `u` forbids and work only without it. */
function pattern(node: Node<JsonObject>, lowering: Lowering): Pick<TextSchema, "pattern" | "patternFlags"> {
  const source = stringAt(node, "pattern");
  if (source === undefined) return {};
  for (const flags of ["u", ""] as const) if (compiles(source, flags)) return { pattern: source, patternFlags: flags };
  lowering.diagnostics.report("lower/invalid-pattern", originOf(lowering, node), { pattern: source });
  return {};
}

/** Compiling is not running: the pattern is never matched against anything here. */
function compiles(source: string, flags: string): boolean {
  try {
    new RegExp(source, flags);
    return true;
  } catch {
    // A SyntaxError is the answer.
    return false;
  }
}
