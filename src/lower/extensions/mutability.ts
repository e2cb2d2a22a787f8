import type { SchemaBase } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import { child, type Lowering, type Node } from "../node.js";
import { reportExtension } from "./extension-value.js";

const extension = "x-ms-mutability";

/** Microsoft's list of `create`, `read` and `update`; undefined where it is not there. */
export function lowerMutability(node: Node<JsonObject>, lowering: Lowering): SchemaBase["access"] | undefined {
  const found = child(node, extension);
  if (!found) return undefined;
  const known: readonly unknown[] = ["create", "read", "update"];
  if (!Array.isArray(found.value) || found.value.length === 0 || !found.value.every((item) => known.includes(item))) {
    reportExtension(found, { extension, problem: "it is no list of create, read and update" }, lowering);
    return undefined;
  }
  if (!found.value.includes("read")) return "write";
  return found.value.length === 1 ? "read" : "both";
}
