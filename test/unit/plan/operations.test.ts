import { describe, expect, test } from "vitest";
import type { ClientPlan } from "../../../src/plan/client-plan.js";
import { clientMembers } from "../../../src/plan/reserved-names.js";
import { compilePart } from "../../scenarios/support/compile.js";

interface Given {
  readonly id?: string;
  readonly tags?: readonly string[];
  readonly method?: string;
  readonly path?: string;
}

/** `resource.method = function` of each operation. */
async function names(operations: readonly Given[]): Promise<readonly string[]> {
  return rows((await planned(operations)).resources);
}

function rows(resources: ClientPlan["resources"]): readonly string[] {
  return resources.flatMap(({ property, operations }) =>
    operations.map(({ methodName, functionName }) => `${property.text}.${methodName} = ${functionName.text}`),
  );
}

async function planned(operations: readonly Given[], rest: object = {}): Promise<ClientPlan> {
  const paths: Record<string, Record<string, object>> = {};
  operations.forEach(({ id, tags, method = "get", path }, index) => {
    const at = path ?? `/path${index}`;
    paths[at] ??= {};
    const parameters = [...at.matchAll(/\{(.*?)\}/g)].map(([, name]) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    }));
    paths[at][method] = { operationId: id, tags, parameters, responses: { 204: { description: "Done." } } };
  });
  return (await compilePart({ paths, ...rest })).plan;
}

describe("contract.md, 3: function, resource, method", () => {
  const pets = ["pets"];
  const cases: readonly { name: string; given: readonly Given[]; want: readonly string[] }[] = [
    {
      name: "the method drops the resource's words",
      given: [{ id: "listPets", tags: pets }],
      want: ["pets.list = listPets"],
    },
    {
      name: "singular and plural are the same word",
      given: [{ id: "getPet", tags: pets }],
      want: ["pets.get = getPet"],
    },
    {
      name: "words of the resource in the middle",
      given: [{ id: "addPetTag", tags: pets }],
      want: ["pets.addTag = addPetTag"],
    },
    {
      name: "several words",
      given: [{ id: "listPetStores", tags: ["Pet Stores"] }],
      want: ["petStores.list = listPetStores"],
    },
    {
      name: "the operationId in camelCase",
      given: [{ id: "list_all-pets", tags: pets }],
      want: ["pets.listAll = listAllPets"],
    },
    {
      name: "an id that does not speak of the resource",
      given: [{ id: "search", tags: pets }],
      want: ["pets.search = search"],
    },
    {
      name: "no operationId",
      given: [{ path: "/pets/{petId}/toys", tags: pets }],
      want: ["pets.getPetIdToys = getPetsPetIdToys"],
    },
    {
      name: "no tag: the first segment of the path",
      given: [{ id: "a", path: "/pet-stores/{id}" }],
      want: ["petStores.a = a"],
    },
    { name: "no tag and only parameters in the path", given: [{ id: "a", path: "/{id}" }], want: ["id.a = a"] },
    { name: "neither tag nor path", given: [{ id: "a", path: "/" }], want: ["root.a = a"] },
    { name: "the first tag counts", given: [{ id: "a", tags: ["cats", "pets"] }], want: ["cats.a = a"] },
    { name: "a tag of signs alone is none", given: [{ id: "a", tags: ["***"], path: "/pets" }], want: ["pets.a = a"] },
    {
      name: "dropping stops where two methods would be one",
      given: [
        { id: "listPets", tags: pets },
        { id: "list", tags: pets },
      ],
      want: ["pets.listPets = listPets", "pets.list = list"],
    },
    { name: "nothing left: the full name", given: [{ id: "pets", tags: pets }], want: ["pets.pets = pets"] },
    { name: "a number left: the full name", given: [{ id: "pets2", tags: pets }], want: ["pets.pets2 = pets2"] },
    {
      name: "a reserved word is a good method",
      given: [{ id: "deletePet", tags: pets }],
      want: ["pets.delete = deletePet"],
    },
    { name: "and no function", given: [{ id: "delete", tags: pets }], want: ["pets.delete = deletePets"] },
    {
      name: "then would make a promise of the resource",
      given: [{ id: "then", tags: pets }],
      want: ["pets.then2 = then"],
    },
    {
      name: "the constructor stays the language's",
      given: [{ id: "constructor", tags: pets }],
      want: ["pets.constructorPets = constructorPets"],
    },
    {
      name: "__proto__ is words like others",
      given: [{ id: "__proto__", tags: ["__proto__"] }],
      want: ["proto.proto = proto"],
    },
    {
      name: "names of the parameters of functions and methods",
      given: [
        { id: "params", tags: pets },
        { id: "options", tags: pets },
      ],
      want: ["pets.params = paramsPets", "pets.options = optionsPets"],
    },
    {
      name: "one id twice: the second is called by method and path",
      given: [
        { id: "a", path: "/x", tags: pets },
        { id: "a", path: "/y", tags: pets },
      ],
      want: ["pets.a = a", "pets.getY = getY"],
    },
    {
      name: "ids that become one name",
      given: [
        { id: "list_pets", tags: pets },
        { id: "listPets", tags: pets },
      ],
      want: ["pets.list = listPets", "pets.listPets = listPetsPets"],
    },
    {
      name: "functions of two resources with one name",
      given: [
        { id: "list_all", tags: ["cats"] },
        { id: "listAll", tags: ["dogs"] },
      ],
      want: ["cats.listAll = listAll", "dogs.listAll = listAllDogs"],
    },
    {
      name: "functions that differ by case only are two",
      given: [
        { id: "getpet", tags: ["a"] },
        { id: "getPet", tags: ["a"] },
      ],
      want: ["a.getpet = getpet", "a.getPet = getPet"],
    },
    {
      name: "a name of the runtime",
      given: [{ id: "isApiError", tags: pets }],
      want: ["pets.isApiError = isApiErrorPets"],
    },
    {
      name: "a name by which modules are called",
      given: [
        { id: "schemas", tags: pets },
        { id: "z", tags: pets },
      ],
      want: ["pets.schemas = schemasPets", "pets.z = zPets"],
    },
    {
      name: "createClient is ours",
      given: [{ id: "createClient", tags: pets }],
      want: ["pets.createClient = createClientPets"],
    },
    { name: "another script", given: [{ id: "宠物", tags: ["宠物"] }], want: ["u5Ba0U7269.u5Ba0U7269 = u5Ba0U7269"] },
    { name: "an id of signs alone", given: [{ id: "`*/`", path: "/pets" }], want: ["pets.get = getPets"] },
  ];
  test.each(cases)("$name", async ({ given, want }) => {
    expect(await names(given)).toEqual(want);
  });
});

describe("a resource", () => {
  test("is one for tags that are one name", async () => {
    const plan = await planned([
      { id: "a", tags: ["Pets"] },
      { id: "b", tags: ["pets"] },
    ]);
    expect(rows(plan.resources)).toEqual(["pets.a = a", "pets.b = b"]);
  });

  test.each(clientMembers)("cannot hide the client's %s", async (tag) => {
    const [resource] = (await planned([{ id: "a", tags: [tag] }])).resources;
    expect(resource?.property.text).toBe(`${tag}Resource`);
  });

  test("has a file of its own, also where letters are not told apart and Windows has devices", async () => {
    const tags = ["con", "COM1", "aux", "petStore", "petstore", "PETSTORE", "nul", "../../x", "a/b", "."];
    const plan = await planned(tags.map((tag, index) => ({ id: `a${index}`, tags: [tag], path: `/p${index}` })));
    const modules = plan.resources.map(({ module }) => module);
    expect(new Set(modules.map((module) => module.toLowerCase())).size).toBe(modules.length);
    for (const module of modules) {
      expect(module).toMatch(/^operations\/[a-z][A-Za-z0-9_]*\.ts$/);
      expect(module).not.toMatch(/\/(?:con|prn|aux|nul|com\d|lpt\d)\.ts$/i);
    }
  });

  test("carries what the document says of its tag", async () => {
    const plan = await planned(
      [
        { id: "a", tags: ["pets"] },
        { id: "b", tags: ["toys"] },
      ],
      {
        tags: [{ name: "toys", description: "To play." }],
      },
    );
    expect(plan.resources.map(({ description }) => description)).toEqual([undefined, "To play."]);
  });

  test("resources and operations keep the document's order", async () => {
    const plan = await planned([
      { id: "c", tags: ["two"] },
      { id: "b", tags: ["one"] },
      { id: "a", tags: ["two"] },
    ]);
    expect(rows(plan.resources)).toEqual(["two.c = c", "two.a = a", "one.b = b"]);
  });
});

test("all that index.ts exports has names of its own, whatever the document calls its schemas and operations", async () => {
  const words = [
    "Pets",
    "pets",
    "ApiError",
    "Example",
    "ExampleOptions",
    "PetsResource",
    "GetPetParams",
    "getPet",
    "GetPetErrors",
    "Schema",
    "z",
    "models",
    "createClient",
    "NotFoundPets",
  ];
  const problem = {
    description: "No.",
    content: { "application/json": { schema: { $ref: "#/components/schemas/Pets" } } },
  };
  const { texts } = await compilePart({
    components: {
      schemas: Object.fromEntries(
        words.map((word) => [word, { type: "object", properties: { a: { type: "string" } } }]),
      ),
    },
    paths: Object.fromEntries(
      words.map((word) => [
        `/${word}/{id}`,
        { get: { operationId: word, tags: ["pets"], responses: { 204: { description: "Done." }, 404: problem } } },
      ]),
    ),
  });
  const modules = [...texts].filter(([path]) => path.endsWith(".ts") && path !== "index.ts" && path !== "schemas.ts");
  const declared = modules.flatMap(([, text]) =>
    [...text.matchAll(/^export (?:const|function|class|interface|type) (\w+)/gm)].map(([, name]) => name),
  );
  expect(declared.length).toBeGreaterThan(4 * words.length);
  expect(declared.filter((name, index) => declared.indexOf(name) !== index)).toEqual([]);
});
