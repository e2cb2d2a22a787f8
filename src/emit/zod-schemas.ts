import { call, code } from "../code/code.js";
import type { Declaration, LaterDeclaration } from "../code/declaration.js";
import { Identifier } from "../code/identifier.js";
import type { OutputFile } from "../code/module.js";
import type { NamedSchema } from "../model/schema.js";
import type { ClientPlan } from "../plan/client-plan.js";
import type { Emitter } from "./emitter.js";
import { zodExpression } from "./zod-expression.js";

const helper = new Identifier("schema");

/** `schemas.ts`: one zod schema for each named schema, under the name of its type, built when it is first used. */
export const emitZodSchemas: Emitter = ({ api, plan }): readonly OutputFile[] => {
  if (api.schemas.size === 0) return [];
  return [
    {
      kind: "module",
      path: "schemas.ts",
      summary: `The zod schemas of ${api.title}: they accept what its document allows. Each is built when it is first used.`,
      declarations: [
        helperDeclaration(plan),
        ...[...api.schemas.values()].map((named) => schemaDeclaration(named, plan)),
      ],
      reExports: [],
    },
  ];
};

/** The builder's type is hidden from the compiler: inferring it would cost the user's type-check most of its time. */
function helperDeclaration({ runtime }: ClientPlan): Declaration {
  const build = code`build as () => ${runtime.zod("ZodType")}<T>`;
  return {
    kind: "function",
    name: helper,
    exported: false,
    doc: { text: "A schema that is built when it is first used; references between schemas may form cycles." },
    typeParameters: code`<T>`,
    parameters: [code`build: () => unknown`],
    returns: code`${runtime.Schema}<T>`,
    body: [code`return ${call(runtime.zod("lazy"), build)};`],
  };
}

function schemaDeclaration({ id, schema }: NamedSchema, plan: ClientPlan): LaterDeclaration {
  const name = plan.zodOf(id).name;
  const make = (): Declaration => {
    const usage = plan.usageOf(id);
    const expression = zodExpression(schema, { plan, binaryInput: usage.form && !usage.response });
    return {
      kind: "const",
      name,
      exported: true,
      type: code`${plan.runtime.Schema}<${plan.typeOf(id)}>`,
      value: code`/* @__PURE__ */ ${helper}(() => ${expression})`,
    };
  };
  return { kind: "const", name, make };
}
