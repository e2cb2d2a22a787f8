/** Swagger 2.0, Security Scheme Object: https://swagger.io/specification/v2/#security-scheme-object */
import { type Draft, isObject, type JsonObject } from "../json.js";

/** A security scheme in the words of OpenAPI 3. What is of no known type stays as it is. */
export function convertSecurityScheme(scheme: JsonObject): Draft {
  if (scheme["type"] === "basic") return { ...scheme, type: "http", scheme: "basic" };
  if (scheme["type"] !== "oauth2") return { ...scheme };
  const { flow, authorizationUrl, tokenUrl, scopes, ...rest } = scheme;
  const name = typeof flow === "string" ? flows.get(flow) : undefined;
  if (name === undefined) return { ...scheme };
  const urls = {
    ...(authorizationUrl === undefined ? {} : { authorizationUrl }),
    ...(tokenUrl === undefined ? {} : { tokenUrl }),
  };
  return { ...rest, flows: { [name]: { ...urls, scopes: isObject(scopes) ? scopes : {} } } };
}

const flows: ReadonlyMap<string, string> = new Map([
  ["implicit", "implicit"],
  ["password", "password"],
  ["application", "clientCredentials"],
  ["accessCode", "authorizationCode"],
]);
