import { childPointer, type JsonPointer, rootPointer } from "../diagnostics/origin.js";
import { isArray, isObject, type JsonValue, own } from "./json.js";
import type { Operand, Query, Selector, Test } from "./overlay-path.js";

/** A node of the document. */
export interface Selected {
  readonly pointer: JsonPointer;
  readonly value: JsonValue;
}

/** The nodes that a JSONPath selects, in the order of the document, each once. */
export function selectNodes(root: JsonValue, query: Query): readonly Selected[] {
  const found = selectFrom({ pointer: rootPointer, value: root }, query, root);
  return [...new Map(found.map((node) => [node.pointer, node])).values()];
}

function selectFrom(start: Selected, query: Query, root: JsonValue): readonly Selected[] {
  let nodes: readonly Selected[] = [query.from === "root" ? { pointer: rootPointer, value: root } : start];
  for (const { isDeep, selectors } of query.segments) {
    const bases = isDeep ? nodes.flatMap(withDescendants) : nodes;
    nodes = bases.flatMap((node) => selectors.flatMap((selector) => selectChildren(node, selector, root)));
  }
  return nodes;
}

function withDescendants(node: Selected): readonly Selected[] {
  const found: Selected[] = [];
  const stack = [node];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    found.push(next);
    stack.push(...[...childrenOf(next)].reverse());
  }
  return found;
}

function childrenOf({ pointer, value }: Selected): readonly Selected[] {
  if (isArray(value)) return value.map((item, index) => ({ pointer: childPointer(pointer, index), value: item }));
  if (!isObject(value)) return [];
  return Object.entries(value).map(([key, item]) => ({ pointer: childPointer(pointer, key), value: item }));
}

function selectChildren(node: Selected, selector: Selector, root: JsonValue): readonly Selected[] {
  const { pointer, value } = node;
  if (selector.kind === "all") return childrenOf(node);
  if (selector.kind === "filter") return childrenOf(node).filter((child) => holds(selector.test, child, root));
  if (selector.kind === "name") {
    const member = isObject(value) ? own(value, selector.name) : undefined;
    return member === undefined ? [] : [{ pointer: childPointer(pointer, selector.name), value: member }];
  }
  if (!isArray(value)) return [];
  const items = childrenOf(node);
  if (selector.kind === "index")
    return items.slice(at(selector.index, items.length)).slice(0, inside(selector.index, items.length));
  return sliced(items, selector);
}

function at(index: number, length: number): number {
  return index < 0 ? Math.max(0, length + index) : index;
}

function inside(index: number, length: number): 0 | 1 {
  return index < length && index >= -length ? 1 : 0;
}

/** RFC 9535, 2.3.4.2. */
function sliced(
  items: readonly Selected[],
  { start, end, step }: Extract<Selector, { readonly kind: "slice" }>,
): readonly Selected[] {
  if (step === 0) return [];
  const from = at(start ?? (step > 0 ? 0 : items.length - 1), items.length);
  const to = end === undefined ? (step > 0 ? items.length : -1) : at(end, items.length);
  const found: Selected[] = [];
  for (
    let index = Math.min(from, items.length - (step < 0 ? 1 : 0));
    step > 0 ? index < to : index > to;
    index += step
  ) {
    const item = items[index];
    if (item) found.push(item);
  }
  return found;
}

function holds(test: Test, node: Selected, root: JsonValue): boolean {
  switch (test.kind) {
    case "and":
      return test.tests.every((one) => holds(one, node, root));
    case "or":
      return test.tests.some((one) => holds(one, node, root));
    case "not":
      return !holds(test.test, node, root);
    case "exists":
      return selectFrom(node, test.query, root).length > 0;
    case "compare":
      return compares(test.operator, operandValue(test.left, node, root), operandValue(test.right, node, root));
    case "regexp": {
      const [value, pattern] = [operandValue(test.value, node, root), operandValue(test.pattern, node, root)];
      return typeof value === "string" && typeof pattern === "string" && matches(value, pattern, test.isWhole);
    }
  }
}

/** Undefined: nothing. */
function operandValue(operand: Operand, node: Selected, root: JsonValue): JsonValue | undefined {
  if (operand.kind === "literal") return operand.value;
  if (operand.kind === "count") return selectFrom(node, operand.query, root).length;
  if (operand.kind === "length") {
    const value = operandValue(operand.of, node, root);
    if (typeof value === "string") return [...value].length;
    return isArray(value) ? value.length : isObject(value) ? Object.keys(value).length : undefined;
  }
  const found = selectFrom(node, operand.query, root);
  return found.length === 1 ? found[0]?.value : undefined;
}

function compares(operator: string, left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  const isEqual = JSON.stringify(left) === JSON.stringify(right);
  if (operator === "==" || operator === "!=") return isEqual === (operator === "==");
  if (isEqual && operator.endsWith("=")) return true;
  const areComparable = typeof left === typeof right && (typeof left === "number" || typeof left === "string");
  if (!areComparable || left === undefined || right === undefined || left === null || right === null) return false;
  return operator.startsWith("<") ? left < right : left > right;
}

function matches(value: string, pattern: string, isWhole: boolean): boolean {
  try {
    return new RegExp(isWhole ? `^(?:${pattern})$` : pattern, "u").test(value);
  } catch {
    // RFC 9535, 2.4.6: a pattern that is none matches nothing.
    return false;
  }
}
