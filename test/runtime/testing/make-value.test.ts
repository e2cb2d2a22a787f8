import { expect, test } from "vitest";
import * as z from "zod";
import { minProperties } from "../../../src/runtime/schema/objects.js";
import { makeValue } from "../../../src/runtime/testing/make-value.js";

interface Tree {
  name: string;
  children: Tree[];
}

const tree: z.ZodType<Tree> = z.lazy(() => z.looseObject({ name: z.string(), children: z.array(tree) }));
const cat = z.looseObject({ kind: z.string(), hunts: z.boolean().optional() });
const dog = z.looseObject({ kind: z.string(), barks: z.boolean().optional() });
const pet = z.looseObject({ id: z.int().optional(), name: z.string().min(3).optional(), tag: z.string().optional() });

function inner(name: string): z.ZodType {
  const part = z.looseObject({ [name]: z.string().optional() });
  return z.looseObject({ source: part.optional(), target: z.looseObject({ id: z.string().optional() }).optional() });
}

test.each<[string, z.ZodType]>([
  [
    "a pattern with a length",
    z
      .string()
      .regex(/^[A-Z]{2}-\d{4,}$/)
      .max(9),
  ],
  [
    "a pattern that says nothing of the length",
    z
      .string()
      .min(40)
      .max(40)
      .regex(/^[0-9a-fA-F]+$/),
  ],
  ["a multiple within bounds", z.number().min(11).max(20).multipleOf(7)],
  [
    "a list of different items",
    z
      .array(z.int())
      .min(3)
      .refine((items) => new Set(items).size === items.length),
  ],
  ["recursion", tree],
  ["recursion through a list that must not be empty", z.lazy(() => z.array(z.union([z.string(), tree])).min(2))],
  ["exactly one of two open objects", z.xor([cat, dog])],
  ["exactly one, beside null", z.xor([cat, dog]).nullable()],
  [
    "an allOf that asks for a property by its name alone",
    pet.and(z.looseObject({ tag: z.unknown(), id: z.unknown() })),
  ],
  [
    "an allOf whose members agree on one of several types",
    z
      .looseObject({ at: z.union([z.int(), z.string()]), note: z.string().nullable() })
      .and(z.looseObject({ at: z.string(), note: z.null(), by: z.looseObject({ name: z.string().min(9) }) })),
  ],
  ["a discriminated union", z.union([z.object({ t: z.literal("a"), a: z.int() }), z.object({ t: z.literal("b") })])],
  [
    "a choice of which a check beside null leaves one",
    z
      .union([z.string(), z.looseObject({})])
      .nullable()
      .refine((value) => typeof value === "object"),
  ],
  ["a closed object without properties", z.strictObject({ only: z.never().optional() })],
  ["as many properties as are asked for", pet.check(minProperties(2))],
  [
    "a list whose items are of two types by an allOf: it is empty",
    z.looseObject({ topics: z.array(z.string()) }).and(z.looseObject({ topics: z.array(z.null()).optional() })),
  ],
  [
    "a property of two types by an allOf, which need not be there",
    z.looseObject({ id: z.int(), tag: z.string().optional() }).and(z.looseObject({ tag: z.boolean().optional() })),
  ],
  ["exactly one of two that differ in an object that both have", z.xor([inner("key"), inner("secret")])],
  [
    "exactly one of two that differ in the items of a list that both have, and an allOf says that it is a list",
    z.xor([
      z.looseObject({ all: z.array(z.unknown()) }).and(z.looseObject({ all: z.array(cat).optional() })),
      z.looseObject({ all: z.array(z.unknown()) }).and(z.looseObject({ all: z.array(dog).optional() })),
    ]),
  ],
  ["a tuple", z.tuple([z.string().min(20), z.enum(["x", "y"]), z.boolean()])],
])("%s", (_, schema) => {
  const value = makeValue(schema);
  expect(schema.safeParse(value)).toMatchObject({ success: true });
  expect(makeValue(schema)).toEqual(value);
});

test("a schema that accepts nothing has no value, and is no endless search", () => {
  const nothing = z.string().and(z.number());
  expect(nothing.safeParse(makeValue(nothing)).success).toBe(false);
  const endless: z.ZodType = z.lazy(() => z.looseObject({ next: endless }));
  expect(endless.safeParse(makeValue(endless)).success).toBe(false);
});
