/** OpenAPI 3.2, 4.12.3 Style Values, https://spec.openapis.org/oas/v3.2.0.html#style-values */
import type { JsonObject } from "../spec/json.js";
import { child, type Lowering, type Node, originOf, stringAt, valuesAt } from "./node.js";

const inQuery = ["form", "spaceDelimited", "pipeDelimited", "deepObject"];

/** By place, the usual style first. */
const styles: Readonly<Record<string, readonly string[]>> = {
  path: ["simple", "label", "matrix"],
  query: inQuery,
  header: ["simple"],
  cookie: ["form", "cookie"],
  body: inQuery,
};

/** How the upgrade of Swagger 2.0 says what OpenAPI 3 cannot (spec/upgrade/swagger2-parameter.ts). */
export function delimitersAt(node: Node<JsonObject>): readonly string[] | undefined {
  const delimiters = valuesAt(node, "x-sdkwright-delimiters");
  return delimiters.length > 0 && delimiters.every((delimiter) => typeof delimiter === "string")
    ? delimiters
    : undefined;
}

/** The style that a parameter, or a part of a form (`body`), says it has; undefined where it says none that is known there. */
export function styleAt(node: Node<JsonObject>, place: string, lowering: Lowering): string | undefined {
  const style = stringAt(node, "style");
  const known = styles[place];
  if (style === undefined || known === undefined || known.includes(style)) return style;
  const origin = originOf(lowering, child(node, "style") ?? node);
  lowering.diagnostics.report("lower/unknown-style", origin, { style, place, known: known.join(", ") });
  return undefined;
}
