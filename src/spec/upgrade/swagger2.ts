/** From Swagger 2.0 (https://swagger.io/specification/v2/) to OpenAPI 3.0. */
import { childPointer, type JsonPointer, rootPointer } from "../../diagnostics/origin.js";
import { type Draft, isDraft, isObject, type JsonObject, type JsonValue, own } from "../json.js";
import { openapi3Shapes } from "../openapi3-shapes.js";
import type { Rewrites } from "../rewrites.js";
import { rootPlace, type Visit, walkStructure } from "../walk.js";
import { type Conversion, convertMap, textList } from "./swagger2-conversion.js";
import { convertPathItem } from "./swagger2-operation.js";
import { convertParameter, isBodyParameter } from "./swagger2-parameter.js";
import { convertResponse } from "./swagger2-response.js";
import { upgradeSwaggerSchema } from "./swagger2-schema.js";
import { convertSecurityScheme } from "./swagger2-security.js";
import { convertServers } from "./swagger2-server.js";
import type { Upgrade } from "./upgrade.js";

/** A new root of the 3.0 shape. Takes over the schemas and other parts that need no change. */
export function convertSwagger2(upgrade: Upgrade, source: string): Draft {
  const { root, rewrites } = upgrade;
  const conversion: Conversion = {
    ...upgrade,
    consumes: textList(root["consumes"]),
    produces: textList(root["produces"]),
  };
  const kept = Object.entries(root).filter(([key]) => keptMembers.has(key) || key.startsWith("x-"));
  const result: Draft = { openapi: "3.0.4", ...Object.fromEntries(kept) };
  rewrites.add(childPointer(rootPointer, "openapi"), { pointer: childPointer(rootPointer, "swagger") });
  const servers = convertServers(root, source);
  if (servers !== undefined) result["servers"] = servers;
  if ("paths" in root) result["paths"] = convertPaths(root["paths"] ?? null, conversion);
  result["components"] = convertComponents(conversion);
  return result;
}

/** Makes the schemas of a converted document those of OpenAPI 3.0, in place. */
export function upgradeSwaggerSchemas(root: Draft, rewrites: Rewrites): void {
  const visit: Visit = ({ kind, value, pointer }) => {
    if (kind === "schema" && isDraft(value)) upgradeSwaggerSchema(value, pointer, rewrites);
    return isObject(value) ? value : undefined;
  };
  walkStructure({ shapes: openapi3Shapes, visit, isShared: true }, rootPlace(root, rootPointer));
}

const keptMembers: ReadonlySet<string> = new Set(["info", "tags", "externalDocs", "security"]);

function convertPaths(paths: JsonValue, conversion: Conversion): JsonValue {
  if (!isObject(paths)) return paths;
  const at = childPointer(rootPointer, "paths");
  return convertMap(paths, at, (item, pointer) => convertPathItem(item, pointer, conversion));
}

function convertComponents(conversion: Conversion): Draft {
  const { root, rewrites } = conversion;
  const components: Draft = {};
  for (const [former, section, convert] of sections) {
    const map = own(root, former);
    if (map === undefined) continue;
    const at = childPointer(rootPointer, "components", section);
    rewrites.add(at, { pointer: childPointer(rootPointer, former) });
    components[section] = isObject(map) ? convert(map, at, conversion) : map;
  }
  return components;
}

type ConvertSection = (map: JsonObject, at: JsonPointer, conversion: Conversion) => JsonValue;

const sections: readonly (readonly [former: string, section: string, convert: ConvertSection])[] = [
  ["definitions", "schemas", (map) => map],
  ["parameters", "parameters", convertParameters],
  ["responses", "responses", convertResponses],
  [
    "securityDefinitions",
    "securitySchemes",
    (map, at) => convertMap(map, at, (scheme) => convertSecurityScheme(scheme)),
  ],
];

/** Bodies are no parameters any more: each operation that refers to one gets it as its request body. */
function convertParameters(map: JsonObject, at: JsonPointer, conversion: Conversion): JsonValue {
  const kept = Object.entries(map).filter(([, parameter]) => !isObject(parameter) || !isBodyParameter(parameter));
  return convertMap(Object.fromEntries(kept), at, (parameter, pointer) => {
    return convertParameter(parameter, { pointer, former: formerPlace(pointer, at, "parameters"), conversion });
  });
}

function convertResponses(map: JsonObject, at: JsonPointer, conversion: Conversion): JsonValue {
  return convertMap(map, at, (response, pointer) => {
    const former = formerPlace(pointer, at, "responses");
    return convertResponse(response, { pointer, former, produces: conversion.produces, conversion });
  });
}

function formerPlace(pointer: JsonPointer, at: JsonPointer, former: string): JsonPointer {
  const name = pointer.slice(at.length);
  return (childPointer(rootPointer, former) + name) as JsonPointer;
}
