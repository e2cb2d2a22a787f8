import { describe, expect, it } from "vitest";
import { ApiClient, type ApiDescriptor, type OperationDescriptor, type Transport } from "../../src/runtime/index.js";

const api: ApiDescriptor = {
  name: "Petstore",
  version: "1",
  userAgent: "petstore/1",
  servers: [{ url: "https://petstore.example" }],
  security: { apiKey: { type: "apiKey", in: "header", name: "X-API-Key", env: "PETSTORE_API_KEY" } },
};
const operation: OperationDescriptor = {
  id: "ping",
  method: "GET",
  path: "/ping",
  responses: { 204: {} },
  security: [{ apiKey: [] }],
};

describe("the credentials of a derived client", () => {
  it.each([
    { base: { auth: { apiKey: "base" } }, own: { apiKey: "own" } },
    { base: { apiKey: "base" }, own: { apiKey: "own" } },
    { base: { apiKey: "base" }, own: { auth: { apiKey: "own" } } },
    { base: { auth: { apiKey: "base" } }, own: { auth: { apiKey: "own" } } },
  ])("$own wins over $base", async ({ base, own }) => {
    const sent: (string | undefined)[] = [];
    const transport: Transport = {
      send: (request) => {
        sent.push(request.headers["x-api-key"]);
        return Promise.reject(new Error("not sent"));
      },
      close: () => Promise.resolve(),
      destroy: () => Promise.resolve(),
    };
    const client = new ApiClient(api, { ...base, transport }, () => transport);
    await client.with(own).call(operation, undefined).catch(ignore);
    await client.call(operation, undefined).catch(ignore);
    expect(sent).toEqual(["own", "base"]);
  });
});

function ignore(): void {
  // The transport sends nothing.
}
