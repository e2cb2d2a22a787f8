import { code } from "../code/code.js";
import type { ClassDecl, ConstDecl } from "../code/declaration.js";
import type { OutputFile } from "../code/module.js";
import type { ClientPlan, ErrorPlan } from "../plan/client-plan.js";
import { responseDescriptor } from "./descriptor.js";
import type { Emitter } from "./emitter.js";

/** `errors.ts`: a class for each declared error response, below the class of its status. */
export const emitErrors: Emitter = ({ api, plan }): readonly OutputFile[] => {
  if (plan.errors.length === 0) return [];
  return [
    {
      kind: "module",
      path: "errors.ts",
      summary: `The errors that ${api.title} declares. \`instanceof\` narrows \`body\`.`,
      declarations: plan.errors.flatMap((error) => [errorDeclaration(error, plan), ...descriptors(error, plan)]),
      reExports: [],
    },
  ];
};

function errorDeclaration({ name, status, base, body, description }: ErrorPlan, plan: ClientPlan): ClassDecl {
  const said = description?.trim();
  return {
    kind: "class",
    name,
    exported: true,
    doc: { text: said === undefined || said === "" ? `Status ${status}.` : `${status}: ${said}` },
    heritage: code`${base}<${plan.typeOf(body)}>`,
    // Minifiers rename classes; what is printed must not change with them.
    members: [{ code: code`override readonly name: string = ${name.text};` }],
  };
}

/** Tells the runtime what to read and what to throw; operations refer to it. */
function descriptors({ name, responses }: ErrorPlan, plan: ClientPlan): readonly ConstDecl[] {
  return responses.map((entry) => ({
    kind: "const",
    name: entry.name,
    exported: true,
    type: code`${plan.runtime.ResponseDescriptor}`,
    value: responseDescriptor(entry.response, code`() => ${name}`, plan),
  }));
}
