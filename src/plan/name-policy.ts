import type { Tag } from "../model/api.js";
import type { Operation } from "../model/operation.js";
import { camelCase, joinCamel, pascalCase, singular, wordsOf } from "./words.js";

/** What an operation is named after. */
type NamedOperation = Pick<Operation, "operationId" | "method" | "path">;

/** contract.md, 3: the camelCased operationId, or the method and the words of the path. */
export function functionName(operation: NamedOperation): string {
  const fromId = operation.operationId === undefined ? "" : camelCase(operation.operationId);
  return fromId === "" ? pathName(operation) : fromId;
}

/** `GET /pets/{petId}/toys` is `getPetsPetIdToys`. */
export function pathName(operation: NamedOperation): string {
  return joinCamel([operation.method.toLowerCase(), ...wordsOf(operation.path)]);
}

/** What the configuration calls the function: `list` of `pets` is `listPets`, `findPetsByTag` says it already. */
export function configuredFunctionName(method: string, resource: string): string {
  const words = wordsOf(method).map(singular);
  const says = wordsOf(resource)
    .map(singular)
    .every((word) => words.includes(word));
  return says ? method : method + pascalCase(resource);
}

/** contract.md, 3: the first tag, or the first segment of the path; what the configuration says wins, then an extension. */
export function resourceName(operation: Operation, isMark: IsMark): string {
  const given = givenResource(operation) ?? camelCase(groupingTag(operation, isMark) ?? "");
  if (given !== "") return given;
  const segments = operation.path.split("/").map(camelCase);
  return segments.find((segment) => segment !== "") ?? "root";
}

/** The resource that the configuration or an extension names. */
export function givenResource({ naming, authorNames }: Operation): string | undefined {
  return naming?.resource ?? (camelCase(authorNames?.group ?? "") || undefined);
}

/** The method that an extension names; undefined where its text holds no name. */
export function authorMethod({ authorNames }: Operation): string | undefined {
  return camelCase(authorNames?.method ?? "") || undefined;
}

/** Of the name of a tag. */
export type IsMark = (name: string) => boolean;

/** OpenAPI 3.2, 4.22.1: tags of some kinds mark operations (`badge`, `audience`). */
export function marksOf(tags: readonly Tag[]): IsMark {
  const marks = new Set<string>();
  const seen = new Set<string>();
  for (const { name, kind } of tags) {
    // The first of a name counts.
    if (!seen.has(name) && (kind === "badge" || kind === "audience")) marks.add(name);
    seen.add(name);
  }
  return (name) => marks.has(name);
}

/** The first tag that is no mark groups the operation. */
export function groupingTag(operation: Operation, isMark: IsMark): string | undefined {
  return operation.tags.find((name) => !isMark(name));
}

/** A function's name less the words that the resource says already: `listPets` of `pets` is `list`. */
export function methodNames(resource: string): (functionName: string) => string {
  const own = wordsOf(resource).map(singular);
  return (functionName) => {
    const words = wordsOf(functionName);
    const singulars = words.map(singular);
    const start = words.findIndex((_, index) => own.every((word, offset) => singulars[index + offset] === word));
    if (start < 0 || own.length === 0) return functionName;
    const rest = [...words.slice(0, start), ...words.slice(start + own.length)];
    const name = joinCamel(rest);
    // Nothing left, or a number: the full name says more.
    return name === "" || /^x\d/.test(name) ? functionName : name;
  };
}
