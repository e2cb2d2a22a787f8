// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** OpenAPI Format Registry, `int64`: https://spec.openapis.org/registry/format/int64 */
import { type Codec, walkable } from "./codec.js";

/**
 * `format: int64`, for `z.codec(z.union([z.number(), z.bigint()]), z.bigint(), int64)`. On the wire it is a number; what a
 * number of JavaScript can't hold is a bigint there, too.
 */
export const int64: Codec<number | bigint, bigint> = /* @__PURE__ */ walkable(
  {
    decode: (wire, { issues }) => {
      if (typeof wire === "bigint") return wire;
      if (Number.isInteger(wire)) return BigInt(wire);
      issues.push({ code: "invalid_type", expected: "int", input: wire, message: "Expected an integer" });
      return 0n;
    },
    encode: (value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value),
  },
  (value, visit, twin) => visit(value, looseInt64, twin),
);

const looseInt64 = {
  name: "int64",
  decode: (value: unknown) => (typeof value === "number" && Number.isInteger(value) ? BigInt(value) : value),
} as const;
