import type { Parameter } from "../model/operation.js";
import type { Idempotency, RetryRule } from "../model/retry.js";
import type { JsonObject } from "../spec/json.js";
import { isFernIdempotent, lowerFernRetries } from "./extensions/fern-retries.js";
import { lowerScalarRetries } from "./extensions/scalar-retries.js";
import { lowerSpeakeasyRetries } from "./extensions/speakeasy-retries.js";
import type { Lowering, Node } from "./node.js";

/** What an operation says of its repetition; the first family that says something is believed. */
export function lowerRetries(operation: Node<JsonObject>, lowering: Lowering): RetryRule | undefined {
  return (
    lowerSpeakeasyRetries(operation, lowering) ??
    lowerFernRetries(operation, lowering) ??
    lowerScalarRetries(operation, lowering)
  );
}

export interface IdempotencyInput {
  readonly method: string;
  readonly parameters: readonly Parameter[];
  readonly retry: RetryRule | undefined;
  /** The header that the document names for all operations that are marked. */
  readonly commonHeader: string | undefined;
}

/** Why the operation may be sent twice; undefined where the document doesn't say. */
export function lowerIdempotency(node: Node<JsonObject>, input: IdempotencyInput): Idempotency | undefined {
  const isMarked = isFernIdempotent(node);
  const declared = input.parameters.find(isKeyParameter)?.wireName;
  const header = declared ?? (isMarked ? input.commonHeader : undefined);
  const repeatable = isMarked || saysItself(input);
  if (header === undefined && !repeatable) return undefined;
  return { header, repeatable: repeatable ? true : undefined };
}

/** An author who lists the failures on which this very POST is repeated has thought of what that does. */
function saysItself({ method, retry }: IdempotencyInput): boolean {
  return (method === "POST" || method === "PATCH") && !!retry && retry.statuses !== undefined;
}

const uuidLength = 36;

/** draft-ietf-httpapi-idempotency-key-header 2.1, and what came before it. A UUID must be able to stand in it. */
function isKeyParameter({ location, wireName, schema }: Parameter): boolean {
  if (location !== "header" || !/^(?:x-)?idempoten(?:cy|t)[-_]?key$/i.test(wireName)) return false;
  if (schema.kind === "text") return schema.pattern === undefined && (schema.maxLength ?? uuidLength) >= uuidLength;
  return schema.kind === "unknown";
}
