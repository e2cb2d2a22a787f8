/** Fixtures of what a document shows: as far as the schema accepts it, and otherwise of values that it accepts. */
import { expect, test } from "vitest";
import * as z from "zod";
import type { Schema } from "../../../src/runtime/contract.js";
import { type FixtureExamples, fixtures } from "../../../src/runtime/testing/fixtures.js";

interface Owner {
  name: string;
  email?: string | undefined;
}
interface Pet {
  id: number;
  name: string;
  kind?: "cat" | "dog" | undefined;
  owner?: Owner | undefined;
  tags?: string[] | undefined;
}

const Owner: Schema<Owner> = z.lazy(() => z.looseObject({ name: z.string().min(3), email: z.string().optional() }));
const Pet: Schema<Pet> = z.lazy(() =>
  z.looseObject({
    id: z.int(),
    name: z.string().min(2),
    kind: z.enum(["cat", "dog"]).optional(),
    owner: Owner.optional(),
    tags: z.array(z.string()).optional(),
  }),
);
const Home: Schema<{ pet: Pet }> = z.lazy(() => z.strictObject({ pet: Pet }));
const schemas = { Pet, Owner, Home };

test.each<[string, FixtureExamples, Pet]>([
  ["nothing is shown", {}, { id: 1, name: "text" }],
  ["a whole one, as it is", { Pet: [{ id: 7, name: "Rex" }] }, { id: 7, name: "Rex" }],
  [
    "the first that holds",
    {
      Pet: [
        { id: "7", name: 7 },
        { id: 7, name: "Rex" },
      ],
    },
    { id: 7, name: "Rex" },
  ],
  ["a part: the rest is made", { Pet: [{ name: "Rex", tags: ["a"] }] }, { id: 1, name: "Rex", tags: ["a"] }],
  ["what is wrong in it is made", { Pet: [{ id: 7, name: "R", kind: "bird" }] }, { id: 7, name: "text", kind: "cat" }],
  [
    "an optional object of which a part is shown is completed",
    { Pet: [{ owner: { email: "a@b.c" } }] },
    { id: 1, name: "text", owner: { name: "text", email: "a@b.c" } },
  ],
  ["of another kind altogether", { Pet: ["Rex"] }, { id: 1, name: "text" }],
  ["called like what every object has", { constructor: [{ id: 3 }], toString: [{ id: 3 }] }, { id: 1, name: "text" }],
])("%s", (_, examples, expected) => {
  const fixture = fixtures(schemas, () => examples);
  expect(fixture.pet()).toEqual(expected);
  expect(fixture.pet()).toEqual(expected);
  expect(Pet.safeParse(fixture.pet()).success).toBe(true);
});

test("what is shown of a schema is shown wherever it is used", () => {
  const fixture = fixtures(schemas, () => ({ Pet: [{ id: 7, name: "Rex" }] }));
  expect(fixture.home()).toEqual({ pet: { id: 7, name: "Rex" } });
});

test("what the test says wins over what the document shows", () => {
  const fixture = fixtures(schemas, () => ({ Pet: [{ id: 7, name: "Rex", tags: ["a", "b"] }] }));
  expect(fixture.pet({ name: "Tom", tags: [] })).toEqual({ id: 7, name: "Tom", tags: [] });
});

test("keys that a closed object does not know, and a key that would be its prototype", () => {
  const strange: unknown = JSON.parse('{"pet": {"id": 7, "name": "Rex", "__proto__": {"admin": true}}, "extra": 1}');
  const made = fixtures(schemas, () => ({ Home: [strange] })).home();
  expect(made.pet.name).toBe("Rex");
  expect(made).not.toHaveProperty("extra");
  expect(Reflect.get(made.pet, "admin")).toBeUndefined();
});

test("examples are built when the first fixture is asked for, once", () => {
  let built = 0;
  const fixture = fixtures(schemas, () => {
    built += 1;
    return { Pet: [{ id: 7, name: "Rex" }] };
  });
  expect(built).toBe(0);
  fixture.pet();
  fixture.owner();
  expect(built).toBe(1);
});

test("an example that no value can be made with does not stand in the way of one", () => {
  const One: Schema<unknown> = z.lazy(() => z.looseObject({ kind: z.string() }));
  const Both: Schema<unknown> = z.lazy(() => z.intersection(One, z.looseObject({ kind: z.literal("both") })));
  const fixture = fixtures({ One, Both }, () => ({ One: [{ kind: "one" }] }));
  expect(fixture.one()).toEqual({ kind: "one" });
  expect(fixture.both()).toEqual({ kind: "both" });
});
