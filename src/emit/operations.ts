import { alternatives, code } from "../code/code.js";
import type { Declaration, FunctionDecl } from "../code/declaration.js";
import type { OutputFile } from "../code/module.js";
import type { ClientPlan, OperationPlan } from "../plan/client-plan.js";
import { operationDescriptor } from "./descriptor.js";
import type { Emitter } from "./emitter.js";
import { callParameters, operationDoc, resultType } from "./operation-signature.js";
import { paramsDeclaration } from "./operation-types.js";
import { resourceDeclaration } from "./resources.js";

/** `operations/<resource>.ts`: for each operation its types, its descriptor and its function; then the resource's class. */
export const emitOperations: Emitter = ({ plan }): readonly OutputFile[] =>
  plan.resources.map((resource) => ({
    kind: "module",
    path: resource.module,
    summary: `The operations of \`${resource.property.text}\`.`,
    declarations: [
      ...resource.operations.flatMap((operation) => operationDeclarations(operation, plan)),
      resourceDeclaration(resource, plan),
    ],
    reExports: [],
  }));

function operationDeclarations(operation: OperationPlan, plan: ClientPlan): readonly Declaration[] {
  const declarations = [
    paramsDeclaration(operation, plan),
    errorsDeclaration(operation),
    descriptorDeclaration(operation, plan),
    functionDeclaration(operation, plan),
  ];
  return declarations.filter((declaration) => declaration !== undefined);
}

function errorsDeclaration({ errorsName: name, errors, functionName }: OperationPlan): Declaration | undefined {
  if (!name) return undefined;
  const classes = [...new Map(errors.map((error) => [error.class.name.text, code`${error.class}`])).values()];
  const doc = { text: `What \`${functionName.text}\` throws for the errors that the document declares.` };
  return { kind: "type", name, exported: true, doc, type: alternatives(classes, "|") };
}

function descriptorDeclaration(operation: OperationPlan, plan: ClientPlan): Declaration {
  return {
    kind: "const",
    name: operation.descriptorName,
    exported: false,
    type: code`${plan.runtime.OperationDescriptor}`,
    value: operationDescriptor(operation, plan),
  };
}

function functionDeclaration(operation: OperationPlan, plan: ClientPlan): FunctionDecl {
  const params = operation.paramsName ? code`params` : code`undefined`;
  return {
    kind: "function",
    name: operation.functionName,
    exported: true,
    doc: operationDoc(operation),
    parameters: [code`client: ${plan.runtime.ApiClientType}`, ...callParameters(operation, plan)],
    returns: resultType(operation, plan),
    body: [code`return client.call(${operation.descriptorName}, ${params}, options);`],
  };
}
