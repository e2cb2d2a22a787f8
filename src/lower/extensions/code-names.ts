/** What Fern, Microsoft, Speakeasy and Stainless call a parameter in code. */
import type { JsonObject } from "../../spec/json.js";
import type { Lowering, Node } from "../node.js";
import { firstText } from "./extension-value.js";

const names = ["x-speakeasy-name-override", "x-fern-parameter-name", "x-stainless-param", "x-ms-client-name"];

export function parameterName(parameter: Node<JsonObject>, lowering: Lowering): string | undefined {
  return firstText(parameter, names, lowering);
}

const typeNames = ["x-speakeasy-name-override", "x-fern-type-name", "x-ms-client-name"];

/** What they call the type of a schema. */
export function typeName(schema: Node<JsonObject>, lowering: Lowering): string | undefined {
  return firstText(schema, typeNames, lowering);
}
