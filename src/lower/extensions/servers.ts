/** What extensions say of servers: their names, a base path of all of them, and Microsoft's host with parameters. */
import type { Server, ServerVariable } from "../../model/server.js";
import type { JsonObject } from "../../spec/json.js";
import {
  child,
  dereference,
  flagAt,
  itemsAt,
  type Lowering,
  type Node,
  objectAt,
  scalarText,
  stringAt,
} from "../node.js";
import { extensionText, firstText, reportExtension } from "./extension-value.js";

const names = ["x-speakeasy-server-id", "x-fern-server-name", "x-name"];

/** How `server: "…"` chooses it. */
export function serverName(server: Node<JsonObject>, lowering: Lowering): string | undefined {
  return stringAt(server, "name") ?? firstText(server, names, lowering);
}

const basePath = "x-fern-base-path";

/** The servers with what stands before every path of the document. */
export function withBasePath(
  root: Node<JsonObject>,
  servers: readonly Server[],
  lowering: Lowering,
): readonly Server[] {
  const path = extensionText(root, basePath, lowering)?.replace(/^\/+|(?<!\/)\/+$/g, "");
  if (path === undefined || path === "") return servers;
  if (/[?#{}\s]/.test(path)) {
    reportExtension(child(root, basePath) ?? root, { extension: basePath, problem: `"${path}" is no path` }, lowering);
    return servers;
  }
  return servers.map((server) => ({ ...server, url: `${server.url.replace(/(?<!\/)\/+$/, "")}/${path}` }));
}

const parameterizedHost = "x-ms-parameterized-host";

/**
 * A host whose parts the user gives: `{ hostTemplate: "{account}.example.com", parameters: […] }`. Undefined where there
 * is none.
 */
export function lowerParameterizedHost(
  root: Node<JsonObject>,
  servers: readonly Server[],
  lowering: Lowering,
): readonly Server[] | undefined {
  const found = child(root, parameterizedHost);
  if (!found) return undefined;
  const node = objectAt(root, parameterizedHost);
  const template = node && stringAt(node, "hostTemplate")?.trim();
  if (!node || template === undefined || template === "") {
    reportExtension(found, { extension: parameterizedHost, problem: "it has no hostTemplate" }, lowering);
    return undefined;
  }
  const parameters = itemsAt(node, "parameters").flatMap((item) => dereference(lowering, item) ?? []);
  const placed = [...template.matchAll(/\{([^{}]+)\}/g)].flatMap(([, name]) => (name === undefined ? [] : [name]));
  const variables = placed.flatMap((name) => lowerHostVariable(name, parameters));
  // The path of the document (`basePath`) is that of its other servers.
  const path = servers
    .map(({ url }) => /^(?:https?:\/\/[^/]*)?(\/.*)$/.exec(url)?.[1])
    .find((text) => text !== undefined);
  const scheme = flagAt(node, "useSchemePrefix") === false ? "" : "https://";
  return [{ url: `${scheme}${template}${path?.replace(/(?<!\/)\/+$/, "") ?? ""}`, variables }];
}

/** Without a default the user must give it: then it is no variable of the server's, and the client says so. */
function lowerHostVariable(name: string, parameters: readonly Node<JsonObject>[]): readonly ServerVariable[] {
  const parameter = parameters.find((candidate) => stringAt(candidate, "name") === name);
  const schema = parameter && (objectAt(parameter, "schema") ?? parameter);
  const preset = schema && scalarText((child(schema, "default") ?? child(schema, "x-ms-client-default"))?.value);
  if (!schema || preset === undefined) return [];
  return [{ name, default: preset, enum: itemsAt(schema, "enum").flatMap(({ value }) => scalarText(value) ?? []) }];
}
