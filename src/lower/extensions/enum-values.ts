/** What extensions of several families say of an enum: the names of its values, what they mean, whether others may come. */
import type { EnumSchema, JsonValue, ValueLabel } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import {
  asObject,
  child,
  entriesOf,
  itemsAt,
  type Lowering,
  type Node,
  objectAt,
  scalarText,
  stringAt,
  valuesAt,
} from "../node.js";
import { hasExtension, reportExtension } from "./extension-value.js";

// Each is a list beside `enum`, in its order, or an object by value.
const nameLists = ["x-enum-varnames", "x-enumNames", "x-scalar-enum-names", "x-enumVarnames"];
const descriptionLists = ["x-enum-descriptions", "x-enumDescriptions"];
const unknownValues = "x-speakeasy-unknown-values";

/** By value, as the schema lists it. */
export function lowerEnumExtensions(
  node: Node<JsonObject>,
  values: readonly JsonValue[],
  lowering: Lowering,
): Pick<EnumSchema, "labels" | "openness"> {
  if (!hasExtension(node)) return {};
  const listed = valuesAt(node, "enum");
  const names = firstLabels(node, nameLists, listed, lowering);
  const descriptions = firstLabels(node, descriptionLists, listed, lowering);
  const described = describedValues(node);
  const labels = values.flatMap((value): readonly ValueLabel[] => {
    const key = keyOf(value);
    const name = names?.get(key) ?? described.get(key)?.name;
    const description = descriptions?.get(key) ?? described.get(key)?.description;
    return (name ?? description) === undefined ? [] : [{ value, name, description }];
  });
  const openness = lowerOpenness(node, lowering);
  return { ...(labels.length > 0 && { labels }), ...(openness && { openness }) };
}

function keyOf(value: JsonValue): string {
  return scalarText(value) ?? JSON.stringify(value);
}

function firstLabels(
  node: Node<JsonObject>,
  extensions: readonly string[],
  values: readonly JsonValue[],
  lowering: Lowering,
): ReadonlyMap<string, string> | undefined {
  const extension = extensions.find((name) => child(node, name));
  const found = extension === undefined ? undefined : child(node, extension);
  if (extension === undefined || !found) return undefined;
  if (asObject(found)) return new Map(entriesOf(asObject(found)).flatMap(([key, { value }]) => texts(key, value)));
  const list = valuesAt(node, extension);
  const telling = list.length === values.length ? values : values.filter((value) => value !== null);
  if (Array.isArray(found.value) && list.length === telling.length) {
    return new Map(telling.flatMap((value, index) => texts(keyOf(value), list[index])));
  }
  const problem = Array.isArray(found.value)
    ? `it lists ${list.length} for ${values.length} values`
    : "it is neither a list nor an object by value";
  reportExtension(found, { extension, problem }, lowering);
  return undefined;
}

function texts(key: string, value: JsonValue | undefined): readonly (readonly [string, string])[] {
  return typeof value === "string" && value.trim() !== "" ? [[key, value.trim()]] : [];
}

type Described = Omit<ValueLabel, "value">;

/** Where each value is an object of its own: Microsoft's `values`, Square's elements, Fern's object by value. */
function describedValues(node: Node<JsonObject>): ReadonlyMap<string, Described> {
  const microsoft = objectAt(node, "x-ms-enum");
  const found = new Map<string, Described>();
  for (const entry of [...(microsoft ? itemsAt(microsoft, "values") : []), ...itemsAt(node, "x-enum-elements")]) {
    const object = asObject(entry);
    const name = object && stringAt(object, "name");
    const value = object && (child(object, "value")?.value ?? name);
    if (object && value !== undefined) found.set(keyOf(value), { name, description: described(object) });
  }
  for (const [value, entry] of entriesOf(objectAt(node, "x-fern-enum"))) {
    const object = asObject(entry);
    if (object) found.set(value, { name: stringAt(object, "name"), description: described(object) });
  }
  return found;
}

function described(object: Node<JsonObject>): string | undefined {
  const text = stringAt(object, "description")?.trim();
  return text === "" ? undefined : text;
}

/** Speakeasy's `allow` and `disallow`; Microsoft's `modelAsString`, which is a text where it is true. */
function lowerOpenness(node: Node<JsonObject>, lowering: Lowering): EnumSchema["openness"] {
  const found = child(node, unknownValues);
  if (found?.value === "allow") return "open";
  if (found?.value === "disallow") return "closed";
  if (found)
    reportExtension(found, { extension: unknownValues, problem: "it is neither allow nor disallow" }, lowering);
  const microsoft = objectAt(node, "x-ms-enum");
  const asString = microsoft && child(microsoft, "modelAsString")?.value;
  return asString === true ? "open" : asString === false ? "closed" : undefined;
}
