import { type Code, code, typeArguments } from "../code/code.js";
import type { DocComment, DocTag } from "../code/doc-comment.js";
import type { ImportedSymbol } from "../code/symbol.js";
import type { ClientPlan, OperationPlan } from "../plan/client-plan.js";
import { acceptOptions, successTypes } from "./operation-types.js";
import { listItemType } from "./pagination.js";
import { itemType, operationStream } from "./stream-types.js";

/** `ApiPromise<Pet, { 200: Pet }, GetPetErrors>`; of a list `PagePromise<PetList, Pet, …>`, of a stream `StreamPromise<Entry, …>`. */
export function resultType(operation: OperationPlan, plan: ClientPlan): Code {
  const { runtime } = plan;
  const errors = operation.errorsName ? [code`${operation.errorsName}`] : [];
  const stream = operationStream(operation);
  if (stream?.isOnly) return typeArguments(runtime.StreamPromise, itemType(stream, plan), ...errors);
  const { data, responses } = successTypes(operation, plan);
  if (stream) return typeArguments(runtime.StreamablePromise, data, responses, itemType(stream, plan), ...errors);
  const { pagination } = operation.operation;
  const given = [responses, ...errors, ...headersArgument(operation, plan)];
  if (!pagination) return typeArguments(runtime.ApiPromise, data, ...given);
  return typeArguments(runtime.PagePromise, data, listItemType(pagination, data, plan), ...given);
}

/** The last type argument; the one before it is said too, where no errors are declared. */
function headersArgument({ headersName, errorsName }: OperationPlan, { runtime }: ClientPlan): readonly Code[] {
  if (!headersName) return [];
  return errorsName ? [code`${headersName}`] : [code`${runtime.SdkError}`, code`${headersName}`];
}

/** `params` may be left out when nothing in it is required. */
export function callParameters(plan: OperationPlan, client: ClientPlan): readonly Code[] {
  const { operation, paramsName } = plan;
  const options = code`options?: ${optionsType(plan, client)}`;
  if (!paramsName) return [options];
  const needed = operation.parameters.some(({ required }) => required) || (operation.body?.required ?? false);
  if (needed) return [code`params: ${paramsName}`, options];
  // Every object has a `toString`: to the compiler `{}` gives that parameter a value.
  const isInherited = plan.params.some(({ name }) => name in Object.prototype);
  return [code`params: ${paramsName} = {}${isInherited ? code` as ${paramsName}` : code``}`, options];
}

function optionsType(operation: OperationPlan, plan: ClientPlan): Code | ImportedSymbol {
  const { runtime } = plan;
  const kind = operationStream(operation)?.kind;
  if (kind === undefined) return operation.operation.pagination ? runtime.PageOptions : acceptOptions(operation, plan);
  return kind === "events" ? runtime.EventStreamOptions : runtime.StreamOptions;
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
  const tags: readonly DocTag[] = operation.deprecated
    ? [{ tag: "deprecated", text: operation.deprecation }, ...thrown]
    : thrown;
  return { text: texts.filter((text) => text !== undefined && text.trim() !== "").join("\n\n"), tags };
}

function firstSentence(text: string | undefined): string | undefined {
  const line = text?.trim().split("\n")[0];
  return line === "" ? undefined : line;
}
