import type { Diagnostics } from "../diagnostics/diagnostic.js";
import type { JsonValue } from "./json.js";

/** A text as a value. */
export interface Parsed {
  readonly value: JsonValue;
  /** Whether the value may hold an object in several places (YAML aliases). It never holds itself. */
  readonly isShared: boolean;
}

/** What a text is read with. */
export interface YamlInput {
  readonly source: string;
  readonly text: string;
  readonly diagnostics: Diagnostics;
}
