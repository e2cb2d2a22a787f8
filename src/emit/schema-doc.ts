import type { DocComment, DocTag } from "../code/doc-comment.js";
import type { JsonValue, Schema } from "../model/schema.js";
import { constraintTags } from "./constraint-tags.js";
import { withValues } from "./enum-doc.js";

/** What an editor shows for a type or a property: title or description, and what the type cannot say. */
export function schemaDoc(schema: Schema): DocComment {
  return { text: withValues(schema.description ?? schema.title, schema), tags: schemaTags(schema) };
}

function schemaTags(schema: Schema): readonly DocTag[] {
  const tags: DocTag[] = [];
  if (schema.deprecated) tags.push({ tag: "deprecated", text: schema.deprecation });
  if (schema.access === "read") tags.push({ tag: "readonly" });
  if ((schema.kind === "text" || schema.kind === "numeric") && schema.format !== undefined) {
    tags.push({ tag: "format", text: schema.format });
  }
  tags.push(...constraintTags(schema));
  if (schema.default !== undefined) tags.push({ tag: "default", text: shown(schema.default) });
  const [example] = schema.examples;
  if (isShort(example)) tags.push({ tag: "example", text: shown(example) });
  return tags;
}

/** Examples of a line help; whole bodies belong to the documentation. */
function isShort(value: JsonValue | undefined): value is JsonValue {
  return value !== undefined && (typeof value !== "object" || value === null) && String(value).length <= 80;
}

function shown(value: JsonValue): string {
  return JSON.stringify(value);
}
