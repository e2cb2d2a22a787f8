import { expect, test } from "vitest";
import { compilePart } from "../../scenarios/support/compile.js";

/** Schemas that show about 3,000 characters each: a long text among short ones. */
function showing(count: number): object {
  const example = {
    name: "Rex",
    story: "x".repeat(1_500),
    notes: Array.from({ length: 50 }, (_, index) => `note ${index}`),
  };
  const schema = { type: "object", properties: { name: { type: "string" } }, example };
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`Pet${index}`, schema]));
}

test("a few large examples are shortened", async () => {
  const { texts } = await compilePart({ components: { schemas: showing(3) } });
  const text = texts.get("testing.ts") ?? "";
  expect(text.match(/name: "Rex"/g)).toHaveLength(3);
  expect(text).not.toContain("xxx");
  expect(text.length).toBeLessThan(10_000);
});

test("many examples do not make the file large: each schema shows less", async () => {
  const { texts } = await compilePart({ components: { schemas: showing(1_500) } });
  const text = texts.get("testing.ts") ?? "";
  expect(text.match(/name: "Rex"/g)).toHaveLength(1_500);
  expect(text.length).toBeLessThan(200_000);
});

test("without an example there is no function", async () => {
  const { texts } = await compilePart({ components: { schemas: { Pet: { type: "object" } } } });
  expect(texts.get("testing.ts")).toContain("fixtures(schemas);");
  expect(texts.get("testing.ts")).not.toContain("function examples");
});
