import type { Parameter, ParameterLocation } from "../model/operation.js";
import type { Schema } from "../model/schema.js";
import { isObject, type JsonObject } from "../spec/json.js";
import { lowerExamples } from "./examples.js";
import { lowerAnnotations } from "./extensions/annotations.js";
import { defaultOf } from "./extensions/client-default.js";
import { parameterName } from "./extensions/code-names.js";
import { clientParameter } from "./extensions/globals.js";
import {
  child,
  dereference,
  descriptionOf,
  entriesOf,
  flagAt,
  itemsAt,
  type Node,
  objectAt,
  originOf,
  stringAt,
} from "./node.js";
import type { OperationContext, OperationSite } from "./operation-sites.js";
import { parameterKey } from "./parameter-key.js";
import { bareBase } from "./schema/base.js";
import { delimitersAt, styleAt } from "./style.js";

const locations: readonly string[] = ["path", "query", "header", "cookie", "querystring"] satisfies ParameterLocation[];

// OpenAPI 3.2, 4.12.2: header parameters of these names are ignored; content negotiation and security say them.
const ignoredHeaders: readonly string[] = ["accept", "content-type", "authorization"];

/** OpenAPI 3.2, 4.12 Parameter Object: the operation's own parameters override those of its path by name and place. */
export function lowerParameters(site: OperationSite, context: OperationContext): readonly Parameter[] {
  const { parameters } = context.shared;
  const merged = new Map<string, Parameter>();
  const places = new Map<Parameter, Node>();
  for (const holder of [site.pathItem, site.node]) {
    for (const node of itemsAt(holder, "parameters")) {
      const make = (): Parameter | undefined => lowerParameter(node, context);
      const parameter = isReference(node)
        ? parameters.ofComponent(node, "", context, make)
        : parameters.ofText(node, context, make);
      if (!parameter) continue;
      merged.set(parameterKey(parameter), parameter);
      places.set(parameter, node);
    }
  }
  const declared = [...merged.values()].filter((parameter) =>
    isUsable(parameter, places.get(parameter), site, context),
  );
  return [...declared, ...undeclared(declared, site, context)];
}

function isReference({ value }: Node): boolean {
  return isObject(value) && Object.hasOwn(value, "$ref");
}

function lowerParameter(node: Node, context: OperationContext): Parameter | undefined {
  const object = dereference(context, node);
  const wireName = object && stringAt(object, "name");
  const location = object && stringAt(object, "in");
  if (!object || wireName === undefined || !isLocation(location)) return undefined;
  if (location === "header" && ignoredHeaders.includes(wireName.toLowerCase())) return undefined;
  const style =
    styleAt(object, location, context) ?? (location === "path" || location === "header" ? "simple" : "form");
  const authorName = parameterName(object, context);
  const [contentType, holder] = entriesOf(objectAt(object, "content"))[0] ?? [];
  const content = holder && dereference(context, holder);
  return {
    origin: originOf(context, object),
    wireName,
    authorName,
    clientName: clientParameter(object, authorName, context),
    location,
    required: location === "path" || (flagAt(object, "required") ?? false),
    ...lowerAnnotations(object, descriptionOf(node, object), context),
    style,
    explode: flagAt(object, "explode") ?? (style === "form" || style === "cookie"),
    allowReserved: flagAt(object, "allowReserved") ?? false,
    delimiters: delimitersAt(object),
    contentType,
    schema: parameterSchema(object, content, context),
    examples: [object, ...(content ? [content] : [])].flatMap((node) => lowerExamples(node, context)),
  };
}

function isLocation(text: string | undefined): text is ParameterLocation {
  return text !== undefined && locations.includes(text);
}

function parameterSchema(
  node: Node<JsonObject>,
  content: Node<JsonObject> | undefined,
  context: OperationContext,
): Schema {
  const schema = (content && child(content, "schema")) ?? child(node, "schema");
  const lowered: Schema = schema ? context.lower(schema) : { kind: "unknown", ...bareBase(node, context) };
  return lowered.default === undefined ? { ...lowered, default: defaultOf(node) } : lowered;
}

/** A path parameter that the path does not have cannot be sent. */
function isUsable(
  { location, wireName, origin }: Parameter,
  place: Node | undefined,
  { path }: OperationSite,
  context: OperationContext,
): boolean {
  if (location !== "path" || path.includes(`{${wireName}}`)) return true;
  const object = place && dereference(context, place);
  context.diagnostics.report("lower/unused-path-parameter", object ? originOf(context, object) : origin, {
    parameter: wireName,
    path,
  });
  return false;
}

/** What the path has in braces and nobody declares is a required string. */
function undeclared(
  declared: readonly Parameter[],
  site: OperationSite,
  context: OperationContext,
): readonly Parameter[] {
  const known = new Set(declared.filter(({ location }) => location === "path").map(({ wireName }) => wireName));
  const names = [...site.path.matchAll(/\{([^{}]+)\}/g)].flatMap(([, name]) => (name === undefined ? [] : [name]));
  return [...new Set(names)]
    .filter((name) => !known.has(name))
    .map((wireName): Parameter => {
      const origin = originOf(context, site.node);
      context.diagnostics.report("lower/undeclared-path-parameter", origin, { parameter: wireName, path: site.path });
      return {
        origin,
        wireName,
        location: "path",
        required: true,
        deprecated: false,
        style: "simple",
        explode: false,
        allowReserved: false,
        contentType: undefined,
        schema: { kind: "text", ...bareBase(site.node, context) },
        examples: [],
      };
    });
}
