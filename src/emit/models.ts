import { code } from "../code/code.js";
import type { Declaration, InterfaceDecl } from "../code/declaration.js";
import type { OutputFile } from "../code/module.js";
import type { Api } from "../model/api.js";
import type { NamedSchema } from "../model/schema.js";
import type { ClientPlan } from "../plan/client-plan.js";
import type { Emitter } from "./emitter.js";
import { type InterfaceParts, interfaceParts } from "./interface-parts.js";
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
      declarations: [...api.schemas.values()].map((named) => modelDeclaration(named, api, plan)),
      reExports: [],
    },
  ];
};

function modelDeclaration({ id, schema }: NamedSchema, api: Api, plan: ClientPlan): Declaration {
  const usage = plan.usageOf(id);
  const context: TypeContext = {
    plan,
    openEnums: usage.response || !usage.request,
    binaryInput: usage.form && !usage.response,
  };
  const base = { name: plan.typeOf(id).name, exported: true, doc: schemaDoc(schema) };
  const parts = interfaceParts(schema, { api, plan });
  if (parts) return interfaceDeclaration(base, parts, context);
  if (schema.kind === "object" && !schema.nullable && schema.properties.length > 0) {
    return interfaceDeclaration(base, { bases: [], own: schema }, context);
  }
  return {
    ...base,
    kind: "type",
    get type() {
      return typeExpression(schema, context);
    },
  };
}

function interfaceDeclaration(
  base: Pick<InterfaceDecl, "name" | "exported" | "doc">,
  { bases, own }: Pick<InterfaceParts, "bases" | "own">,
  context: TypeContext,
): InterfaceDecl {
  return {
    ...base,
    kind: "interface",
    heritage: bases.map(({ target }) => code`${context.plan.typeOf(target)}`),
    get members() {
      return objectMembers(own, context).map((member) => ({ doc: member.doc, code: code`${member.code};` }));
    },
  };
}
