// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** The key itself, or a function that makes one for each call; true: a new UUID; false: none. */
export type IdempotencyKey = string | boolean | (() => string);

/** The header where the document declares none. */
export const defaultIdempotencyHeader = "idempotency-key";
