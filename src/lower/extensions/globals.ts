/**
 * Parameters that a client gives to all its operations: Speakeasy's `x-speakeasy-globals`, Fern's `x-fern-global-headers`,
 * `x-fern-version` and `x-fern-sdk-variables`, Microsoft's `x-ms-parameter-location: client`,
 * https://www.speakeasy.com/docs/customize/globals
 */
import type { GlobalParam } from "../../model/global-param.js";
import type { Schema } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import {
  asObject,
  child,
  dereference,
  itemsAt,
  type Lowering,
  type Node,
  objectAt,
  originOf,
  stringAt,
  valuesAt,
} from "../node.js";
import { bareBase } from "../schema/base.js";
import { extensionText, reportExtension } from "./extension-value.js";

const globals = "x-speakeasy-globals";
const globalHeaders = "x-fern-global-headers";
const version = "x-fern-version";

/** Those that the document lists for all operations. */
export function lowerGlobals(root: Node<JsonObject>, lowering: Lowering): readonly GlobalParam[] {
  const listed = objectAt(root, globals);
  return [
    ...(listed ? itemsAt(listed, "parameters") : []).flatMap((node) => lowerListed(node, lowering)),
    ...itemsAt(root, globalHeaders).flatMap((node) => lowerHeader(node, globalHeaders, lowering)),
    ...lowerVersion(root, lowering),
  ];
}

/** An operation that declares the same parameter gets it; what it is stands there. */
function lowerListed(node: Node, lowering: Lowering): readonly GlobalParam[] {
  const object = dereference(lowering, node);
  const wireName = object && stringAt(object, "name");
  const location = object && stringAt(object, "in");
  const isPlace = location === "path" || location === "query" || location === "header" || location === "cookie";
  if (!object || wireName === undefined || !isPlace) {
    reportExtension(node, { extension: globals, problem: "a parameter needs name and in" }, lowering);
    return [];
  }
  const schema: Schema = { kind: "unknown", ...bareBase(object, lowering) };
  const name = extensionText(object, "x-speakeasy-name-override", lowering) ?? wireName;
  return [{ origin: originOf(lowering, object), name, wireName, location, isEverywhere: false, schema }];
}

function lowerHeader(node: Node, extension: string, lowering: Lowering): readonly GlobalParam[] {
  const object = asObject(node);
  const wireName = object && stringAt(object, "header")?.trim();
  // RFC 9110, 5.6.2: the name of a header is a token.
  if (!object || wireName === undefined || !/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(wireName)) {
    reportExtension(node, { extension, problem: "an entry needs the name of a header" }, lowering);
    return [];
  }
  const type = stringAt(object, "type") ?? "string";
  const fixed = /^literal<"([^"]*)">$/.exec(type)?.[1];
  const preset = child(object, "default")?.value ?? fixed;
  return [
    {
      origin: originOf(lowering, object),
      name: stringAt(object, "name") ?? wireName.replace(/^x-/i, ""),
      wireName,
      location: "header",
      isEverywhere: true,
      env: stringAt(object, "env"),
      default: typeof preset === "object" ? undefined : preset,
      schema: headerSchema(type, object, lowering),
    },
  ];
}

/** Fern's own words for types; what it calls a literal is the value that is sent where no other is given. */
function headerSchema(type: string, node: Node<JsonObject>, lowering: Lowering): Schema {
  const base = { ...bareBase(node, lowering), description: stringAt(node, "docs") };
  const plain = /^(?:optional|nullable)<(.*)>$/.exec(type)?.[1] ?? type;
  if (plain === "boolean") return { kind: "boolean", ...base };
  if (/^(?:integer|long|double|number)$/.test(plain)) return { kind: "numeric", ...base, integer: false };
  return { kind: "text", ...base };
}

/** `{ header, default, values }`, also with `version` around it. The values are told, others may be sent. */
function lowerVersion(root: Node<JsonObject>, lowering: Lowering): readonly GlobalParam[] {
  const found = child(root, version);
  if (!found) return [];
  const object = asObject(found);
  const own = object && (objectAt(object, "version") ?? object);
  return lowerHeader(own ?? found, version, lowering).map((header) => {
    const values = own ? valuesAt(own, "values") : [];
    if (values.length === 0) return { ...header, name: "version" };
    const schema: Schema = { kind: "enum", ...bareBase(found, lowering), values, openness: "open" };
    return { ...header, name: "version", schema };
  });
}

/** What the client calls a parameter that an operation's own declaration says is the client's. */
export function clientParameter(
  parameter: Node<JsonObject>,
  authorName: string | undefined,
  lowering: Lowering,
): string | undefined {
  const variable = extensionText(parameter, "x-fern-sdk-variable", lowering);
  if (variable !== undefined) return variable;
  const isClients = extensionText(parameter, "x-ms-parameter-location", lowering) === "client";
  return isClients ? (authorName ?? stringAt(parameter, "name")) : undefined;
}
