import { isArray, isObject, type JsonValue } from "./json.js";

/** Deeper documents are refused: whoever walks a document recursively may rely on it. No real one comes near. */
export const maxDepth = 500;

/** Objects and lists that a document may have when every alias is written out. The largest of the corpus has 2 million. */
const maxExpandedNodes = 10_000_000;

/** Whether a well-formed JSON text nests deeper than `maxDepth`. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = stringEnd(text, at);
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}

function stringEnd(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

function isEscaped(text: string, index: number): boolean {
  let before = index - 1;
  while (text.charCodeAt(before) === 0x5c) before -= 1;
  return (index - before) % 2 === 0;
}

/** What makes a value with aliases unreadable: it holds itself, is too deep, or too large when written out. */
export type AliasProblem = "spec/yaml-cycle" | "spec/too-deep" | "spec/too-many-aliases";

/** Checks a value whose objects may stand in several places. Each is visited once, however often it stands there. */
export function findAliasProblem(root: JsonValue): AliasProblem | undefined {
  const sizes = new Map<object, { nodes: number; depth: number }>();
  const open = new Set<object>();
  let problem: AliasProblem | undefined;
  const measure = (value: JsonValue, level: number): { nodes: number; depth: number } => {
    if (typeof value !== "object" || value === null || problem !== undefined) return { nodes: 0, depth: 0 };
    const known = sizes.get(value);
    if (known !== undefined) return known;
    if (open.has(value)) problem = "spec/yaml-cycle";
    else if (level > maxDepth) problem = "spec/too-deep";
    if (problem !== undefined) return { nodes: 0, depth: 0 };
    open.add(value);
    let [nodes, depth] = [1, 1];
    for (const child of childrenOf(value)) {
      const size = measure(child, level + 1);
      nodes += size.nodes;
      depth = Math.max(depth, size.depth + 1);
    }
    open.delete(value);
    sizes.set(value, { nodes, depth });
    if (depth > maxDepth) problem ??= "spec/too-deep";
    if (nodes > maxExpandedNodes) problem ??= "spec/too-many-aliases";
    return { nodes, depth };
  };
  measure(root, 1);
  return problem;
}

function childrenOf(value: JsonValue): readonly JsonValue[] {
  if (isArray(value)) return value;
  return isObject(value) ? Object.values(value) : [];
}
