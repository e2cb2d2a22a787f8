import { expect, test } from "vitest";
import { inspectApi } from "../../../src/surface/inspect.js";
import { compilePart } from "../../scenarios/support/compile.js";

const sends = (content: object) => ({ post: { requestBody: { content }, responses: { 204: { description: "" } } } });

test("webhooks and callbacks, with their payloads where these have a name", async () => {
  const { api, plan } = await compilePart({
    webhooks: {
      "pet.born": sends({ "text/xml": {}, "application/json": { schema: { $ref: "#/components/schemas/Pet" } } }),
      names: sends({ "application/json": { schema: { type: "array", items: { type: "string" } } } }),
    },
    paths: {
      "/pets": {
        post: {
          operationId: "createPet",
          responses: { 204: { description: "" } },
          callbacks: { onDone: { "{$url}": { put: { responses: { 204: { description: "" } } } } } },
        },
      },
    },
    components: { schemas: { Pet: { type: "object" } } },
  });
  expect(inspectApi(api, plan).webhooks).toEqual([
    {
      name: "pet.born",
      method: "POST",
      contentTypes: ["application/json", "text/xml"],
      schema: "Pet",
      source: "webhook",
    },
    { name: "names", method: "POST", contentTypes: ["application/json"], source: "webhook" },
    { name: "createPet.onDone", method: "PUT", contentTypes: [], source: "callback" },
  ]);
});

test("parameters of the client", async () => {
  const { api, plan } = await compilePart({
    "x-fern-global-headers": [{ header: "X-Tenant", name: "tenant", env: "EXAMPLE_TENANT" }, { header: "X-Shop" }],
    paths: {},
  });
  expect(inspectApi(api, plan).globals).toMatchObject([
    { name: "tenant", wireName: "X-Tenant", in: "header", env: "EXAMPLE_TENANT" },
    { wireName: "X-Shop", in: "header", env: null },
  ]);
});
