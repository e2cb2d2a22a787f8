/** Swagger 2.0, Response Object: https://swagger.io/specification/v2/#response-object */
import { childPointer, type JsonPointer } from "../../diagnostics/origin.js";
import { type Draft, isObject, type JsonObject, type JsonValue, setOwn } from "../json.js";
import { convertMap, textList } from "./swagger2-conversion.js";
import { type ConversionPlace, convertParameter } from "./swagger2-parameter.js";
import { upgradeRef } from "./swagger2-schema.js";

export interface ResponsePlace extends ConversionPlace {
  /** The media types that apply. */
  readonly produces: readonly string[];
}

/** The responses of an operation, by status. */
export function convertResponses(responses: JsonValue, place: ResponsePlace): JsonValue {
  if (!isObject(responses)) return responses;
  return convertMap(responses, place.pointer, (response, pointer) => {
    const former = (place.former + pointer.slice(place.pointer.length)) as JsonPointer;
    return convertReferable(response, { ...place, pointer, former });
  });
}

/** A shared response has the document's media types; one with other types is written out. */
function convertReferable(response: JsonObject, place: ResponsePlace): Draft {
  const ref = response["$ref"];
  if (typeof ref !== "string") return convertResponse(response, place);
  const { conversion } = place;
  const name = ref.startsWith("#/responses/") ? ref.slice("#/responses/".length) : undefined;
  const shared = isObject(conversion.root["responses"]) && name ? conversion.root["responses"][name] : undefined;
  const isSame = place.produces.join() === conversion.produces.join();
  if (isSame || !isObject(shared) || "$ref" in shared || !("schema" in shared))
    return { ...response, $ref: upgradeRef(ref) };
  const former = `/responses/${name}` as JsonPointer;
  conversion.rewrites.add(place.pointer, { pointer: former });
  return convertResponse(shared, { ...place, former });
}

/** One response: its schema moves into a media type for each type that is produced. */
export function convertResponse(response: JsonObject, place: ResponsePlace): Draft {
  if (typeof response["$ref"] === "string") return { ...response, $ref: upgradeRef(response["$ref"]) };
  const { schema, examples, headers, ...rest } = response;
  const result: Draft = { ...rest };
  if (headers !== undefined) result["headers"] = convertHeaders(headers, place);
  if (schema === undefined) return result;
  const content: Draft = {};
  const at = childPointer(place.pointer, "content");
  for (const type of mediaTypes(schema, examples, place)) {
    const example = isObject(examples) ? examples[type] : undefined;
    setOwn(content, type, { schema, ...(example === undefined ? {} : { example }) });
    const { rewrites } = place.conversion;
    rewrites.add(childPointer(at, type), { pointer: place.former });
    rewrites.add(childPointer(at, type, "example"), { pointer: childPointer(place.former, "examples", type) });
  }
  return { ...result, content };
}

function mediaTypes(schema: JsonValue, examples: JsonValue | undefined, place: ResponsePlace): readonly string[] {
  if (place.produces.length > 0) return place.produces;
  if (isObject(schema) && schema["type"] === "file") return ["application/octet-stream"];
  const shown = isObject(examples) ? Object.keys(examples).filter((type) => type.includes("/")) : [];
  return shown.length > 0 ? shown : ["application/json"];
}

function convertHeaders(headers: JsonValue, place: ResponsePlace): JsonValue {
  if (!isObject(headers)) return headers;
  const at = childPointer(place.pointer, "headers");
  return convertMap(headers, at, (header, pointer) => {
    const former = childPointer(place.former, "headers") + pointer.slice(at.length);
    return convertParameter(header, { ...place, pointer, former: former as JsonPointer });
  });
}

/** The media types of an operation: its own, or else the document's. */
export function effectiveTypes(own: JsonValue | undefined, inherited: readonly string[]): readonly string[] {
  return own === undefined ? inherited : textList(own);
}
