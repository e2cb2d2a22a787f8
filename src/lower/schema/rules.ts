import { allOfRule } from "./all-of.js";
import { arrayRule } from "./array.js";
import type { SchemaRule } from "./context.js";
import { constRule, enumRule } from "./enumeration.js";
import { numericRule } from "./numeric.js";
import { objectRule } from "./object.js";
import { referenceRule } from "./reference.js";
import { severalKindsRule } from "./several-kinds.js";
import { booleanRule, neverRule, nullRule } from "./simple.js";
import { binaryRule, textRule } from "./text.js";
import { tupleRule } from "./tuple.js";
import { severalTypesRule, unionRule } from "./union.js";

/** In order: the first that matches lowers the schema. Each says why it stands where it stands. */
export const schemaRules: readonly SchemaRule[] = [
  neverRule,
  referenceRule,
  allOfRule,
  unionRule,
  constRule,
  enumRule,
  severalTypesRule,
  severalKindsRule,
  binaryRule,
  textRule,
  numericRule,
  booleanRule,
  nullRule,
  tupleRule,
  arrayRule,
  objectRule,
];
