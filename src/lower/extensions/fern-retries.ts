/**
 * Fern's `x-fern-retries`, `x-fern-idempotent` and `x-fern-idempotency-headers`,
 * https://buildwithfern.com/learn/api-definitions/openapi/extensions/others
 */
import type { RetryRule } from "../../model/retry.js";
import type { JsonObject } from "../../spec/json.js";
import { asObject, child, flagAt, itemsAt, type Lowering, type Node, objectAt, originOf, stringAt } from "../node.js";
import { toCount } from "./scalar-retries.js";

const retries = "x-fern-retries";

export function lowerFernRetries(operation: Node<JsonObject>, lowering: Lowering): RetryRule | undefined {
  const node = objectAt(operation, retries);
  if (!node) return undefined;
  if (flagAt(node, "disabled") === true) return false;
  const attempts = child(node, "max-attempts");
  if (!attempts) return undefined;
  const count = toCount(attempts.value);
  // The first attempt is one of them.
  if (count !== undefined && count > 0) return { maxRetries: count - 1 };
  const problem = '"max-attempts" is no whole number from 1 on';
  lowering.diagnostics.report("lower/invalid-retry-policy", originOf(lowering, attempts), {
    extension: retries,
    problem,
  });
  return undefined;
}

export function isFernIdempotent(operation: Node<JsonObject>): boolean {
  return flagAt(operation, "x-fern-idempotent") === true;
}

/** The header of the document's list that takes a key: others say how long it is remembered. */
export function fernIdempotencyHeader(root: Node<JsonObject>): string | undefined {
  const headers = itemsAt(root, "x-fern-idempotency-headers").flatMap((item) => {
    const object = asObject(item);
    const header = object && stringAt(object, "header");
    return header === undefined ? [] : [header];
  });
  return headers.find((header) => /key|token|request-?id/i.test(header));
}
