import type { Encoding, RequestBody } from "../model/operation.js";
import type { JsonObject } from "../spec/json.js";
import { mediaExamples } from "./examples.js";
import { defaultFirst } from "./media-type.js";
import {
  asObject,
  child,
  dereference,
  descriptionOf,
  entriesOf,
  flagAt,
  type Node,
  objectAt,
  originOf,
  stringAt,
} from "./node.js";
import { promoted, promotedItem } from "./promote.js";
import { bareBase } from "./schema/base.js";
import type { SchemaContext } from "./schema/context.js";
import { delimitersAt, styleAt } from "./style.js";

/** OpenAPI 3.2, 4.13 Request Body Object. */
export function lowerBody(
  operation: Node<JsonObject>,
  words: readonly string[],
  context: SchemaContext,
): RequestBody | undefined {
  const holder = child(operation, "requestBody");
  const body = holder && dereference(context, holder);
  if (!body) return undefined;
  const content = entriesOf(objectAt(body, "content"));
  if (content.length === 0) return undefined;
  const media = content.map(([mediaType, node]) => {
    const object = dereference(context, node);
    const schema = object && child(object, "schema");
    return {
      mediaType,
      schema: schema
        ? promoted(schema, [...words, "request"], context)
        : { kind: "unknown" as const, ...bareBase(node, context) },
      ...mediaExamples(object, context),
      itemSchema: object && promotedItem(object, [...words, "request"], context),
      encoding: entriesOf(object && objectAt(object, "encoding")).flatMap((entry) => lowerEncoding(entry, context)),
    };
  });
  return {
    origin: originOf(context, body),
    required: flagAt(body, "required") ?? false,
    description: descriptionOf(holder, body),
    media: defaultFirst(media),
  };
}

/** OpenAPI 3.2, 4.15 Encoding Object. */
function lowerEncoding([property, node]: readonly [string, Node], context: SchemaContext): readonly Encoding[] {
  const encoding = asObject(node);
  if (!encoding) return [];
  return [
    {
      property,
      headers: entriesOf(objectAt(encoding, "headers")).flatMap((entry) => fixedHeader(entry, context)),
      contentType: stringAt(encoding, "contentType"),
      style: styleAt(encoding, "body", context),
      explode: flagAt(encoding, "explode"),
      allowReserved: flagAt(encoding, "allowReserved"),
      delimiters: delimitersAt(encoding),
    },
  ];
}

/** A header of a part whose value is not the caller's to choose: a constant, the only value of an enum, or a default. */
function fixedHeader([name, node]: readonly [string, Node], context: SchemaContext): readonly [string, string][] {
  const header = dereference(context, node);
  const held = header && child(header, "schema");
  const schema = held && dereference(context, held)?.value;
  // OpenAPI 3.2, 4.15.1: the media type is said by `contentType`.
  if (!schema || name.toLowerCase() === "content-type") return [];
  const choices = schema["enum"];
  const only = Array.isArray(choices) && choices.length === 1 ? choices[0] : undefined;
  const value = schema["const"] ?? only ?? schema["default"];
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? [[name, `${value}`]]
    : [];
}
