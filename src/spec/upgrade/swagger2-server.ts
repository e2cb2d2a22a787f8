/** Swagger 2.0, `host`, `basePath`, `schemes`: https://swagger.io/specification/v2/#swagger-object */
import type { Draft, JsonObject } from "../json.js";
import { textList } from "./swagger2-conversion.js";

/** The servers of a document; undefined where it says nothing of them and was read from a file. */
export function convertServers(root: JsonObject, source: string): Draft[] | undefined {
  const base = URL.canParse(source) ? new URL(source) : undefined;
  // What is not said is that of the place the document was read from.
  const host = typeof root["host"] === "string" ? root["host"] : base?.host;
  const path = typeof root["basePath"] === "string" ? root["basePath"].replace(/(?<!\/)\/+$/, "") : "";
  if (host === undefined) return path === "" ? undefined : [{ url: path }];
  const schemes = httpSchemes(root, base);
  return schemes.map((scheme) => ({ url: `${scheme}://${host}${path}` }));
}

/** The servers of an operation that has its own schemes. */
export function convertOperationServers(operation: JsonObject, root: JsonObject): Draft[] | undefined {
  if (textList(operation["schemes"]).length === 0 || typeof root["host"] !== "string") return undefined;
  return convertServers({ ...root, schemes: operation["schemes"] ?? [] }, "");
}

/** Those that a client of HTTP can speak, the safe one first: the first server is the default. */
function httpSchemes(root: JsonObject, base: URL | undefined): readonly string[] {
  const declared = textList(root["schemes"]).filter((scheme) => scheme === "http" || scheme === "https");
  if (declared.length > 0) return [...new Set(declared)].sort().reverse();
  return [base?.protocol === "http:" ? "http" : "https"];
}
