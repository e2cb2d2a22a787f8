/** A fixture of each schema of the example is what its own schema accepts. */
import { expect, test } from "vitest";
import { schemas } from "../../generated-example/sdk/index.js";
import { fixture } from "../../generated-example/sdk/testing.js";

test.each(Object.entries(schemas))("%s", (name, schema) => {
  const make: unknown = Reflect.get(fixture, name.charAt(0).toLowerCase() + name.slice(1));
  const value: unknown = typeof make === "function" ? make() : undefined;
  expect(value).toBeDefined();
  expect(schema.safeParse(value).success).toBe(true);
});

test("what the test says is in it, and must be what the document says", () => {
  expect(fixture.post({ title: "T", author: { name: "Ada" } })).toMatchObject({ title: "T", author: { name: "Ada" } });
  expect(fixture.post({ title: "T" })).toEqual(fixture.post({ title: "T" }));
  // @ts-expect-error a title is a text
  expect(() => fixture.post({ title: 7 })).toThrow("No fixture of Post could be made: title");
});
