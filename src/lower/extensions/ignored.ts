/** Operations that the document keeps out of SDKs, each in the words of the generator that it was written for. */
import type { JsonObject } from "../../spec/json.js";
import { child, itemsAt, type Lowering, type Node } from "../node.js";
import { extensionFlag, reportExtension } from "./extension-value.js";

const flags = ["x-speakeasy-ignore", "x-fern-ignore", "x-scalar-ignore"];
const stainlessSkip = "x-stainless-skip";
const ownLanguages: readonly unknown[] = ["typescript", "node"];

/** The extension that leaves an operation out; undefined where none does. */
export function ignoringExtension(operation: Node<JsonObject>, lowering: Lowering): string | undefined {
  const flagged = flags.find((name) => extensionFlag(operation, name, lowering) === true);
  return flagged ?? (isSkipped(operation, lowering) ? stainlessSkip : undefined);
}

/** True, or the languages that it concerns. */
function isSkipped(operation: Node<JsonObject>, lowering: Lowering): boolean {
  const found = child(operation, stainlessSkip);
  if (!found) return false;
  if (typeof found.value === "boolean") return found.value;
  if (Array.isArray(found.value))
    return itemsAt(operation, stainlessSkip).some(({ value }) => ownLanguages.includes(value));
  const problem = "it is neither true nor a list of languages";
  reportExtension(found, { extension: stainlessSkip, problem }, lowering);
  return false;
}
