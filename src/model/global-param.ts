import type { Origin } from "../diagnostics/origin.js";
import type { ParameterLocation } from "./operation.js";
import type { JsonValue, Schema } from "./schema.js";

/** A parameter that the client's options give to every operation that has it. */
export interface GlobalParam {
  readonly origin: Origin;
  /** What it is called in code: any text. */
  readonly name: string;
  readonly wireName: string;
  readonly location: ParameterLocation;
  /** Every operation sends it, whether it declares it or not: only of headers. */
  readonly isEverywhere: boolean;
  readonly description?: string | undefined;
  /** The environment variable that the document names for it. */
  readonly env?: string | undefined;
  /** Sent where nobody gives another. */
  readonly default?: JsonValue | undefined;
  readonly schema: Schema;
}
