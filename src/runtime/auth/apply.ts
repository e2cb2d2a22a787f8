import type { SecuritySchemeDescriptor } from "../contract.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { copyHeaders } from "../headers.js";
import type { ApiRequest } from "../request.js";
import { appendQuery } from "../serialize/append-query.js";
import { headerProblem } from "../serialize/header.js";
import { applyApiKey } from "./api-key.js";
import type { AppliedCredential } from "./applied-credential.js";
import { basicHeader } from "./basic.js";
import { bearerHeader } from "./bearer.js";

/** @throws ConfigurationError if the value is not what the scheme needs; the message never repeats it */
export function toApplied(name: string, scheme: SecuritySchemeDescriptor, value: unknown): AppliedCredential {
  const applied = applyScheme(name, scheme, value);
  const problem = applied.header === undefined ? undefined : headerProblem(...applied.header);
  if (problem !== undefined) throw new ConfigurationError({ message: `\`auth.${name}\` can't be sent: ${problem}` });
  return applied;
}

/** A copy of the request: the one that hooks and logs know stays free of secrets. */
export function applyCredential(request: ApiRequest, list: readonly AppliedCredential[]): ApiRequest {
  request.call.keepCredentials(list);
  const headers = copyHeaders(request.headers);
  let path = request.path;
  for (const { header, query, cookie } of list) {
    // A header that the user wrote by hand wins.
    if (header !== undefined && headers[header[0]] === undefined) headers[header[0]] = header[1];
    if (query !== undefined) path = addToPath(path, query);
    if (cookie !== undefined) headers["cookie"] = headers["cookie"] ? `${headers["cookie"]}; ${cookie}` : cookie;
  }
  return { ...request, headers, path };
}

function applyScheme(name: string, scheme: SecuritySchemeDescriptor, value: unknown): AppliedCredential {
  if (scheme.type === "mutualTLS") return {};
  if (scheme.type === "basic") return { header: ["authorization", basicHeader(name, value)] };
  if (typeof value !== "string" || value === "") {
    throw new ConfigurationError({ message: `\`auth.${name}\` must be a string that is not empty` });
  }
  if (scheme.type === "apiKey") return applyApiKey(scheme, value);
  const word = scheme.type === "http" ? scheme.scheme : "Bearer";
  return { header: ["authorization", bearerHeader(word, value)] };
}

/** A parameter that is there already wins: the user wrote it by hand, or a redirect repeats it. */
function addToPath(path: string, query: string): string {
  const name = query.slice(0, query.indexOf("=") + 1);
  if (path.includes(`?${name}`) || path.includes(`&${name}`)) return path;
  const start = path.indexOf("?");
  return start < 0 ? `${path}?${query}` : `${path.slice(0, start)}?${appendQuery(path.slice(start + 1), query)}`;
}
