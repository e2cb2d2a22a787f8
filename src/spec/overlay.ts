/** OpenAPI Overlay 1.0 and 1.1, https://spec.openapis.org/overlay/latest.html */
import type { Diagnostics } from "../diagnostics/diagnostic.js";
import {
  childPointer,
  type JsonPointer,
  type Origin,
  parentPointer,
  pointerTokens,
  rootPointer,
} from "../diagnostics/origin.js";
import { type Host, HostError } from "../host/host.js";
import type { History } from "./history.js";
import {
  type Draft,
  isArray,
  isDraft,
  isDraftList,
  isObject,
  type JsonObject,
  type JsonValue,
  kindOf,
  own,
  setOwn,
} from "./json.js";
import { PathError, parsePath } from "./overlay-path.js";
import { type Selected, selectNodes } from "./overlay-select.js";
import { parseText } from "./parse.js";
import { valueAt } from "./pointer.js";
import type { ReadBudget } from "./read-budget.js";
import { isRemote } from "./reference.js";
import type { Rewrites } from "./rewrites.js";

interface OverlayInput {
  /** The document; changed in place. No object of it may stand in two places. */
  readonly root: Draft;
  readonly overlays: readonly string[];
  readonly host: Host;
  readonly history: History;
  readonly diagnostics: Diagnostics;
  readonly budget: ReadBudget;
}

/** Applies overlays, one after the other. What they bring in is reported at its place in the overlay. */
export async function applyOverlays(input: OverlayInput): Promise<void> {
  for (const source of input.overlays) {
    const overlay = await readOverlay(source, input);
    for (const [index, action] of (overlay ?? []).entries()) {
      const origin = { source, pointer: childPointer(rootPointer, "actions", index) };
      const problem = applyAction(action, origin, input);
      if (problem !== undefined) input.diagnostics.report("overlay/invalid-action", origin, { problem });
    }
  }
}

async function readOverlay(
  source: string,
  { host, diagnostics, budget }: OverlayInput,
): Promise<readonly JsonValue[] | undefined> {
  try {
    const text = isRemote(source)
      ? (await host.fetchText(source, budget.fetching)).text
      : await host.readText(source, budget.admit);
    const value = parseText(source, text, diagnostics, budget.limits)?.value;
    if (value === undefined) return undefined;
    const [version, actions] = isObject(value) ? [own(value, "overlay"), own(value, "actions")] : [];
    if (isFirstVersion(version) && isArray(actions)) return actions;
    diagnostics.report("overlay/not-an-overlay", { source, pointer: rootPointer }, {});
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    if (budget.isSpent) budget.report(undefined, diagnostics);
    else diagnostics.report("overlay/unreadable", undefined, { source, reason: error.reason });
  }
  return undefined;
}

/** YAML makes a number of `1.0` without quotes. */
function isFirstVersion(version: JsonValue | undefined): boolean {
  return (typeof version === "string" || typeof version === "number") && /^1(?:\.|$)/.test(String(version));
}

/** Gives what is wrong with the action, where it cannot be applied. */
function applyAction(action: JsonValue, origin: Origin, input: OverlayInput): string | undefined {
  const { root, history, diagnostics } = input;
  const target = isObject(action) ? own(action, "target") : undefined;
  if (!isObject(action) || typeof target !== "string") return "it has no target";
  const nodes = query(root, target, { ...origin, pointer: childPointer(origin.pointer, "target") }, diagnostics);
  if (!nodes) return undefined;
  const { rewrites } = history.begin();
  if (own(action, "remove") === true) {
    if (nodes.some(({ pointer }) => pointer === rootPointer)) return "the whole document cannot be removed";
    removeNodes(root, nodes, rewrites);
    return undefined;
  }
  const copied = copySource(action, origin, input);
  if (copied === "nothing") return undefined;
  const update = own(action, "update");
  if (update === undefined && !copied) return "it has neither update nor remove: true";
  const added = { ...origin, pointer: childPointer(origin.pointer, "update") };
  for (const { pointer } of nodes) {
    const merge = new Merge(root, rewrites);
    const problem =
      (copied && merge.into(pointer, copied.value, { pointer: copied.pointer })) ??
      (update === undefined ? undefined : merge.into(pointer, update, added));
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Overlay 1.1, `copy`: a JSONPath of the one node to be merged into the targets. */
function copySource(
  action: JsonObject,
  origin: Origin,
  { root, diagnostics }: OverlayInput,
): Selected | "nothing" | undefined {
  const path = own(action, "copy");
  if (path === undefined) return undefined;
  const place = { ...origin, pointer: childPointer(origin.pointer, "copy") };
  const nodes = typeof path === "string" ? query(root, path, place, diagnostics) : [];
  const [node] = nodes ?? [];
  if (nodes && nodes.length !== 1)
    diagnostics.report("overlay/invalid-action", origin, { problem: "copy must select exactly one node" });
  return nodes?.length === 1 && node ? { ...node, value: structuredClone(node.value) } : "nothing";
}

/** Undefined where nothing is selected, which is reported. */
function query(
  root: JsonValue,
  target: string,
  origin: Origin,
  diagnostics: Diagnostics,
): readonly Selected[] | undefined {
  try {
    const nodes = selectNodes(root, parsePath(target));
    if (nodes.length > 0) return nodes;
    diagnostics.report("overlay/unmatched-action", origin, { target });
  } catch (error) {
    if (!(error instanceof PathError)) throw error;
    diagnostics.report("overlay/invalid-target", origin, { target, reason: error.message });
  }
  return undefined;
}

function removeNodes(root: JsonValue, nodes: readonly Selected[], rewrites: Rewrites): void {
  const lists = new Map<JsonPointer, Set<number>>();
  for (const { pointer } of nodes) {
    const parent = valueAt(root, parentPointer(pointer));
    const key = pointerTokens(pointer).at(-1) ?? "";
    if (isDraft(parent)) removeMember(parent, key);
    else lists.set(parentPointer(pointer), (lists.get(parentPointer(pointer)) ?? new Set()).add(Number(key)));
  }
  // The innermost first: the pointers of the outer ones hold until then.
  for (const [pointer, gone] of [...lists].sort(([a], [b]) => b.length - a.length)) {
    const list = valueAt(root, pointer);
    if (!isDraftList(list)) continue;
    const kept = [...list.keys()].filter((index) => !gone.has(index));
    const items = kept.map((index) => list[index] ?? null);
    for (const [now, before] of kept.entries())
      rewrites.add(childPointer(pointer, now), { pointer: childPointer(pointer, before) });
    list.splice(0, list.length, ...items);
  }
}

function removeMember(object: Draft, key: string): void {
  delete object[key];
}

interface From {
  readonly pointer: JsonPointer;
  readonly source?: string;
}

/** Merges a value into the document: objects member by member, lists by appending, all else by replacing. */
class Merge {
  readonly #root: Draft;
  readonly #rewrites: Rewrites;

  constructor(root: Draft, rewrites: Rewrites) {
    this.#root = root;
    this.#rewrites = rewrites;
  }

  /** Gives what is wrong, where the two do not go together. */
  into(pointer: JsonPointer, value: JsonValue, from: From): string | undefined {
    const target = valueAt(this.#root, pointer);
    if (isDraft(target)) {
      if (!isObject(value)) return `its target is an object, and its update is ${kindOf(value)}`;
      this.#members(target, pointer, value, from);
      return undefined;
    }
    if (isDraftList(target)) {
      if (isArray(value)) this.#append(target, pointer, value, from);
      else this.#append(target, pointer, [value], from, true);
      return undefined;
    }
    if (typeof value === "object" && value !== null)
      return `its target is ${kindOf(target ?? null)}, and its update is ${kindOf(value)}`;
    const parent = valueAt(this.#root, parentPointer(pointer));
    const key = pointerTokens(pointer).at(-1) ?? "";
    if (isDraft(parent)) setOwn(parent, key, value);
    else if (isDraftList(parent)) parent[Number(key)] = value;
    this.#rewrites.add(pointer, from);
    return undefined;
  }

  #members(target: Draft, pointer: JsonPointer, value: JsonObject, from: From): void {
    for (const [key, item] of Object.entries(value)) {
      const [place, origin] = [childPointer(pointer, key), { ...from, pointer: childPointer(from.pointer, key) }];
      const present = own(target, key);
      if (isDraft(present) && isObject(item)) this.#members(present, place, item, origin);
      else if (isDraftList(present) && isArray(item)) this.#append(present, place, item, origin);
      else {
        setOwn(target, key, structuredClone(item));
        this.#rewrites.add(place, origin);
      }
    }
  }

  #append(list: JsonValue[], pointer: JsonPointer, items: readonly JsonValue[], from: From, isWhole = false): void {
    for (const [index, item] of items.entries()) {
      const origin = isWhole ? from : { ...from, pointer: childPointer(from.pointer, index) };
      this.#rewrites.add(childPointer(pointer, list.length), origin);
      list.push(structuredClone(item));
    }
  }
}
