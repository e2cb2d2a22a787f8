import type { Diagnostics } from "../diagnostics/diagnostic.js";
import type { JsonValue } from "./json.js";
import type { SizeLimits } from "./nesting.js";

/** A text as a value. */
export interface Parsed {
  readonly value: JsonValue;
  /** Whether the value may hold an object in several places (YAML aliases). It never holds itself. */
  readonly isShared: boolean;
}

/** What a text of JSON or YAML is read with. */
export interface TextInput {
  readonly source: string;
  readonly text: string;
  readonly diagnostics: Diagnostics;
  readonly limits: SizeLimits;
}
