/** Speakeasy's `x-speakeasy-retries`, https://www.speakeasy.com/docs/sdks/customize/runtime/retries */
import type { RetryRule, StatusRange } from "../../model/retry.js";
import type { JsonObject } from "../../spec/json.js";
import { child, flagAt, itemsAt, type Lowering, type Node, numberAt, objectAt, originOf, stringAt } from "../node.js";

const name = "x-speakeasy-retries";

/** What the extension at `holder`, the document's root or an operation, says; what makes no sense is reported and left out. */
export function lowerSpeakeasyRetries(holder: Node<JsonObject>, lowering: Lowering): RetryRule | undefined {
  const node = objectAt(holder, name);
  if (!node) return undefined;
  const strategy = stringAt(node, "strategy");
  if (strategy === "none") return false;
  if (strategy !== "backoff") {
    return refuse(child(node, "strategy") ?? node, 'its strategy is neither "backoff" nor "none"', lowering);
  }
  const backoff = objectAt(node, "backoff") ?? { value: {}, pointer: node.pointer };
  const milliseconds = (key: string) => positive(backoff, key, lowering);
  return {
    baseDelay: milliseconds("initialInterval"),
    maxDelay: milliseconds("maxInterval"),
    factor: milliseconds("exponent"),
    maxElapsed: milliseconds("maxElapsedTime"),
    statuses: lowerStatuses(node, lowering),
    connectionErrors: flagAt(node, "retryConnectionErrors") ?? false,
  };
}

function positive(node: Node<JsonObject>, key: string, lowering: Lowering): number | undefined {
  const found = child(node, key);
  if (!found) return undefined;
  const value = numberAt(node, key);
  return value !== undefined && value > 0 ? value : refuse(found, `"${key}" is no positive number`, lowering);
}

function lowerStatuses(node: Node<JsonObject>, lowering: Lowering): readonly (number | StatusRange)[] | undefined {
  const statuses = itemsAt(node, "statusCodes").flatMap((item) => {
    const status = toStatus(item.value);
    if (status === undefined) refuse(item, "a status to retry on is one from 400 to 599, 4XX or 5XX", lowering);
    return status ?? [];
  });
  return statuses.length === 0 ? undefined : statuses;
}

function toStatus(value: unknown): number | StatusRange | undefined {
  // An object of the document may have a `toString` that is no function.
  const text = typeof value === "number" || typeof value === "string" ? String(value).toUpperCase() : "";
  if (text === "4XX" || text === "5XX") return text;
  return /^[45]\d\d$/.test(text) ? Number(text) : undefined;
}

function refuse(node: Node, problem: string, lowering: Lowering): undefined {
  lowering.diagnostics.report("lower/invalid-retry-policy", originOf(lowering, node), { extension: name, problem });
}
