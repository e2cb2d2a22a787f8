import type { Encoding, RequestBody } from "../model/operation.js";
import type { JsonObject } from "../spec/json.js";
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
      itemSchema: object && promotedItem(object, [...words, "request"], context),
      encoding: entriesOf(object && objectAt(object, "encoding")).flatMap(lowerEncoding),
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
function lowerEncoding([property, node]: readonly [string, Node]): readonly Encoding[] {
  const encoding = asObject(node);
  if (!encoding) return [];
  return [
    {
      property,
      contentType: stringAt(encoding, "contentType"),
      style: stringAt(encoding, "style"),
      explode: flagAt(encoding, "explode"),
      allowReserved: flagAt(encoding, "allowReserved"),
    },
  ];
}
