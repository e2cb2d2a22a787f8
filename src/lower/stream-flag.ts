import { isJson } from "../model/media-type.js";
import type { Response, StreamFlag } from "../model/operation.js";
import { streamOf } from "../model/streaming.js";
import type { JsonObject } from "../spec/json.js";
import { readStreamFlag } from "./extensions/streaming.js";
import {
  asObject,
  child,
  dereference,
  entriesOf,
  itemsAt,
  type Lowering,
  type Node,
  objectAt,
  stringAt,
} from "./node.js";
import { followed, formsOf } from "./schema-forms.js";

/** What nearly everybody calls it. */
const usualName = "stream";

/** What asks an operation, which answers at once or as a stream, for the stream: as an extension says, or a boolean `stream`. */
export function lowerStreamFlag(
  operation: Node<JsonObject>,
  responses: readonly Response[],
  lowering: Lowering,
): StreamFlag | undefined {
  const stream = streamOf(responses);
  if (!stream || stream.isOnly) return undefined;
  const declared = readStreamFlag(operation);
  const wireName = declared ?? usualName;
  const inBody = bodyProperty(operation, wireName, lowering);
  if (inBody && (declared !== undefined || isBoolean(inBody, lowering))) return { in: "body", wireName };
  const inQuery = queryParameter(operation, wireName, lowering);
  return inQuery && (declared !== undefined || isBoolean(inQuery, lowering)) ? { in: "query", wireName } : undefined;
}

function bodyProperty(operation: Node<JsonObject>, name: string, lowering: Lowering): Node | undefined {
  const holder = child(operation, "requestBody");
  const body = holder && dereference(lowering, holder);
  const media = entriesOf(body && objectAt(body, "content")).find(([mediaType]) => isJson(mediaType))?.[1];
  const object = media && dereference(lowering, media);
  const schema = object && child(object, "schema");
  if (!schema) return undefined;
  return formsOf(schema, lowering)
    .map((form) => form.get(name))
    .find((property) => property !== undefined);
}

function queryParameter(operation: Node<JsonObject>, name: string, lowering: Lowering): Node | undefined {
  const found = itemsAt(operation, "parameters")
    .map((node) => dereference(lowering, node))
    .find((node) => node && stringAt(node, "in") === "query" && stringAt(node, "name") === name);
  return found && child(found, "schema");
}

function isBoolean(node: Node, lowering: Lowering): boolean {
  const object = followed(node, lowering);
  if (!object) return false;
  const values = [child(object, "const"), ...itemsAt(object, "enum")].map((value) => value?.value);
  const types = [child(object, "type")?.value].flat();
  if (types.includes("boolean") || values.some((value) => typeof value === "boolean")) return true;
  return [...itemsAt(object, "anyOf"), ...itemsAt(object, "oneOf")].some((member) => isBooleanType(member));
}

function isBooleanType(node: Node): boolean {
  const object = asObject(node);
  return object !== undefined && [child(object, "type")?.value].flat().includes("boolean");
}
