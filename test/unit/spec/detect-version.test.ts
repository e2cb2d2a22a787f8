import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { detectVersion } from "../../../src/spec/detect-version.js";
import type { JsonValue } from "../../../src/spec/json.js";

function detect(root: JsonValue): string {
  const diagnostics = new Diagnostics();
  const version = detectVersion(root, "api", diagnostics);
  return version === undefined ? (diagnostics.list[0]?.message ?? "") : `${version.family} (${version.declared})`;
}

describe("which OpenAPI a document is", () => {
  test.each<[JsonValue, string]>([
    [{ swagger: "2.0" }, "2.0 (2.0)"],
    [{ swagger: 2 }, "2.0 (2.0)"],
    [{ openapi: "3.0.3" }, "3.0 (3.0.3)"],
    [{ openapi: 3 }, "3.0 (3.0)"],
    [{ openapi: "3.0.0-rc2" }, "3.0 (3.0.0-rc2)"],
    [{ openapi: 3.1 }, "3.1 (3.1)"],
    [{ openapi: "3.1.1" }, "3.1 (3.1.1)"],
    [{ openapi: " 3.2.0 " }, "3.2 (3.2.0)"],
    [{ openapi: "3.3.0" }, "OpenAPI 3.3.0 cannot be read"],
    [{ openapi: "3.10.0" }, "OpenAPI 3.10.0 cannot be read"],
    [{ openapi: "2.0" }, "OpenAPI 2.0 cannot be read"],
    [{ swagger: "1.2" }, "Swagger 1.2 cannot be read"],
    [{ openapi: null }, "OpenAPI null cannot be read"],
    [{ openapi: {} }, "OpenAPI an object cannot be read"],
    [[{ openapi: "3.1.0" }], "this is a list, not an OpenAPI document"],
    ["<!doctype html><html>", "this is an HTML page, not an OpenAPI document"],
    ["hello", "this is plain text, not an OpenAPI document"],
    [null, "this is null, not an OpenAPI document"],
    [{ asyncapi: "3.0.0" }, "this is an AsyncAPI document, not an OpenAPI document"],
    [{ info: { _postman_id: "x" }, item: [] }, "this is a Postman collection, not an OpenAPI document"],
    [{ swaggerVersion: "1.2" }, "this is a Swagger 1 document, not an OpenAPI document"],
    [{ $schema: "https://json-schema.org/draft/2020-12/schema" }, "this is a JSON Schema, not an OpenAPI document"],
    [{ info: {}, paths: {} }, "this is a document that does not say its OpenAPI version, not an OpenAPI document"],
    [{ hello: 1 }, "this is some other document, not an OpenAPI document"],
  ])("%j", (root, want) => {
    expect(detect(root)).toBe(want);
  });
});
