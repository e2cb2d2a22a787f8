import { allOfRule } from "./all-of.js";
import { arrayRule } from "./array.js";
import type { SchemaRule } from "./context.js";
import { constRule, enumRule } from "./enumeration.js";
import { numericRule } from "./numeric.js";
import { objectRule } from "./object.js";
import { referenceRule } from "./reference.js";
import { booleanRule, nullRule } from "./simple.js";
import { binaryRule, textRule } from "./text.js";
import { tupleRule } from "./tuple.js";
import { severalTypesRule, unionRule } from "./union.js";

/** In order: the first that matches lowers the schema. Each says why it stands where it stands. */
export const schemaRules: readonly SchemaRule[] = [
  referenceRule,
  allOfRule,
  unionRule,
  constRule,
  enumRule,
  severalTypesRule,
  binaryRule,
  textRule,
  numericRule,
  booleanRule,
  nullRule,
  tupleRule,
  arrayRule,
  objectRule,
];
