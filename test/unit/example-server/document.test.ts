import { createConfig, lint } from "@redocly/openapi-core";
import { describe, expect, test } from "vitest";
import { routes } from "../../example-server/handlers/routes.js";
import { document, documentPath, operations, pointerOf, schemaErrors } from "./support/document.js";

describe("fixtures/inkwell.yaml", () => {
  test("is a valid OpenAPI document by an independent linter", async () => {
    const config = await createConfig({ extends: ["recommended"] });
    const problems = await lint({ ref: documentPath, config });
    const seen = problems.map(({ ruleId, location }) => `${ruleId} ${location[0]?.pointer}`);
    expect(seen).toEqual([
      // The local server is there on purpose,
      "no-server-example.com #/servers/1/url",
      // a health check asks nothing that could be wrong,
      "operation-4xx-response #/paths/~1health/get/responses",
      // and the linter does not know that readOnly properties are not required of a writer.
      "no-invalid-media-type-examples #/paths/~1users/post/requestBody/content/application~1json/example",
      "no-invalid-media-type-examples #/paths/~1users/post/requestBody/content/application~1json/example",
    ]);
  });

  test("has at most 35 operations, each with a tag of its list, a summary and a camelCase id of its own", () => {
    expect(operations.length).toBeLessThanOrEqual(35);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { operationId, summary, tags } of operations) {
      expect(operationId).toMatch(/^[a-z]+([A-Z][a-z]+)*$/);
      expect(summary).toMatch(/^[A-Z].+[^.]$/);
      expect(["users", "posts", "comments", "media", "audit", "events", "system"]).toContain(tags[0]);
    }
  });

  test("has examples and defaults that fit their schemas", () => {
    const found = [...samples(document, "", "response")];
    const wrong = found.flatMap(({ pointer, value, direction }) => schemaErrors(pointer, value, direction));
    expect(wrong).toEqual([]);
    expect(found.length).toBeGreaterThan(60);
  });

  test("is served whole: every operation has a handler, with the declared security", () => {
    const declared = operations.map(({ operationId, method, path, security = document.security }) => ({
      operationId,
      method,
      path,
      security,
    }));
    const served = routes.map(({ handler: _handler, ...route }) => route);
    const byId = (a: { operationId: string }, b: { operationId: string }): number =>
      a.operationId < b.operationId ? -1 : 1;
    expect(served.sort(byId)).toEqual(declared.sort(byId));
  });
});

interface Sample {
  /** Of the schema. */
  readonly pointer: string;
  readonly value: unknown;
  readonly direction: "request" | "response";
}

/** Every example and default of the document, with the schema that it belongs to. */
function* samples(node: unknown, pointer: string, direction: "request" | "response"): Generator<Sample> {
  if (typeof node !== "object" || node === null) return;
  if ("example" in node && "schema" in node) yield { pointer: `${pointer}/schema`, value: node.example, direction };
  if ("examples" in node && Array.isArray(node.examples)) {
    for (const value of node.examples) yield { pointer, value, direction };
  }
  if ("default" in node && "type" in node) yield { pointer, value: node.default, direction };
  for (const [key, child] of Object.entries(node)) {
    if (key === "example" || key === "examples") continue;
    yield* samples(child, pointer + pointerOf(key), key === "requestBody" ? "request" : direction);
  }
}
