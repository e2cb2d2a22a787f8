import type { Server, ServerVariable } from "../model/server.js";
import type { JsonObject } from "../spec/json.js";
import { lowerParameterizedHost, serverName, withBasePath } from "./extensions/servers.js";
import {
  asObject,
  child,
  entriesOf,
  itemsAt,
  type Lowering,
  type Node,
  objectAt,
  scalarText,
  stringAt,
} from "./node.js";

/** OpenAPI 3.2, 4.5 Server Object. The default of the specification, `/`, is no place: the list is left empty. */
export function lowerServers(holder: Node<JsonObject>, lowering: Lowering): readonly Server[] {
  return itemsAt(holder, "servers").flatMap((node) => {
    const server = asObject(node);
    const url = server && stringAt(server, "url");
    if (!server || url === undefined || url.trim() === "") return [];
    return [
      {
        url: url.trim(),
        name: serverName(server, lowering),
        description: stringAt(server, "description"),
        variables: entriesOf(objectAt(server, "variables")).flatMap(lowerVariable),
      },
    ];
  });
}

/** Those of the document, with what extensions say of them all. */
export function lowerRootServers(root: Node<JsonObject>, lowering: Lowering): readonly Server[] {
  const servers = lowerServers(root, lowering);
  return withBasePath(root, lowerParameterizedHost(root, servers, lowering) ?? servers, lowering);
}

/** A variable without a default takes the first of its values. */
function lowerVariable([name, node]: readonly [string, Node]): readonly ServerVariable[] {
  const variable = asObject(node);
  if (!variable) return [];
  const values = itemsAt(variable, "enum").flatMap(({ value }) => scalarText(value) ?? []);
  const fallback = scalarText(child(variable, "default")?.value) ?? values[0] ?? "";
  return [{ name, default: fallback, enum: values }];
}
