import type { Schema } from "../../model/schema.js";
import { asObject, type Lowering, type Node, originOf } from "../node.js";
import { bareBase, schemaBase } from "./base.js";
import type { SchemaContext, SchemaRegistry } from "./context.js";
import { schemaRules } from "./rules.js";
import { reportUnsupportedKeywords } from "./unsupported.js";

/** A context whose `lower` turns a schema of the document into one of the model. */
export function schemaContext(lowering: Lowering, registry: SchemaRegistry): SchemaContext {
  const context: SchemaContext = { ...lowering, registry, lower: (node) => lowerSchema(node, context) };
  return context;
}

function lowerSchema(node: Node, context: SchemaContext): Schema {
  // JSON Schema 2020-12, 4.3.2: true accepts everything, false nothing.
  if (node.value === true) return { kind: "unknown", ...bareBase(node, context) };
  if (node.value === false) return { kind: "never", ...bareBase(node, context) };
  const object = asObject(node);
  if (!object) {
    context.diagnostics.report("lower/not-a-schema", originOf(context, node), {});
    return { kind: "unknown", ...bareBase(node, context) };
  }
  reportUnsupportedKeywords(object, context);
  const rule = schemaRules.find(({ matches }) => matches(object));
  return rule ? rule.lower(object, context) : { kind: "unknown", ...schemaBase(object, context) };
}
