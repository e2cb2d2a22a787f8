import type { Schema } from "../contract.js";
import { printIssues } from "../errors/validation-issue.js";
import { printJson } from "../serialize/value.js";
import { makeValue } from "./make-value.js";
import { isPlain } from "./match.js";
import { MockError } from "./mock-error.js";
import type { PartialDeep } from "./mock-types.js";

/** `fixture.pet({ name: "Rex" })`: a valid value of each named schema, with what the test says of it. */
export type Fixtures<Schemas> = {
  readonly [Name in keyof Schemas as Uncapitalize<Name & string>]: (
    given?: PartialDeep<ValueOf<Schemas[Name]>>,
  ) => ValueOf<Schemas[Name]>;
};

type ValueOf<Given> = Given extends Schema<infer Value> ? Value : never;

/** Made from the schemas when they are asked for. The generated `testing.ts` calls it. */
export function fixtures<Schemas extends object>(schemas: Schemas): Fixtures<Schemas> {
  const makers = Object.entries(schemas).map(([name, schema]: [string, Schema]) => [
    name.charAt(0).toLowerCase() + name.slice(1),
    (given: unknown) => makeFixture(name, schema, given),
  ]);
  // By the names and for the values that the type says.
  return Object.fromEntries(makers) as Fixtures<Schemas>;
}

/** @throws MockError where the result would not be what the document says */
function makeFixture(name: string, schema: Schema, given: unknown): unknown {
  const made = makeValue(schema);
  const wire: unknown = given === undefined ? made : merge(made, JSON.parse(printJson(given) ?? "null"));
  const result = schema.safeParse(wire);
  if (result.success) return result.data;
  throw new MockError(
    `No fixture of ${name} could be made: ${printIssues(result.error.issues)}. Give what it needs as an argument`,
  );
}

function merge(made: unknown, given: unknown): unknown {
  if (!isPlain(made) || !isPlain(given)) return given;
  const merged = Object.entries(given).map(([key, value]) => [key, merge(made[key], value)] as const);
  return { ...made, ...Object.fromEntries(merged) };
}
