import type { JsonObject } from "../spec/json.js";
import { asObject, child, entriesOf, itemsAt, type Lowering, type Node, objectAt } from "./node.js";
import { targetOf } from "./schema/target.js";

/** The properties of one form that an object may have. */
export type Form = ReadonlyMap<string, Node>;

// Deeper nesting exists only by mistake, or in a schema that refers to itself.
const maxDepth = 8;
// More forms than that tell no reader anything.
const maxForms = 200;

/** The forms that an object of the schema may have: `allOf` adds properties, `oneOf` and `anyOf` choose between some. */
export function formsOf(node: Node, lowering: Lowering): readonly Form[] {
  return extend([new Map()], node, lowering, 0);
}

function extend(forms: readonly Form[], node: Node, lowering: Lowering, depth: number): readonly Form[] {
  const object = followed(node, lowering);
  if (!object || depth > maxDepth) return forms;
  const own = entriesOf(objectAt(object, "properties"));
  let extended = forms.map((form): Form => new Map([...form, ...own]));
  for (const member of itemsAt(object, "allOf")) extended = [...extend(extended, member, lowering, depth + 1)];
  const choices = [...itemsAt(object, "oneOf"), ...itemsAt(object, "anyOf")];
  if (choices.length === 0 || extended.length * choices.length > maxForms) return extended;
  const base = extended;
  return choices.flatMap((choice) => extend(base, choice, lowering, depth + 1));
}

/** The schema itself, through references. */
export function followed(node: Node, lowering: Lowering): Node<JsonObject> | undefined {
  let object = asObject(node);
  for (let step = 0; object && step < maxDepth; step += 1) {
    const target = targetOf(object, lowering);
    if (!target) return object;
    object = asObject(target);
  }
  return object;
}

/** The items of a schema that is a list; undefined where it is none. */
export function listItems(node: Node, lowering: Lowering): Node | undefined {
  const object = followed(node, lowering);
  return object && child(object, "type")?.value === "array" ? child(object, "items") : undefined;
}
