import type { Schema, SchemaKind } from "./schema.js";

export type SchemaHandlers<Result, Context = void> = {
  readonly [Kind in SchemaKind]: (schema: Extract<Schema, { kind: Kind }>, context: Context) => Result;
};

/**
 * Exhaustive dispatch: adding a kind breaks the build of all who must know of it. What the handlers need besides the
 * schema comes as `context`, so that the table is made once and not for every schema.
 */
export function matchSchema<Result, Context>(
  schema: Schema,
  handlers: SchemaHandlers<Result, Context>,
  context: Context,
): Result {
  // The table is indexed by the very kind that the schema has; TypeScript cannot relate the two sides of the union.
  const handler = handlers[schema.kind] as (schema: Schema, context: Context) => Result;
  return handler(schema, context);
}
