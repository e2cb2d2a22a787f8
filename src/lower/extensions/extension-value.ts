import type { JsonObject } from "../../spec/json.js";
import { child, type Lowering, type Node, originOf } from "../node.js";

/** Whether there is any: nearly no schema has one, and a large document has a hundred thousand of them. */
export function hasExtension({ value }: Node<JsonObject>): boolean {
  for (const key in value) if (key.startsWith("x-")) return true;
  return false;
}

/** The text of an extension; undefined, and reported, where it is something else. Empty text says nothing. */
export function extensionText(node: Node<JsonObject>, name: string, lowering: Lowering): string | undefined {
  const found = child(node, name);
  if (!found) return undefined;
  if (typeof found.value === "string") return found.value.trim() === "" ? undefined : found.value.trim();
  reportExtension(found, { extension: name, problem: "it is no text" }, lowering);
  return undefined;
}

/** The first of these extensions that says something. */
export function firstText(node: Node<JsonObject>, names: readonly string[], lowering: Lowering): string | undefined {
  for (const name of names) {
    const text = extensionText(node, name, lowering);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** True or false; undefined, and reported, where it is something else. */
export function extensionFlag(node: Node<JsonObject>, name: string, lowering: Lowering): boolean | undefined {
  const found = child(node, name);
  if (!found) return undefined;
  if (typeof found.value === "boolean") return found.value;
  reportExtension(found, { extension: name, problem: "it is neither true nor false" }, lowering);
  return undefined;
}

/** Something stands there that cannot be meant. */
export function reportExtension(
  node: Node,
  params: { readonly extension: string; readonly problem: string },
  lowering: Lowering,
): void {
  lowering.diagnostics.report("lower/invalid-extension", originOf(lowering, node), params);
}
