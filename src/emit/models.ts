import { code } from "../code/code.js";
import type { Declaration } from "../code/declaration.js";
import type { OutputFile } from "../code/module.js";
import type { NamedSchema } from "../model/schema.js";
import type { ClientPlan } from "../plan/client-plan.js";
import type { Emitter } from "./emitter.js";
import { schemaDoc } from "./schema-doc.js";
import { objectMembers, type TypeContext, typeExpression } from "./type-expression.js";

/** `models.ts`: one exported type for each named schema. */
export const emitModels: Emitter = ({ api, plan }): readonly OutputFile[] => {
  if (api.schemas.size === 0) return [];
  return [
    {
      kind: "module",
      path: "models.ts",
      summary: `The types of ${api.title}: what its requests and responses hold.`,
      declarations: [...api.schemas.values()].map((named) => modelDeclaration(named, plan)),
      reExports: [],
    },
  ];
};

function modelDeclaration({ id, schema }: NamedSchema, plan: ClientPlan): Declaration {
  const { name } = plan.typeOf(id);
  const usage = plan.usageOf(id);
  const context: TypeContext = {
    plan,
    openEnums: usage.response || !usage.request,
    binaryInput: usage.form && !usage.response,
  };
  const base = { name, exported: true, doc: schemaDoc(schema) };
  if (schema.kind !== "object" || schema.nullable || schema.properties.length === 0) {
    return { ...base, kind: "type", type: typeExpression(schema, context) };
  }
  const members = objectMembers(schema, context).map((member) => ({ doc: member.doc, code: code`${member.code};` }));
  return { ...base, kind: "interface", heritage: [], members };
}
