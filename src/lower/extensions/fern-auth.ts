/** Fern's `x-fern-bearer`, `x-fern-header` and `x-fern-basic`, https://buildwithfern.com/learn/api-definitions/openapi/authentication */
import type { SecurityScheme } from "../../model/security.js";
import type { JsonObject } from "../../spec/json.js";
import { type Lowering, type Node, objectAt, originOf, stringAt } from "../node.js";

/** The scheme with what the extensions beside it say: environment variables, and what stands before the key. */
export function withFernAuth(scheme: SecurityScheme, node: Node<JsonObject>, lowering: Lowering): SecurityScheme {
  switch (scheme.type) {
    case "bearer": {
      const bearer = objectAt(node, "x-fern-bearer");
      return bearer ? { ...scheme, env: variableAt(bearer), origin: originOf(lowering, bearer) } : scheme;
    }
    case "apiKey": {
      const header = scheme.in === "header" ? objectAt(node, "x-fern-header") : undefined;
      if (!header) return scheme;
      return { ...scheme, env: variableAt(header), prefix: prefixAt(header), origin: originOf(lowering, header) };
    }
    case "basic": {
      const basic = objectAt(node, "x-fern-basic");
      if (!basic) return scheme;
      const variable = (name: string) => variableAt(objectAt(basic, name));
      const origin = originOf(lowering, basic);
      return { ...scheme, origin, usernameEnv: variable("username"), passwordEnv: variable("password") };
    }
    default:
      return scheme;
  }
}

/** What a shell can set; anything else is as good as nothing. */
function variableAt(node: Node<JsonObject> | undefined): string | undefined {
  const name = node && stringAt(node, "env");
  return name !== undefined && /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : undefined;
}

/** A word is separated from the key by a space, which Fern leaves out; what ends in something else stays as it is. */
function prefixAt(node: Node<JsonObject>): string | undefined {
  const prefix = stringAt(node, "prefix");
  if (prefix === undefined || prefix.trim() === "") return undefined;
  return /\w$/.test(prefix) ? `${prefix} ` : prefix;
}
