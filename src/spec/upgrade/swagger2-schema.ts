/** Swagger 2.0, Schema Object: https://swagger.io/specification/v2/#schema-object */
import { childPointer, type JsonPointer } from "../../diagnostics/origin.js";
import type { Draft } from "../json.js";
import type { Rewrites } from "../rewrites.js";

/** Makes one schema of Swagger one of OpenAPI 3.0, in place. Doing it twice changes nothing. */
export function upgradeSwaggerSchema(schema: Draft, pointer: JsonPointer, rewrites: Rewrites): void {
  if (typeof schema["$ref"] === "string") schema["$ref"] = upgradeRef(schema["$ref"]);
  if (typeof schema["x-nullable"] === "boolean") {
    schema["nullable"] ??= schema["x-nullable"];
    delete schema["x-nullable"];
    rewrites.move(childPointer(pointer, "nullable"), childPointer(pointer, "x-nullable"));
  }
  if (typeof schema["discriminator"] === "string") {
    schema["discriminator"] = { propertyName: schema["discriminator"] };
    const former = childPointer(pointer, "discriminator");
    rewrites.move(childPointer(pointer, "discriminator", "propertyName"), former);
  }
  if (schema["type"] === "file") {
    schema["type"] = "string";
    schema["format"] = "binary";
  }
}

const movedSections: readonly (readonly [former: string, current: string])[] = [
  ["#/definitions/", "#/components/schemas/"],
  ["#/parameters/", "#/components/parameters/"],
  ["#/responses/", "#/components/responses/"],
];

/** A reference to what has moved to the components. */
export function upgradeRef(ref: string): string {
  const moved = movedSections.find(([former]) => ref.startsWith(former));
  return moved === undefined ? ref : moved[1] + ref.slice(moved[0].length);
}
