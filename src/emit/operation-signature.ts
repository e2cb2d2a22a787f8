import { type Code, code, typeArguments } from "../code/code.js";
import type { DocComment, DocTag } from "../code/doc-comment.js";
import type { ClientPlan, OperationPlan } from "../plan/client-plan.js";
import { successTypes } from "./operation-types.js";

/** `ApiPromise<Pet, { 200: Pet }, GetPetErrors>`. */
export function resultType(operation: OperationPlan, plan: ClientPlan): Code {
  const { data, responses } = successTypes(operation, plan);
  const errors = operation.errorsName ? [code`${operation.errorsName}`] : [];
  return typeArguments(plan.runtime.ApiPromise, data, responses, ...errors);
}

/** `params` may be left out when nothing in it is required. */
export function callParameters({ operation, paramsName }: OperationPlan, { runtime }: ClientPlan): readonly Code[] {
  const options = code`options?: ${runtime.RequestOptions}`;
  if (!paramsName) return [options];
  const needed = operation.parameters.some(({ required }) => required) || (operation.body?.required ?? false);
  return [needed ? code`params: ${paramsName}` : code`params: ${paramsName} = {}`, options];
}

/** Summary, description, and the request line that everybody looks for. */
export function operationDoc({ operation, errors }: OperationPlan): DocComment {
  const { summary, description, method, path } = operation;
  const texts = [summary, description === summary ? undefined : description, `\`${method} ${path}\``];
  const thrown = errors.map(
    ({ class: { name }, response }): DocTag => ({
      tag: "throws",
      text: `{${name.text}} ${firstSentence(response.description) ?? response.status}`,
    }),
  );
  const tags: readonly DocTag[] = operation.deprecated ? [{ tag: "deprecated" }, ...thrown] : thrown;
  return { text: texts.filter((text) => text !== undefined && text.trim() !== "").join("\n\n"), tags };
}

function firstSentence(text: string | undefined): string | undefined {
  const line = text?.trim().split("\n")[0];
  return line === "" ? undefined : line;
}
