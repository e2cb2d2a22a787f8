import type { Schema, SchemaKind } from "./schema.js";

export type SchemaHandlers<Result> = {
  readonly [Kind in SchemaKind]: (schema: Extract<Schema, { kind: Kind }>) => Result;
};

/** Exhaustive dispatch: adding a kind breaks the build of all who must know of it. */
export function matchSchema<Result>(schema: Schema, handlers: SchemaHandlers<Result>): Result {
  // The table is indexed by the very kind that the schema has; TypeScript cannot relate the two sides of the union.
  const handler = handlers[schema.kind] as (schema: Schema) => Result;
  return handler(schema);
}
