import { code } from "../code/code.js";
import type { Declaration, InterfaceDecl, LaterDeclaration } from "../code/declaration.js";
import type { OutputFile } from "../code/module.js";
import type { Api } from "../model/api.js";
import type { NamedSchema, Schema } from "../model/schema.js";
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

function modelDeclaration(named: NamedSchema, api: Api, plan: ClientPlan): LaterDeclaration {
  const { id, schema } = named;
  const parts = interfaceParts(schema, { api, plan }) ?? ownParts(schema);
  const name = plan.typeOf(id).name;
  if (parts) return { kind: "interface", name, make: () => interfaceDeclaration(named, parts, plan) };
  const make = (): Declaration => ({
    kind: "type",
    name,
    exported: true,
    doc: schemaDoc(schema),
    type: typeExpression(schema, contextOf(named, plan)),
  });
  return { kind: "type", name, make };
}

function ownParts(schema: Schema): Parts | undefined {
  const isInterface = schema.kind === "object" && !schema.nullable && schema.properties.length > 0;
  return isInterface ? { bases: [], own: schema } : undefined;
}

type Parts = Pick<InterfaceParts, "bases" | "own">;

function interfaceDeclaration(named: NamedSchema, { bases, own }: Parts, plan: ClientPlan): InterfaceDecl {
  const members = objectMembers(own, contextOf(named, plan));
  return {
    kind: "interface",
    name: plan.typeOf(named.id).name,
    exported: true,
    doc: schemaDoc(named.schema),
    heritage: bases.map(({ target }) => code`${plan.typeOf(target)}`),
    members: members.map((member) => ({ doc: member.doc, code: code`${member.code};` })),
  };
}

function contextOf({ id }: NamedSchema, plan: ClientPlan): TypeContext {
  const usage = plan.usageOf(id);
  return {
    plan,
    openEnums: usage.response || !usage.request,
    binaryInput: usage.form && !usage.response,
  };
}
