import type { Code } from "../code/code.js";
import type { Schema } from "../model/schema.js";
import type { ClientPlan } from "../plan/client-plan.js";
import type { CheckName } from "../plan/runtime-symbols.js";

export interface ZodContext {
  readonly plan: ClientPlan;
  /** As in `TypeContext`: bytes that are sent are not validated, bytes in JSON are text. */
  readonly binaryInput: boolean;
}

/** What those who write the parts of a zod schema work with. */
export interface ZodWriter {
  readonly context: ZodContext;
  /** `z.member(…)` */
  z(member: string, ...args: readonly Code[]): Code;
  /** A call of one of the runtime's checks. */
  runtime(name: CheckName, ...args: readonly Code[]): Code;
  /** One of the runtime's checks itself. */
  constant(name: CheckName): Code;
  /** The whole of a schema inside this one. */
  write(schema: Schema): Code;
}
