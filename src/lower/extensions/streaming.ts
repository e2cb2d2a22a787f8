/**
 * What extensions say of streams: Fern's `x-fern-streaming` (https://buildwithfern.com/learn/api-definitions/openapi/endpoints/sse),
 * Scalar's `x-scalar-streaming`, and Speakeasy's `x-speakeasy-stream-request-field` and `x-speakeasy-sse-sentinel`.
 */
import type { JsonObject } from "../../spec/json.js";
import { asObject, child, type Node, stringAt } from "../node.js";

export interface StreamingExtension {
  readonly format: "events" | "lines";
  /** The property or parameter that asks for the stream; undefined where the operation always streams. */
  readonly flag: string | undefined;
  /** The schema of an item, where it is not that of the response. */
  readonly item: Node | undefined;
  readonly sentinel: string | undefined;
}

/** What the operation says. */
export function readStreaming(operation: Node<JsonObject>): StreamingExtension | undefined {
  return readFern(operation) ?? streamingOf(operation);
}

/** `x-scalar-streaming`, at an operation or a response. */
export function streamingOf(holder: Node<JsonObject>): StreamingExtension | undefined {
  const format = stringAt(holder, "x-scalar-streaming");
  if (format !== "sse" && format !== "jsonl") return undefined;
  return { format: format === "sse" ? "events" : "lines", flag: undefined, item: undefined, sentinel: undefined };
}

function readFern(operation: Node<JsonObject>): StreamingExtension | undefined {
  const found = child(operation, "x-fern-streaming");
  if (found?.value === true) return { format: "lines", flag: undefined, item: undefined, sentinel: undefined };
  const node = found && asObject(found);
  if (!node) return undefined;
  return {
    format: stringAt(node, "format") === "sse" ? "events" : "lines",
    flag: flagName(stringAt(node, "stream-condition")),
    item: child(node, "response-stream"),
    sentinel: stringAt(node, "terminator"),
  };
}

/** The name of what asks for a stream, where an extension gives it. */
export function readStreamFlag(operation: Node<JsonObject>): string | undefined {
  return stringAt(operation, "x-speakeasy-stream-request-field") ?? readFern(operation)?.flag;
}

/** `$request.stream`, `$request.body.stream` or just `stream`. */
function flagName(condition: string | undefined): string | undefined {
  const name = condition?.split(".").at(-1);
  return name === "" ? undefined : name;
}

/** The data that ends the stream, as Speakeasy has it beside the schema. */
export function readSentinel(media: Node<JsonObject>): string | undefined {
  return stringAt(media, "x-speakeasy-sse-sentinel");
}
