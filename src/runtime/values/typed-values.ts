import type { SchemaThunk } from "../contract.js";
import { resolveSchema } from "../resolve-schema.js";
import type { Visit } from "./codec.js";
import { mayHoldLongIntegers, parseWithBigints } from "./exact-json.js";
import { exactly, walkSchema } from "./walk-schema.js";

/** The value with its typed values decoded, wherever that can be done; nothing is checked. */
export function decodeValues(schema: SchemaThunk, value: unknown): unknown {
  return walkSchema(resolveSchema(schema), value, loosely, undefined);
}

const loosely: Visit = (value, codec) => codec.decode(value);

/**
 * JSON, with a bigint for each integer beyond 2^53 where the schema asks for bigint; elsewhere a number, as everywhere.
 * @throws SyntaxError
 */
export function parseJsonExactly(text: string, schema: SchemaThunk | undefined): unknown {
  const value: unknown = JSON.parse(text);
  if (schema === undefined || !mayHoldLongIntegers(text)) return value;
  return walkSchema(resolveSchema(schema), value, exactly, parseWithBigints(text));
}
