import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { packageAssets } from "../../../src/host/assets.js";
import { memoryHost } from "../../../src/host/memory-host.js";
import type { OperationSettings } from "../../../src/lower/passes/apply-operation-settings.js";
import { readApi } from "../../../src/read-api.js";

const done = { responses: { 204: { description: "Done." } } };
const document = {
  openapi: "3.1.0",
  info: { title: "Petstore", version: "1" },
  tags: [{ name: "store", description: "What is sold." }],
  paths: {
    "/pets": {
      get: { operationId: "queryPets", tags: ["pets"], ...done },
      post: { operationId: "createPet", tags: ["pets"], ...done },
    },
    "/orders": {
      get: { tags: ["orders"], ...done },
      post: {
        operationId: "order",
        tags: ["orders"],
        ...done,
        callbacks: { shipped: { "{$url}": { post: { requestBody: { content: {} }, ...done } } } },
      },
    },
  },
};

async function planned(operations: OperationSettings) {
  const diagnostics = new Diagnostics();
  const host = memoryHost({ "a.json": JSON.stringify(document) });
  const model = await readApi({ input: "a.json", operations }, { host, assets: packageAssets(), diagnostics });
  const resources = model?.plan.resources ?? [];
  return {
    names: resources.flatMap(({ property, operations: list }) =>
      list.map(({ methodName, functionName }) => `${property.text}.${methodName} = ${functionName.text}`),
    ),
    descriptions: resources.map(({ description }) => description),
    webhooks: model?.api.webhooks.map(({ wireName }) => wireName),
    warnings: diagnostics.list.map(({ code, message }) => `${code}: ${message}`),
  };
}

const rest = ["pets.create = createPet", "orders.get = getOrders", "orders.order = order"];

describe("what the configuration calls an operation", () => {
  test.each<{ title: string; settings: OperationSettings; want: readonly string[] }>([
    {
      title: "the method has the name, the function the resource's name behind it",
      settings: { queryPets: { name: "list" } },
      want: ["pets.list = listPets", ...rest],
    },
    {
      title: "a name that says the resource is the function's as it is",
      settings: { queryPets: { name: "listAllPets" } },
      want: ["pets.listAllPets = listAllPets", ...rest],
    },
    {
      title: "a resource that is there, by method and path",
      settings: { "GET /orders": { resource: "pets", name: "orders" } },
      want: ["pets.query = queryPets", "pets.create = createPet", "pets.orders = ordersPets", "orders.order = order"],
    },
    {
      title: "a method may be a reserved word; others give way",
      settings: { queryPets: { name: "create" }, order: { name: "delete" } },
      want: [
        "pets.create = createPets",
        "pets.createPet = createPet",
        "orders.get = getOrders",
        "orders.delete = deleteOrders",
      ],
    },
    {
      title: "skip leaves it out",
      settings: { createPet: { skip: true }, queryPets: { skip: false } },
      want: ["pets.query = queryPets", ...rest.slice(1)],
    },
  ])("$title", async ({ settings, want }) => {
    const { names, warnings } = await planned(settings);
    expect(names).toEqual(want);
    expect(warnings).toEqual([]);
  });

  test("a resource of a tag's name has the tag's description", async () => {
    expect((await planned({ order: { resource: "store" } })).descriptions).toEqual([
      undefined,
      undefined,
      "What is sold.",
    ]);
  });

  test("what is skipped takes its callbacks with it", async () => {
    expect((await planned({})).webhooks).toEqual(["shipped"]);
    expect((await planned({ order: { skip: true } })).webhooks).toEqual([]);
  });

  test("a name that is taken is told", async () => {
    const { names, warnings } = await planned({ createPet: { name: "list" }, queryPets: { name: "list" } });
    expect(names).toEqual(["pets.list = listPets", "pets.listPetsPets = listPetsPets", ...rest.slice(1)]);
    expect(warnings).toEqual([
      'config/taken-name: the configuration calls createPet "pets.list", which is taken; it is called pets.listPetsPets',
    ]);
    expect((await planned({ order: { resource: "close" } })).warnings).toEqual([
      'config/taken-name: the configuration calls order "close.order", which is taken; it is called closeResource.order',
    ]);
  });
});
