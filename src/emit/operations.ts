import { alternatives, bracketed, type Code, call, code } from "../code/code.js";
import type { Declaration, FunctionDecl, LaterDeclaration } from "../code/declaration.js";
import type { OutputFile } from "../code/module.js";
import type { ClientPlan, OperationPlan } from "../plan/client-plan.js";
import { operationDescriptor } from "./descriptor.js";
import type { Emitter } from "./emitter.js";
import { callParameters, operationDoc, resultType } from "./operation-signature.js";
import { acceptTypeParameter, mediaDeclaration, paramsDeclaration } from "./operation-types.js";
import { resourceDeclaration } from "./resources.js";
import { headersDeclaration } from "./response-headers.js";
import { operationStream } from "./stream-types.js";

/** `operations/<resource>.ts`: for each operation its types, its descriptor and its function; then the resource's class. */
export const emitOperations: Emitter = function* ({ plan }): Iterable<OutputFile> {
  for (const resource of plan.resources)
    yield {
      kind: "module",
      path: resource.module,
      summary: `The operations of \`${resource.property.text}\`.`,
      declarations: [
        ...resource.operations.flatMap((operation) => operationDeclarations(operation, plan)),
        { kind: "class", name: resource.className, make: () => resourceDeclaration(resource, plan) },
      ],
      reExports: [],
      showsRegions: true,
    };
};

function operationDeclarations(
  operation: OperationPlan,
  plan: ClientPlan,
): readonly (Declaration | LaterDeclaration)[] {
  const { descriptorName, functionName } = operation;
  const declarations = [
    paramsDeclaration(operation, plan),
    errorsDeclaration(operation),
    mediaDeclaration(operation, plan),
    headersDeclaration(operation, plan),
    { kind: "function" as const, name: descriptorName, make: () => descriptorDeclaration(operation, plan) },
    { kind: "function" as const, name: functionName, make: () => functionDeclaration(operation, plan) },
  ];
  return declarations.filter((declaration) => declaration !== undefined);
}

function errorsDeclaration({ errorsName: name, errors, functionName }: OperationPlan): Declaration | undefined {
  if (!name) return undefined;
  const classes = [...new Map(errors.map((error) => [error.class.name.text, code`${error.class}`])).values()];
  const doc = { text: `What \`${functionName.text}\` throws for the errors that the document declares.` };
  return { kind: "type", name, exported: true, doc, type: alternatives(classes, "|") };
}

/** A function: importing the SDK builds no descriptor, and only its outline is read by the engine until it is called. */
function descriptorDeclaration(operation: OperationPlan, plan: ClientPlan): FunctionDecl {
  return {
    kind: "function",
    name: operation.descriptorName,
    exported: false,
    parameters: [],
    returns: code`${plan.runtime.OperationDescriptor}`,
    body: [code`return ${operationDescriptor(operation, plan)};`],
  };
}

function functionDeclaration(operation: OperationPlan, plan: ClientPlan): FunctionDecl {
  return {
    kind: "function",
    name: operation.functionName,
    exported: true,
    doc: operationDoc(operation),
    typeParameters: acceptTypeParameter(operation),
    parameters: [code`client: ${plan.runtime.ApiCaller}`, ...callParameters(operation, plan)],
    returns: resultType(operation, plan),
    body: [code`return ${callExpression(operation, plan)};`],
  };
}

/** Only an operation that streams names what reads its stream: no other brings it into a bundle. */
function callExpression(operation: OperationPlan, { runtime }: ClientPlan): Code {
  const { descriptorName } = operation;
  const params = operation.paramsName ? code`params` : code`undefined`;
  const stream = operationStream(operation);
  if (!stream && operation.operation.pagination) {
    return call(runtime.paginate, code`client`, code`${descriptorName}`, params, code`options`);
  }
  if (!stream) return code`client.call(${descriptorName}, ${params}, options)`;
  const reader = stream.kind === "events" ? runtime.callEvents : runtime.callLines;
  if (stream.isOnly) return call(reader, code`client`, code`${descriptorName}`, params, code`options`);
  const given = operation.paramsName ? code`params` : code`params: undefined`;
  const members = [code`client`, code`operation: ${descriptorName}`, given, code`options`];
  return call(runtime.callStreamable, code`${reader}`, bracketed("{", members, "}", { padded: true }));
}
