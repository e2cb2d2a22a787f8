import { block, bracketed, type Code, call, code, concat } from "../code/code.js";
import type { ClassDecl, Member } from "../code/declaration.js";
import type { DocTag } from "../code/doc-comment.js";
import { Identifier } from "../code/identifier.js";
import type { ClientPlan, OperationPlan, ResourcePlan } from "../plan/client-plan.js";
import { callParameters, operationDoc, resultType } from "./operation-signature.js";
import { acceptTypeParameter } from "./operation-types.js";

/** The class behind `client.pets`: a method for each operation, which calls its function. */
export function resourceDeclaration(resource: ResourcePlan, plan: ClientPlan): ClassDecl {
  return {
    kind: "class",
    name: resource.className,
    exported: true,
    doc: { text: resource.description ?? `The operations of \`${resource.property.text}\`.` },
    members: [
      { code: code`readonly #client: ${plan.runtime.ApiCaller};` },
      { code: block(code`constructor(client: ${plan.runtime.ApiCaller}) {`, [code`this.#client = client;`]) },
      ...resource.operations.map((operation) => methodMember(operation, plan)),
    ],
  };
}

function methodMember(operation: OperationPlan, plan: ClientPlan): Member {
  const signature = concat(
    methodKey(operation.methodName),
    ...[acceptTypeParameter(operation)].filter((parameter) => parameter !== undefined),
    bracketed("(", callParameters(operation, plan), ")", { tail: code`: ${resultType(operation, plan)} {` }),
  );
  const given = operation.paramsName ? [code`params`, code`options`] : [code`options`];
  const body = code`return ${call(operation.functionName, code`this.#client`, ...given)};`;
  return { doc: { ...operationDoc(operation), tags: deprecation(operation) }, code: block(signature, [body]) };
}

/** Reserved words are good method names. */
function methodKey(name: string): Code {
  return code`${Identifier.member(name)}`;
}

/** The function has all that may be thrown; the method's result type names it too. */
function deprecation({ operation }: OperationPlan): readonly DocTag[] {
  return operation.deprecated ? [{ tag: "deprecated", text: operation.deprecation }] : [];
}
