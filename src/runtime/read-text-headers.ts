import type { ReadHeaders } from "./contract.js";

/** Reads declared headers in an SDK without schemas: each is the text that came. */
export const readTextHeaders: ReadHeaders = (fields, headers) => {
  const found: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) {
    const value = headers.get(name);
    // Not an assignment: a header may be called `__proto__`.
    if (value !== undefined) Object.defineProperty(found, name, { value, enumerable: true });
  }
  return found;
};
