import type { Exceptions } from "./exceptions.js";

/** Where openapi-typescript types a schema otherwise, and why ours stays as it is. */
export const witnessExceptions: Exceptions = {};
