import { type OAuth2Flow, oauth2Grants, type SecurityRequirement, type SecurityScheme } from "../model/security.js";
import type { JsonObject } from "../spec/json.js";
import { withFernAuth } from "./extensions/fern-auth.js";
import {
  asObject,
  child,
  dereference,
  entriesOf,
  flagAt,
  itemsAt,
  type Lowering,
  type Node,
  objectAt,
  originOf,
  stringAt,
} from "./node.js";

/** OpenAPI 3.2, 4.30 Security Scheme Object. */
export function lowerSecuritySchemes(
  components: Node<JsonObject> | undefined,
  lowering: Lowering,
): readonly SecurityScheme[] {
  return entriesOf(components && objectAt(components, "securitySchemes")).flatMap(([wireName, node]) => {
    const object = dereference(lowering, node);
    const scheme = object && lowerScheme(wireName, object);
    if (!scheme)
      lowering.diagnostics.report("lower/unknown-security-scheme", originOf(lowering, node), { scheme: wireName });
    return scheme && object ? [withFernAuth(scheme, object, lowering)] : [];
  });
}

function lowerScheme(wireName: string, node: Node<JsonObject>): SecurityScheme | undefined {
  const base = {
    wireName,
    description: stringAt(node, "description"),
    deprecated: flagAt(node, "deprecated") ?? false,
  };
  switch (stringAt(node, "type")?.toLowerCase()) {
    case "apikey":
      return lowerApiKey(base, node);
    case "http":
      return lowerHttp(base, node);
    case "oauth2":
      return { ...base, type: "oauth2", flows: lowerFlows(node), metadataUrl: stringAt(node, "oauth2MetadataUrl") };
    case "openidconnect":
      return { ...base, type: "openIdConnect", url: stringAt(node, "openIdConnectUrl") ?? "" };
    case "mutualtls":
      return { ...base, type: "mutualTLS" };
    default:
      return undefined;
  }
}

type Named = Pick<SecurityScheme, "wireName" | "description" | "deprecated">;

function lowerApiKey(base: Named, node: Node<JsonObject>): SecurityScheme | undefined {
  const place = stringAt(node, "in");
  const keyName = stringAt(node, "name");
  if (keyName === undefined || (place !== "header" && place !== "query" && place !== "cookie")) return undefined;
  return { ...base, type: "apiKey", in: place, keyName };
}

/** RFC 9110, 11.1: scheme names compare case-insensitively. */
function lowerHttp(base: Named, node: Node<JsonObject>): SecurityScheme {
  const scheme = stringAt(node, "scheme") ?? "bearer";
  const name = scheme.toLowerCase();
  return name === "basic" || name === "bearer" ? { ...base, type: name } : { ...base, type: "http", scheme };
}

function lowerFlows(node: Node<JsonObject>): readonly OAuth2Flow[] {
  const flows = objectAt(node, "flows");
  return oauth2Grants.flatMap((grant) => {
    const flow = flows && objectAt(flows, grant);
    if (!flow) return [];
    return [
      {
        grant,
        authorizationUrl: stringAt(flow, "authorizationUrl"),
        deviceAuthorizationUrl: stringAt(flow, "deviceAuthorizationUrl"),
        tokenUrl: stringAt(flow, "tokenUrl"),
        refreshUrl: stringAt(flow, "refreshUrl"),
        scopes: Object.keys(objectAt(flow, "scopes")?.value ?? {}),
      },
    ];
  });
}

/** The `security` of the document or of an operation; undefined where it says nothing. */
export function lowerSecurityRequirements(
  holder: Node<JsonObject>,
  schemes: readonly SecurityScheme[],
  lowering: Lowering,
): readonly SecurityRequirement[] | undefined {
  if (!Array.isArray(child(holder, "security")?.value)) return undefined;
  return itemsAt(holder, "security").flatMap((node) => {
    const alternative = asObject(node);
    if (!alternative) return [];
    const unknown = Object.keys(alternative.value).filter((name) => !schemes.some(({ wireName }) => wireName === name));
    for (const scheme of unknown) {
      lowering.diagnostics.report("lower/undeclared-security-scheme", originOf(lowering, node), { scheme });
    }
    // An alternative with an unknown scheme can never be satisfied.
    if (unknown.length > 0) return [];
    return [entriesOf(alternative).map(([scheme, scopes]) => ({ scheme, scopes: stringItems(scopes) }))];
  });
}

function stringItems(node: Node): readonly string[] {
  return Array.isArray(node.value) ? node.value.filter((item): item is string => typeof item === "string") : [];
}
