import type { JsonValue } from "../model/schema.js";
import type { JsonObject } from "../spec/json.js";
import { child, dereference, entriesOf, type Lowering, type Node, objectAt } from "./node.js";

/**
 * OpenAPI 3.2, 4.19 Example Object: the values that a parameter or a media type shows. What is only there as it goes
 * over the wire (`serializedValue`, `externalValue`) is no value of the schema and is passed over.
 */
export function lowerExamples(holder: Node<JsonObject>, lowering: Lowering): readonly JsonValue[] {
  const single = child(holder, "example");
  const named = entriesOf(objectAt(holder, "examples")).flatMap(([, node]) => {
    const example = dereference(lowering, node);
    const value = example && (child(example, "dataValue") ?? child(example, "value"));
    return value ? [value.value] : [];
  });
  return single ? [single.value, ...named] : named;
}

/** Of a media type object: only where it has some. */
export function mediaExamples(
  media: Node<JsonObject> | undefined,
  lowering: Lowering,
): { readonly examples?: readonly JsonValue[] } {
  const examples = media === undefined ? [] : lowerExamples(media, lowering);
  return examples.length === 0 ? {} : { examples };
}
