import { expect, test } from "vitest";
import { compileText } from "../../scenarios/support/compile.js";

const done = { responses: { 204: { description: "Done." } } };
const document = {
  openapi: "3.1.0",
  info: { title: "Petstore", version: "1" },
  paths: {
    "/pets": {
      get: { operationId: "listPets", "x-speakeasy-name-override": "all", "x-speakeasy-group": "animals", ...done },
      put: { operationId: "putPets", "x-speakeasy-ignore": true, ...done },
      post: { operationId: "createPet", "x-fern-ignore": true, ...done },
      delete: {
        operationId: "deletePets",
        "x-fern-sdk-method-name": "all",
        "x-fern-sdk-group-name": "animals",
        ...done,
      },
    },
  },
};

type Settings = NonNullable<Parameters<typeof compileText>[1]>;

async function named(settings: Settings) {
  const { plan, diagnostics } = await compileText(JSON.stringify(document), settings);
  const names = plan.resources.flatMap(({ property, operations }) =>
    operations.map(({ methodName, functionName }) => `${property.text}.${methodName} = ${functionName.text}`),
  );
  return { names, reported: diagnostics.list.map(({ code, message }) => `${code}: ${message}`) };
}

const ignored = ["x-speakeasy-ignore", "x-fern-ignore"].map(
  (name) => `lower/ignored-operations: ${name} leaves 1 operation out`,
);

test.each<{ title: string; settings: Settings; names: readonly string[]; reported: readonly string[] }>([
  {
    title: "two that ask for one name are called by their functions",
    settings: {},
    names: ["animals.listPets = listPets", "animals.deletePets = deletePets"],
    reported: ignored,
  },
  {
    title: "the configuration wins, name and resource for themselves",
    settings: { operations: { listPets: { name: "find" }, "DELETE /pets": { resource: "zoo" } } },
    names: ["animals.find = findAnimals", "zoo.all = deletePets"],
    reported: ignored,
  },
  {
    title: "skip: false takes what the document leaves out",
    settings: { operations: { putPets: { skip: false }, listPets: { skip: true } } },
    names: ["animals.all = deletePets", "pets.put = putPets"],
    reported: ignored.slice(1),
  },
  {
    title: "so does its own name in include, but no pattern that only matches it",
    settings: { select: { include: ["POST /pets", "put*"], exclude: [] } },
    names: ["pets.create = createPet"],
    reported: ignored.slice(0, 1),
  },
])("$title", async ({ settings, names, reported }) => {
  const found = await named(settings);
  expect([...found.names].sort()).toEqual([...names].sort());
  expect(found.reported).toEqual(reported);
});
