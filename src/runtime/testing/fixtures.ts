import type { Schema } from "../contract.js";
import { printIssues } from "../errors/validation-issue.js";
import { printJson } from "../serialize/value.js";
import { type ExamplesOf, makeValue } from "./make-value.js";
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

/** What a document shows, by the name of the schema, as it goes over the wire. */
export type FixtureExamples = Readonly<Record<string, readonly unknown[]>>;

/**
 * Made from the schemas when they are asked for: of what the document shows, as far as the schema accepts it, and of the
 * smallest values that it accepts. The generated `testing.ts` calls it.
 */
export function fixtures<Schemas extends object>(
  schemas: Schemas,
  examples?: () => FixtureExamples,
): Fixtures<Schemas> {
  let shown: ReadonlyMap<unknown, readonly unknown[]> | undefined;
  const examplesOf: ExamplesOf = (schema) => {
    shown ??= bySchema(schemas, examples?.() ?? {});
    return shown.get(schema) ?? [];
  };
  const makers = Object.entries(schemas).map(([name, schema]: [string, Schema]) => [
    name.charAt(0).toLowerCase() + name.slice(1),
    (given: unknown) => makeFixture({ name, schema, examplesOf }, given),
  ]);
  // By the names and for the values that the type says.
  return Object.fromEntries(makers) as Fixtures<Schemas>;
}

function bySchema(schemas: object, examples: FixtureExamples): ReadonlyMap<unknown, readonly unknown[]> {
  const given = new Map(Object.entries(examples));
  return new Map(Object.entries(schemas).map(([name, schema]: [string, Schema]) => [schema, given.get(name) ?? []]));
}

interface Wanted {
  readonly name: string;
  readonly schema: Schema;
  readonly examplesOf: ExamplesOf;
}

/** @throws MockError where the result would not be what the document says */
function makeFixture({ name, schema, examplesOf }: Wanted, given: unknown): unknown {
  const made = makeValue(schema, examplesOf);
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
