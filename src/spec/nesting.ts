import { childPointer, type JsonPointer, rootPointer } from "../diagnostics/origin.js";
import { isArray, type JsonValue } from "./json.js";
import type { ReadLimits } from "./read-budget.js";

/** How many objects and lists there may be, and how many levels of them. */
export type SizeLimits = Pick<ReadLimits, "nodes" | "depth">;

/** What is wrong with the size of a JSON text. */
export function findSizeProblem(text: string, limits: SizeLimits): "spec/too-deep" | "spec/too-many-nodes" | undefined {
  let depth = 0;
  let nodes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = stringEnd(text, at);
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      nodes += 1;
      if (depth > limits.depth) return "spec/too-deep";
      if (nodes > limits.nodes) return "spec/too-many-nodes";
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return undefined;
}

/** The limit that a problem is about. */
export function limitOf(code: AliasProblem["code"] | "spec/too-many-nodes", { nodes, depth }: SizeLimits): number {
  return code === "spec/too-deep" ? depth : nodes;
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
export interface AliasProblem {
  readonly code: "spec/yaml-cycle" | "spec/too-deep" | "spec/too-many-aliases";
  readonly pointer: JsonPointer;
}

/** Checks a value whose objects may stand in several places. Each is visited once, however often it stands there. */
export function findAliasProblem(root: JsonValue, limits: SizeLimits): AliasProblem | undefined {
  return new AliasCheck(limits).run(root);
}

interface Size {
  readonly nodes: number;
  readonly depth: number;
}

const nothing: Size = { nodes: 0, depth: 0 };

class AliasCheck {
  readonly #sizes = new Map<object, Size>();
  readonly #open = new Set<object>();
  readonly #limits: SizeLimits;
  #problem: AliasProblem | undefined;

  constructor(limits: SizeLimits) {
    this.#limits = limits;
  }

  run(root: JsonValue): AliasProblem | undefined {
    this.#measure(root, rootPointer);
    return this.#problem;
  }

  #measure(value: JsonValue, pointer: JsonPointer): Size {
    if (typeof value !== "object" || value === null || this.#problem !== undefined) return nothing;
    const known = this.#sizes.get(value);
    if (known !== undefined) return known;
    if (this.#open.has(value)) return this.#fail("spec/yaml-cycle", pointer);
    if (this.#open.size > this.#limits.depth) return this.#fail("spec/too-deep", pointer);
    this.#open.add(value);
    let [nodes, depth] = [1, 1];
    const entries = isArray(value) ? value.entries() : Object.entries(value);
    for (const [key, child] of entries) {
      const size = this.#measure(child, childPointer(pointer, key));
      nodes += size.nodes;
      depth = Math.max(depth, size.depth + 1);
    }
    this.#open.delete(value);
    if (depth > this.#limits.depth) return this.#fail("spec/too-deep", pointer);
    if (nodes > this.#limits.nodes) return this.#fail("spec/too-many-aliases", pointer);
    const size = { nodes, depth };
    this.#sizes.set(value, size);
    return size;
  }

  #fail(code: AliasProblem["code"], pointer: JsonPointer): Size {
    this.#problem ??= { code, pointer };
    return nothing;
  }
}
