/** Swagger 2.0, Path Item and Operation Object: https://swagger.io/specification/v2/#path-item-object */
import { childPointer, type JsonPointer, rootPointer } from "../../diagnostics/origin.js";
import { type Draft, isArray, isObject, type JsonObject, type JsonValue, own, setOwn } from "../json.js";
import { decodePercent } from "../pointer.js";
import { type BodyParameter, convertBody } from "./swagger2-body.js";
import type { Conversion } from "./swagger2-conversion.js";
import { convertParameter, isBodyParameter } from "./swagger2-parameter.js";
import { convertResponses, effectiveTypes } from "./swagger2-response.js";
import { upgradeRef } from "./swagger2-schema.js";
import { convertOperationServers } from "./swagger2-server.js";

const methods: ReadonlySet<string> = new Set(["get", "put", "post", "delete", "options", "head", "patch"]);

/** One path: its operations, and the parameters that they share. */
export function convertPathItem(item: JsonObject, pointer: JsonPointer, conversion: Conversion): Draft {
  const shared = splitParameters(item["parameters"], childPointer(pointer, "parameters"), conversion);
  const result: Draft = {};
  for (const [key, value] of Object.entries(item)) {
    const at = childPointer(pointer, key);
    const isOperation = methods.has(key) && isObject(value);
    const place = { pointer: at, shared: shared.bodies, conversion };
    setOwn(result, key, isOperation ? convertOperation(value, place) : value);
  }
  if (shared.parameters !== undefined) result["parameters"] = shared.parameters;
  return result;
}

interface OperationPlace {
  readonly pointer: JsonPointer;
  /** Body and form parameters of the path. */
  readonly shared: readonly BodyParameter[];
  readonly conversion: Conversion;
}

function convertOperation(operation: JsonObject, { pointer, shared, conversion }: OperationPlace): Draft {
  const { consumes, produces, schemes: _schemes, parameters, responses, ...rest } = operation;
  const own = splitParameters(parameters, childPointer(pointer, "parameters"), conversion);
  const body = convertBody(overrideBodies(shared, own.bodies), {
    pointer: childPointer(pointer, "requestBody"),
    consumes: effectiveTypes(consumes, conversion.consumes),
    conversion,
  });
  const result: Draft = { ...rest };
  if (own.parameters !== undefined) result["parameters"] = own.parameters;
  if (body !== undefined) result["requestBody"] = body;
  const at = childPointer(pointer, "responses");
  const types = effectiveTypes(produces, conversion.produces);
  if (responses !== undefined) {
    result["responses"] = convertResponses(responses, { pointer: at, former: at, produces: types, conversion });
  }
  const servers = convertOperationServers(operation, conversion.root);
  return servers === undefined ? result : { ...result, servers };
}

/** An operation's own body, or form field of the same name, stands for that of its path. */
function overrideBodies(shared: readonly BodyParameter[], own: readonly BodyParameter[]): readonly BodyParameter[] {
  const kept = shared.filter(({ parameter }) => !own.some((other) => replaces(other.parameter, parameter)));
  return [...kept, ...own];
}

function replaces(own: JsonObject, shared: JsonObject): boolean {
  return own["in"] === "body" || shared["in"] === "body" || own["name"] === shared["name"];
}

interface SplitParameters {
  /** What is still a parameter; what is no list stays, to be reported. */
  readonly parameters: JsonValue | undefined;
  readonly bodies: readonly BodyParameter[];
}

function splitParameters(list: JsonValue | undefined, at: JsonPointer, conversion: Conversion): SplitParameters {
  if (!isArray(list)) return { parameters: list, bodies: [] };
  const parameters: JsonValue[] = [];
  const bodies: BodyParameter[] = [];
  for (const [index, item] of list.entries()) {
    const former = childPointer(at, index);
    const body = bodyOf(item, former, conversion);
    if (body !== undefined) bodies.push(body);
    else parameters.push(convertItem(item, { pointer: childPointer(at, parameters.length), former, conversion }));
  }
  return { parameters, bodies };
}

function bodyOf(item: JsonValue, former: JsonPointer, conversion: Conversion): BodyParameter | undefined {
  if (!isObject(item)) return undefined;
  if (typeof item["$ref"] !== "string") return isBodyParameter(item) ? { parameter: item, former } : undefined;
  const name = /^#\/parameters\/([^/]+)$/.exec(item["$ref"])?.[1];
  const all = conversion.root["parameters"];
  if (name === undefined || !isObject(all)) return undefined;
  const key = decodePercent(name).replaceAll("~1", "/").replaceAll("~0", "~");
  const parameter = own(all, key);
  if (!isObject(parameter) || !isBodyParameter(parameter)) return undefined;
  return { parameter, former: childPointer(rootPointer, "parameters", key) };
}

interface ItemPlace {
  readonly pointer: JsonPointer;
  readonly former: JsonPointer;
  readonly conversion: Conversion;
}

function convertItem(item: JsonValue, place: ItemPlace): JsonValue {
  if (!isObject(item)) return item;
  if (typeof item["$ref"] !== "string") return convertParameter(item, place);
  if (place.pointer !== place.former) place.conversion.rewrites.add(place.pointer, { pointer: place.former });
  return { ...item, $ref: upgradeRef(item["$ref"]) };
}
