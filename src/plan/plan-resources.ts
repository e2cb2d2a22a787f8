import { Identifier } from "../code/identifier.js";
import type { Api, Tag } from "../model/api.js";
import type { Operation, Response } from "../model/operation.js";
import { resultChoices } from "../model/results.js";
import { streamOf } from "../model/streaming.js";
import type { DeclaredError, OperationPlan, ResourcePlan } from "./client-plan.js";
import {
  authorMethod,
  configuredFunctionName,
  functionName,
  givenResource,
  groupingTag,
  type IsMark,
  marksOf,
  methodNames,
  pathName,
  resourceName,
} from "./name-policy.js";
import { NameTable } from "./name-table.js";
import { planParams } from "./plan-params.js";
import { clientMembers } from "./reserved-names.js";
import { camelCase, pascalCase } from "./words.js";

// Windows gives these names to devices, whatever follows the dot. File names are compared in lower case, since file
// systems may not tell it from upper case.
const deviceNames: readonly string[] = ["con", "prn", "aux", "nul"].concat(
  [1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((number) => [`com${number}`, `lpt${number}`]),
);

interface ResourceScope {
  /** All that `index.ts` exports. */
  readonly scope: NameTable;
  errorOf(response: Response): DeclaredError;
}

/** Operations grouped into resources, in the order in which the document first names them. */
export function planResources(api: Api, context: ResourceScope): readonly ResourcePlan[] {
  const groups = new Map<string, Operation[]>();
  const isMark = marksOf(api.tags);
  for (const operation of api.operations) {
    const name = resourceName(operation, isMark);
    const group = groups.get(name);
    if (group) group.push(operation);
    else groups.set(name, [operation]);
  }
  const properties = new NameTable(clientMembers);
  const files = new NameTable(deviceNames);
  return [...groups].map(([name, operations]): ResourcePlan => {
    const property = properties.claimKey(name, `${name}Resource`);
    const lower = property.toLowerCase();
    const suffix = files.claimKey(lower, `${lower}_`).slice(lower.length);
    return {
      property: Identifier.member(property),
      className: context.scope.claim(`${pascalCase(property)}Resource`),
      module: `operations/${property}${suffix}.ts`,
      description: describe(operations[0], name, api.tags, isMark),
      operations: planOperations(operations, property, context),
    };
  });
}

/** Of the resource's tag, and of the one that it is a part of. */
function describe(
  operation: Operation | undefined,
  resource: string,
  tags: readonly Tag[],
  isMark: IsMark,
): string | undefined {
  const named = (name: string | undefined): Tag | undefined => tags.find((tag) => tag.name === name);
  // A resource that the configuration or an extension names may be a tag all the same.
  const isGiven = operation !== undefined && givenResource(operation) !== undefined;
  const tag = isGiven
    ? tags.find(({ name }) => camelCase(name) === resource)
    : named(operation && groupingTag(operation, isMark));
  const parent = named(tag?.parent);
  const partOf = parent && parent !== tag ? `Part of ${parent.summary ?? parent.name}.` : undefined;
  const texts = [tagText(tag), partOf].filter((text) => text !== undefined);
  return texts.length === 0 ? undefined : texts.join("\n\n");
}

/** What the document says of a tag. A summary that only repeats the name says nothing. */
function tagText(tag: Tag | undefined): string | undefined {
  if (!tag) return undefined;
  const isTelling = tag.summary !== undefined && tag.summary.toLowerCase() !== tag.name.toLowerCase();
  const texts = [isTelling ? tag.summary : undefined, tag.description].filter((text) => text !== undefined);
  return texts.length === 0 ? tag.summary : texts.join("\n\n");
}

function planOperations(
  operations: readonly Operation[],
  resource: string,
  context: ResourceScope,
): readonly OperationPlan[] {
  const functions = operations.map((operation) => claimFunction(operation, resource, context.scope));
  // The prototype's own names, and `then`, which would make a resource look like a promise.
  const methods = new NameTable(["constructor", "then"]);
  // What the configuration says comes first: others give way to it.
  const configured = operations.map(({ naming }, index) =>
    naming?.method === undefined ? undefined : methods.claimKey(naming.method, functions[index]?.text ?? naming.method),
  );
  const free = operations.map((operation, index) => (configured[index] === undefined ? operation : undefined));
  // Two operations that ask for one name are both called by their functions' names: neither is meant more.
  const authored = single(free.map((operation) => operation && authorMethod(operation)));
  const given = authored.map((name) => (name === undefined || methods.has(name) ? undefined : methods.claimKey(name)));
  const shortName = methodNames(resource);
  const short = single(
    functions.map(({ text }, index) => (free[index] && given[index] === undefined ? shortName(text) : undefined)),
  );
  return operations.map((operation, index) => {
    const name = functions[index] ?? new Identifier("operation");
    const wanted = [short[index], name.text].filter((candidate) => candidate !== undefined);
    const method = configured[index] ?? given[index] ?? methods.claimKey(...wanted);
    return planOperation(operation, name, method, context);
  });
}

/** The names that only one has; undefined in the place of the others. */
function single(names: readonly (string | undefined)[]): readonly (string | undefined)[] {
  const counts = new Map<string | undefined, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return names.map((name) => (counts.get(name) === 1 ? name : undefined));
}

function claimFunction(operation: Operation, resource: string, scope: NameTable): Identifier {
  const configured = operation.naming?.method;
  const name = configured === undefined ? functionName(operation) : configuredFunctionName(configured, resource);
  // What else it might be called need not be known.
  if (scope.isFree(name)) return scope.claim(name);
  return scope.claim(name, name + pascalCase(resource), pathName(operation), `${name}Operation`);
}

function planOperation(
  operation: Operation,
  name: Identifier,
  method: string,
  { scope, errorOf }: ResourceScope,
): OperationPlan {
  const stem = pascalCase(name.text);
  const errors = operation.responses.filter(({ isError }) => isError).map(errorOf);
  const streams = streamOf(operation.responses) !== undefined;
  // Streams and pages read what they ask for themselves: `accept` does not change it.
  const readsItself = streams || operation.pagination !== undefined;
  const chooses =
    !readsItself && operation.responses.some((response) => !response.isError && resultChoices(response).length > 0);
  const declaresHeaders =
    !streams && operation.responses.some(({ isError, headers }) => !isError && headers.length > 0);
  const takes = operation.parameters.length > 0 || operation.body !== undefined;
  return {
    operation,
    id: operation.operationId ?? name.text,
    functionName: name,
    methodName: method,
    descriptorName: scope.claim(`${name.text}Operation`, `${name.text}Descriptor`),
    paramsName: takes ? scope.claim(...requestName(operation), `${stem}Params`, `${stem}Parameters`) : undefined,
    params: planParams(operation),
    errorsName: errors.length > 0 ? scope.claim(`${stem}Errors`, `${stem}ErrorTypes`) : undefined,
    errors,
    headersName: declaresHeaders ? scope.claim(`${stem}Headers`, `${stem}HeaderValues`) : undefined,
    mediaName: chooses ? scope.claim(`${stem}Media`, `${stem}MediaTypes`) : undefined,
    choosesContentType: (operation.body?.media.length ?? 0) > 1,
  };
}

/** What an extension calls the params. */
function requestName({ authorNames }: Operation): readonly string[] {
  const name = pascalCase(authorNames?.request ?? "");
  return name === "" ? [] : [name];
}
