/** JSON Schema 2020-12 core, 8.2.3.2 `$dynamicRef`; 2019-09 core, 8.2.4.2 `$recursiveRef`. */
import { childPointer, type JsonPointer, pointerTokens, rootPointer, toPointer } from "../diagnostics/origin.js";
import { type Draft, isDraft, isObject, type JsonValue, own, setOwn } from "./json.js";
import { openapi3Shapes } from "./openapi3-shapes.js";
import { fragmentPointer, valueAt } from "./pointer.js";
import { PrefixTree } from "./prefix-tree.js";
import type { Rewrites } from "./rewrites.js";
import { rootPlace, walkStructure } from "./walk.js";

/** A schema with an `$id`, or what stands in none of them. */
interface Resource {
  readonly pointer: JsonPointer;
  /** By name: where a dynamic reference may lead. */
  readonly anchors: Map<string, JsonPointer>;
  readonly references: { readonly at: JsonPointer; readonly target: JsonPointer }[];
  readonly dynamic: { readonly at: JsonPointer; readonly keyword: string; readonly name: string }[];
  /** Schemas that have names, which a copy must not have. */
  readonly named: JsonPointer[];
}

/** Names of anchors, and where they lead: those of the outermost resource that has them. */
type Scope = ReadonlyMap<string, JsonPointer>;

interface Reading {
  /** The bundled document; changed in place. */
  readonly root: Draft;
  readonly isShared: boolean;
  readonly rewrites: Rewrites;
}

/**
 * Where a dynamic reference leads depends on the schemas through which a value has come to it. Each schema that is come to
 * in several ways is copied for each of them, and in each copy the references are plain ones. Those for which that cannot
 * be said stay as they are.
 */
export function resolveDynamicReferences(reading: Reading): void {
  const resources = collect(reading);
  if (![...resources.list].some(({ dynamic }) => dynamic.length > 0)) return;
  const copies = new Copies(reading, resources);
  for (const resource of resources.list) copies.settle(resource, resource.pointer, new Map());
}

interface Resources {
  readonly list: readonly Resource[];
  readonly at: PrefixTree<Resource>;
}

const recursive = "#";

function collect({ root, isShared }: Reading): Resources {
  const at = new PrefixTree<Resource>();
  const list: Resource[] = [];
  const add = (pointer: JsonPointer): Resource => {
    const resource: Resource = { pointer, anchors: new Map(), references: [], dynamic: [], named: [] };
    at.set(pointer, resource);
    list.push(resource);
    return resource;
  };
  const twice = new Set<string>();
  const document = add(rootPointer);
  const visit = (schema: Draft, pointer: JsonPointer): void => {
    const isResource = typeof own(schema, "$id") === "string";
    const resource = isResource ? add(pointer) : (at.longest(pointer)?.value ?? document);
    const { $anchor, $dynamicAnchor, $ref, $dynamicRef, $recursiveRef, $recursiveAnchor } = schema;
    if (isResource || $anchor !== undefined || $dynamicAnchor !== undefined) resource.named.push(pointer);
    if (isResource && $recursiveAnchor === true) resource.anchors.set(recursive, pointer);
    if (typeof $dynamicAnchor === "string") {
      if (resource.anchors.has($dynamicAnchor)) twice.add(`${resource.pointer} ${$dynamicAnchor}`);
      resource.anchors.set($dynamicAnchor, pointer);
    }
    const target = typeof $ref === "string" && $ref.startsWith("#") ? fragmentPointer($ref.slice(1)) : undefined;
    if (target !== undefined) resource.references.push({ at: pointer, target });
    const name = typeof $dynamicRef === "string" && /^#[^/]/.test($dynamicRef) ? $dynamicRef.slice(1) : undefined;
    if (name !== undefined) resource.dynamic.push({ at: pointer, keyword: "$dynamicRef", name });
    if ($recursiveRef === "#" && resource !== document)
      resource.dynamic.push({ at: pointer, keyword: "$recursiveRef", name: recursive });
  };
  walkStructure(
    {
      shapes: openapi3Shapes,
      isShared,
      visit: ({ kind, value, pointer }) => {
        if (kind === "schema" && isDraft(value)) visit(value, pointer);
        return isObject(value) ? value : undefined;
      },
    },
    rootPlace(root, rootPointer),
  );
  // One name twice in one resource: nobody knows which is meant.
  for (const resource of list) {
    for (const name of resource.anchors.keys())
      if (twice.has(`${resource.pointer} ${name}`)) resource.anchors.delete(name);
  }
  return { list, at };
}

// More than this no author writes; each is a schema of its own.
const maxCopies = 200;

class Copies {
  readonly #reading: Reading;
  readonly #resources: Resources;
  readonly #needs = new Map<Resource, ReadonlySet<string>>();
  readonly #byScope = new Map<string, JsonPointer>();
  /** As they were before anything was settled. */
  readonly #originals: ReadonlyMap<Resource, JsonValue | undefined>;

  constructor(reading: Reading, resources: Resources) {
    this.#reading = reading;
    this.#resources = resources;
    const copied = resources.list.filter(({ pointer }) => pointer !== rootPointer);
    this.#originals = new Map(copied.map((one) => [one, structuredClone(valueAt(reading.root, one.pointer))]));
  }

  /** Makes plain what is dynamic in a resource, or in its copy at `place`, when come to from an outer scope. */
  settle(resource: Resource, place: JsonPointer, outer: Scope): void {
    const moved = (pointer: JsonPointer): JsonPointer => toPointer(place + pointer.slice(resource.pointer.length));
    const scope = new Map([...[...resource.anchors].map(([name, at]) => [name, moved(at)] as const), ...outer]);
    for (const { at, target } of resource.references) {
      const version = this.#resourceAt(target) === resource ? moved(target) : this.#version(target, scope);
      this.#refer(moved(at), "$ref", version);
    }
    for (const { at, keyword, name } of resource.dynamic) {
      const isDynamic = resource.anchors.has(name);
      if (!isDynamic && name !== recursive) continue;
      const target = isDynamic ? scope.get(name) : place;
      if (target === undefined) continue;
      this.#refer(moved(at), keyword, outer.get(name) === target ? this.#version(target, scope) : target);
    }
  }

  #resourceAt(pointer: JsonPointer): Resource | undefined {
    return this.#resources.at.longest(pointer)?.value;
  }

  /** Where to go instead of `target` from within a scope: to a copy of its resource, where the scope matters there. */
  #version(target: JsonPointer, scope: Scope): JsonPointer {
    const resource = this.#resourceAt(target);
    if (resource === undefined || resource.pointer === rootPointer) return target;
    const needs = this.#needsOf(resource);
    const outer = new Map([...scope].filter(([name, at]) => needs.has(name) && resource.anchors.get(name) !== at));
    if (outer.size === 0) return target;
    const key = JSON.stringify([resource.pointer, ...[...outer].sort()]);
    const place = this.#byScope.get(key) ?? this.#copy(resource, key, outer);
    return toPointer(place + target.slice(resource.pointer.length));
  }

  #copy(resource: Resource, key: string, outer: Scope): JsonPointer {
    const { root, rewrites } = this.#reading;
    const value = structuredClone(this.#originals.get(resource));
    if (!isDraft(value) || this.#byScope.size >= maxCopies) return resource.pointer;
    const section = schemasOf(root);
    const [first = resource.pointer] = outer.values();
    const user = this.#resourceAt(first)?.pointer ?? first;
    const place = childPointer(rootPointer, "components", "schemas", freeName([user, resource.pointer], section));
    this.#byScope.set(key, place);
    setOwn(section, pointerTokens(place).at(-1) ?? "", value);
    rewrites.move(place, resource.pointer);
    for (const pointer of this.#namedIn(resource))
      dropNames(valueAt(value, toPointer(pointer.slice(resource.pointer.length))));
    this.settle(resource, place, outer);
    return place;
  }

  #namedIn({ pointer }: Resource): readonly JsonPointer[] {
    const inside = this.#resources.list.filter((one) => `${one.pointer}/`.startsWith(`${pointer}/`));
    return inside.flatMap(({ named }) => named);
  }

  /** The names that dynamic references use in a resource and wherever it leads. */
  #needsOf(resource: Resource): ReadonlySet<string> {
    const known = this.#needs.get(resource);
    if (known !== undefined) return known;
    const seen = new Set<Resource>([resource]);
    for (const one of seen) {
      const next = [...one.references.map(({ target }) => target), ...one.anchors.values()];
      for (const target of next) seen.add(this.#resourceAt(target) ?? one);
    }
    const needs = new Set([...seen].flatMap(({ dynamic }) => dynamic.map(({ name }) => name)));
    this.#needs.set(resource, needs);
    return needs;
  }

  #refer(at: JsonPointer, keyword: string, target: JsonPointer): void {
    const schema = valueAt(this.#reading.root, at);
    if (!isDraft(schema)) return;
    const draft: Draft = schema;
    const ref = `#${target.replaceAll("%", "%25")}`;
    if (keyword === "$ref") draft["$ref"] = ref;
    else {
      delete draft[keyword];
      if (own(draft, "$ref") === undefined) draft["$ref"] = ref;
      else draft["allOf"] = [...(Array.isArray(draft["allOf"]) ? draft["allOf"] : []), { $ref: ref }];
    }
  }
}

function dropNames(schema: unknown): void {
  if (typeof schema !== "object" || schema === null) return;
  for (const key of ["$id", "$anchor", "$dynamicAnchor", "$recursiveAnchor"]) Reflect.deleteProperty(schema, key);
}

function schemasOf(root: Draft): Draft {
  const components = own(root, "components");
  const holder: Draft = isDraft(components) ? components : {};
  if (holder !== components) root["components"] = holder;
  const schemas = own(holder, "schemas");
  const section: Draft = isDraft(schemas) ? schemas : {};
  if (section !== schemas) holder["schemas"] = section;
  return section;
}

/** `PetList_Page`: the page as the list of pets has it. */
function freeName(pointers: readonly JsonPointer[], section: Draft): string {
  const words = pointers.map((pointer) => pointerTokens(pointer).findLast((token) => token !== "$defs") ?? "");
  const name = words.join("_").replace(/[^A-Za-z0-9._-]+/g, "_");
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name}_${number}`;
    if (!Object.hasOwn(section, candidate)) return candidate;
  }
}
