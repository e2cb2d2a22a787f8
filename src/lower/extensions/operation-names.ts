/**
 * What Speakeasy, Fern, Scalar and Stainless call an operation and the group that it belongs to,
 * https://www.speakeasy.com/docs/customize/methods and
 * https://buildwithfern.com/learn/api-definitions/openapi/extensions/method-names
 */
import type { AuthorNames } from "../../model/operation.js";
import type { JsonObject } from "../../spec/json.js";
import { asObject, child, itemsAt, type Lowering, type Node, objectAt, stringAt, valuesAt } from "../node.js";
import { extensionText, firstText, reportExtension } from "./extension-value.js";
import { type Matches, namePattern } from "./name-pattern.js";

const nameOverride = "x-speakeasy-name-override";
const methodNames = [nameOverride, "x-fern-sdk-method-name", "x-scalar-method-name", "x-scalar-method"];

/** Undefined where the document says nothing of it. The first family that says something is believed. */
export function lowerAuthorNames(
  operation: Node<JsonObject>,
  operationId: string | undefined,
  { rules, lowering }: { readonly rules: readonly NameRule[]; readonly lowering: Lowering },
): AuthorNames | undefined {
  const method =
    firstText(operation, methodNames, lowering) ??
    stainlessName(operation, "method_name", lowering) ??
    rules.find(({ matches }) => operationId !== undefined && matches(operationId))?.method;
  const group = groupText(operation, lowering);
  const request = extensionText(operation, "x-fern-request-name", lowering);
  return (method ?? group ?? request) === undefined ? undefined : { method, group, request };
}

/** Groups within groups are one name: `admin.users` and `[admin, users]`. */
function groupText(operation: Node<JsonObject>, lowering: Lowering): string | undefined {
  const speakeasy = extensionText(operation, "x-speakeasy-group", lowering);
  if (speakeasy !== undefined) return speakeasy;
  const fern = "x-fern-sdk-group-name";
  const list = child(operation, fern);
  if (!list || !Array.isArray(list.value)) return extensionText(operation, fern, lowering);
  const names = valuesAt(operation, fern);
  const texts = names.filter((name) => typeof name === "string");
  if (texts.length === names.length) return texts.length === 0 ? undefined : texts.join(".");
  reportExtension(list, { extension: fern, problem: "it is no list of texts" }, lowering);
  return undefined;
}

/** `x-stainless-naming: { typescript: { method_name: list } }`; `node` is the older word for it. */
export function stainlessName(node: Node<JsonObject>, key: string, lowering: Lowering): string | undefined {
  const naming = objectAt(node, "x-stainless-naming");
  const own = naming && (objectAt(naming, "typescript") ?? objectAt(naming, "node"));
  return own && extensionText(own, key, lowering);
}

/** An entry of the document's own `x-speakeasy-name-override`. */
export interface NameRule {
  readonly method: string;
  readonly matches: Matches;
}

/** Each is held against each operationId. */
const mostRules = 1_000;

/** Names by patterns of operationIds: `[{ operationId: ^list, methodNameOverride: list }]`. */
export function lowerNameRules(root: Node<JsonObject>, lowering: Lowering): readonly NameRule[] {
  const found = child(root, nameOverride);
  if (!found) return [];
  if (!Array.isArray(found.value)) {
    reportExtension(found, { extension: nameOverride, problem: "here it must be a list" }, lowering);
    return [];
  }
  const entries = itemsAt(root, nameOverride);
  const tooMany = entries[mostRules];
  if (tooMany) {
    const problem = `it and those behind it are more than ${mostRules} entries`;
    reportExtension(tooMany, { extension: nameOverride, problem }, lowering);
  }
  return entries.slice(0, mostRules).flatMap((node) => {
    const rule = asObject(node);
    const source = rule && stringAt(rule, "operationId");
    const method = rule && stringAt(rule, "methodNameOverride")?.trim();
    if (source === undefined || method === undefined || method === "") {
      const problem = "an entry needs operationId and methodNameOverride, both of them texts";
      reportExtension(node, { extension: nameOverride, problem }, lowering);
      return [];
    }
    const matches = namePattern(source);
    if (!matches) {
      const problem = `"${source}" is more than text with ^, $, |, . and .*`;
      reportExtension(node, { extension: nameOverride, problem }, lowering);
      return [];
    }
    return [{ method, matches }];
  });
}
