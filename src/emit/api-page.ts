import type { Code } from "../code/code.js";
import { flatText } from "../code/distinct.js";
import type { LiteralValue } from "../code/literal.js";
import type { OutputFile } from "../code/module.js";
import type { ClientPlan, DeclaredError, OperationPlan, ResourcePlan } from "../plan/client-plan.js";
import type { Emitter } from "./emitter.js";
import { resultType } from "./operation-signature.js";
import { moduleSpecifier } from "./package-layout.js";
import { operationStream } from "./stream-types.js";

type Values = Readonly<Record<string, LiteralValue>>;

/** `api.md`: every method by resource. Whoever only receives webhooks has none. */
export const emitApiIndex: Emitter = ({ api, plan, options }): readonly OutputFile[] => {
  if (plan.resources.length === 0) return [];
  const resources = plan.resources.map((resource) => ({
    property: resource.property.text,
    // How GitHub and npm name a heading: lower case, without the dot.
    anchor: resource.property.text.toLowerCase(),
    count: resource.operations.length,
    about: firstLine(resource.description),
    operations: resource.operations.map((operation) =>
      indexEntry(operation, resource, { plan, module: moduleSpecifier(options.package, resource.module) }),
    ),
  }));
  return [{ kind: "template", path: "api.md", template: "api-index.md.hbs", values: { title: api.title, resources } }];
};

function indexEntry(
  operation: OperationPlan,
  { property }: ResourcePlan,
  { plan, module }: { readonly plan: ClientPlan; readonly module: string },
): Values {
  const { method, path, summary, description } = operation.operation;
  const args = argumentsOf(operation);
  return {
    call: `client.${property.text}.${operation.methodName}(${args})`,
    summary: firstLine(summary ?? description),
    request: `${method} ${path}`,
    function: `${operation.functionName.text}(client, ${args})`,
    module,
    params: operation.paramsName ? [operation.paramsName.text] : [],
    result: typeText(resultType(operation, plan)),
    notes: notesOf(operation),
    errors: errorRows(operation.errors),
  };
}

/** On one line, as a person would write it. */
export function typeText(type: Code): string {
  return (
    flatText(type)
      .replace(/([<(]) /g, "$1")
      // The bar that begins a union over several lines.
      .replace(/([<(,]) ?\| /g, (_, before: string) => (before === "," ? ", " : before))
      .replace(/,? ([>)])/g, "$1")
      .replaceAll("; }", " }")
  );
}

function argumentsOf({ operation, paramsName }: OperationPlan): string {
  if (!paramsName) return "options?";
  const needed = operation.parameters.some(({ required }) => required) || (operation.body?.required ?? false);
  return `${needed ? "params" : "params?"}, options?`;
}

function notesOf(plan: OperationPlan): readonly string[] {
  const stream = operationStream(plan);
  return [
    ...(plan.operation.deprecated ? ["deprecated"] : []),
    ...(plan.operation.pagination ? ["paged: for await walks all items, .pages() the pages"] : []),
    ...(stream ? [stream.isOnly ? "a stream: for await reads its items" : "streams where .stream() is called"] : []),
  ];
}

/** One row a class: several statuses may be thrown as the same. */
export function errorRows(errors: readonly DeclaredError[]): readonly Values[] {
  const statuses = new Map<string, string[]>();
  for (const { class: thrown, response } of errors) {
    const name = thrown.name.text;
    statuses.set(name, [...(statuses.get(name) ?? []), response.status]);
  }
  return [...statuses].map(([name, all]) => ({ name, statuses: [...new Set(all)].join(", ") }));
}

function firstLine(text: string | undefined): readonly string[] {
  const line = text?.trim().split("\n")[0] ?? "";
  return line === "" ? [] : [line];
}
