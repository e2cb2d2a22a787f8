/**
 * Typed values: what is a `Date` or a `bigint` in TypeScript, and text or a number on the wire. The functions here are the
 * second half of zod's `codec`; only SDKs that ask for them (`types.dates`, `types.int64`) have them in their bundle.
 */
import type * as z from "zod";

/** What `z.codec(…)` takes as its third argument. */
export interface Codec<Wire, Value> {
  decode(wire: Wire, payload: z.core.ParsePayload<Wire>): Value;
  encode(value: Value, payload: z.core.ParsePayload<Value>): Wire;
}

/** A schema that can be run both ways, as every schema of zod can. */
export interface TwoWaySchema {
  safeParse(value: unknown): CodecResult;
  safeEncode(value: unknown): CodecResult;
}

type CodecResult =
  | { readonly success: true; readonly data: unknown }
  | { readonly success: false; readonly error: { readonly issues: readonly z.core.$ZodIssue[] } };

/** What is done at each typed value; `twin` is what another reading of the same text has in its place. */
export type Visit = (value: unknown, codec: LooseCodec, twin: unknown) => unknown;

/** What a codec does where nothing is checked. */
export interface LooseCodec {
  readonly name: "date-time" | "int64";
  /** The typed value; what can't be one stays as it is. */
  decode(value: unknown): unknown;
}

/** How the typed values inside a value are found. */
export type Walk = (value: unknown, visit: Visit, twin: unknown) => unknown;

// By the codec's `decode`: that is what zod keeps of it.
const walks = /* @__PURE__ */ new WeakMap<object, Walk>();

/** A codec whose typed values can be found without checking anything. */
export function walkable<Wire, Value>(codec: Codec<Wire, Value>, walk: Walk): Codec<Wire, Value> {
  walks.set(codec.decode, walk);
  return codec;
}

/** How to look into a codec of the runtime; undefined for any other. */
export function walkOf(decode: object): Walk | undefined {
  return walks.get(decode);
}
