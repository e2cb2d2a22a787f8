// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** JSON Schema 2020-12, 10.2: schemas that look at the value as a whole. */
import { accepts, checkInner, type InnerSchema, report, type SchemaCheck } from "./check.js";

/** The value fits another schema, too, which says nothing of its type. */
export function matches(schema: InnerSchema): SchemaCheck {
  return (payload) => checkInner(payload, schema, { value: payload.value, path: [] });
}

/** The value does not fit the schema. */
export function not(schema: InnerSchema): SchemaCheck {
  return (payload) => {
    if (accepts(schema, payload.value)) report(payload, "The value is of the kind that is ruled out here");
  };
}

interface Branches {
  readonly if: InnerSchema;
  /** The value fits this where it fits `if`, … */
  readonly whenTrue?: InnerSchema;
  /** … and this where it does not. */
  readonly whenFalse?: InnerSchema;
}

/** `if`, `then`, `else`. */
export function conditional(branches: Branches): SchemaCheck {
  return (payload) => {
    const branch = accepts(branches.if, payload.value) ? branches.whenTrue : branches.whenFalse;
    if (branch) checkInner(payload, branch, { value: payload.value, path: [] });
  };
}
