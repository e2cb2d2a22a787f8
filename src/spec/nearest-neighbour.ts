import { childPointer, type JsonPointer, parentPointer, pointerTokens } from "../diagnostics/origin.js";
import { suggest } from "../diagnostics/suggest.js";
import { isObject, type JsonValue } from "./json.js";
import { valueAt } from "./pointer.js";

/** The pointer of what stands beside the place that a misspelt pointer names, under nearly the same name. */
export function nearestNeighbour(root: JsonValue, pointer: JsonPointer): JsonPointer | undefined {
  const parent = parentPointer(pointer);
  const neighbours = valueAt(root, parent);
  const name = pointerTokens(pointer).at(-1);
  if (!isObject(neighbours) || name === undefined) return undefined;
  const near = suggest(name, Object.keys(neighbours));
  return near === undefined ? undefined : childPointer(parent, near);
}
