/** Scalar's `x-scalar-retries`: how often an operation is repeated, https://guides.scalar.com/scalar/scalar-sdks */
import type { RetryRule } from "../../model/retry.js";
import type { JsonObject } from "../../spec/json.js";
import { child, type Lowering, type Node, originOf } from "../node.js";

const name = "x-scalar-retries";

export function lowerScalarRetries(operation: Node<JsonObject>, lowering: Lowering): RetryRule | undefined {
  const node = child(operation, name);
  if (!node) return undefined;
  const count = toCount(node.value);
  if (count !== undefined) return count === 0 ? false : { maxRetries: count };
  const problem = "it is no whole number from 0 on";
  lowering.diagnostics.report("lower/invalid-retry-policy", originOf(lowering, node), { extension: name, problem });
  return undefined;
}

/** A whole number from 0 on. */
export function toCount(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : undefined;
}
