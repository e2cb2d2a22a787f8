/** JSON Schema 2020-12 core, 8.2 and 9.1: https://json-schema.org/draft/2020-12/json-schema-core#section-8.2 */
import { type JsonPointer, rootPointer, toPointer } from "../diagnostics/origin.js";
import { type Draft, isDraft, isObject, type JsonObject, own } from "./json.js";
import { openapi3Shapes } from "./openapi3-shapes.js";
import { decodePercent, fragmentPointer, valueAt } from "./pointer.js";
import { PrefixTree } from "./prefix-tree.js";
import { type DocumentLocation, isRemote } from "./reference.js";
import { rootPlace, walkStructure } from "./walk.js";

/** A schema with an `$id`, or the whole document: what a fragment inside is looked for in. */
interface Resource {
  /** What references inside are relative to. */
  readonly base: string;
  readonly pointer: JsonPointer;
  readonly anchors: Map<string, JsonPointer>;
  /** Names of the anchors that a `$dynamicRef` need not lead to. */
  readonly dynamic: Set<string>;
}

interface FoundReference {
  readonly object: Draft;
  readonly key: string;
  readonly ref: string;
  readonly resource: Resource;
}

// A local document has no URL; references between its parts need one all the same.
const nowhere = "https://document.invalid/";

/**
 * What the schemas of one document are called by `$id`. References to these names, and those inside that are relative to
 * them, become pointers into the document; the rest of the reader need not know of `$id`s.
 */
export class SchemaIds {
  readonly #root: JsonObject;
  readonly #resources = new PrefixTree<Resource>();
  readonly #byUri = new Map<string, Resource>();
  readonly #references: FoundReference[] = [];

  constructor(root: JsonObject, location: DocumentLocation) {
    this.#root = root;
    this.#add({ base: documentBase(root, location), pointer: rootPointer });
  }

  /** Turns what refers by `$id` into pointers, in place. A reference that names nothing here stays as it is. */
  localize(isShared: boolean): void {
    const kind = ["openapi", "components", "paths"].some((key) => Object.hasOwn(this.#root, key))
      ? "document"
      : "schema";
    const start = { ...rootPlace(this.#root, rootPointer), kind } as const;
    walkStructure(
      {
        shapes: openapi3Shapes,
        isShared,
        visit: ({ kind: found, value, pointer }) => {
          if (found === "schema" && isDraft(value)) this.#collect(value, pointer);
          return isObject(value) ? value : undefined;
        },
      },
      start,
    );
    for (const { object, key, ref, resource } of this.#references) {
      if (key === "$dynamicRef" && resource.dynamic.has(ref.slice(1))) continue;
      const pointer = this.#find(ref, resource);
      if (pointer !== undefined) object[key] = `#${pointer.replaceAll("%", "%25")}`;
    }
  }

  /** The URL that references at a place are relative to, where the document says one. */
  baseAt(pointer: JsonPointer): string | undefined {
    return known(this.#resources.longest(pointer)?.value.base);
  }

  /** What the document is called, wherever it lies. */
  get uri(): string | undefined {
    return this.baseAt(rootPointer);
  }

  #add({ base, pointer }: Pick<Resource, "base" | "pointer">): Resource {
    const resource: Resource = { base, pointer, anchors: new Map(), dynamic: new Set() };
    this.#resources.set(pointer, resource);
    if (!this.#byUri.has(base)) this.#byUri.set(base, resource);
    return resource;
  }

  #collect(schema: Draft, pointer: JsonPointer): void {
    const resource = this.#resourceOf(schema, pointer);
    if (resource === undefined) return;
    for (const key of ["$anchor", "$dynamicAnchor"]) {
      const name = own(schema, key);
      if (typeof name !== "string") continue;
      if (!resource.anchors.has(name)) resource.anchors.set(name, pointer);
      if (key === "$dynamicAnchor") resource.dynamic.add(name);
    }
    for (const key of ["$ref", "$dynamicRef"]) {
      const ref = own(schema, key);
      if (typeof ref === "string") this.#references.push({ object: schema, key, ref, resource });
    }
  }

  #resourceOf(schema: JsonObject, pointer: JsonPointer): Resource | undefined {
    const outer = this.#resources.longest(pointer)?.value;
    const id = own(schema, "$id");
    if (typeof id !== "string" || outer === undefined) return outer;
    const [place = "", fragment = ""] = id.split("#", 2);
    // Before 2019-09 an `$id` that is a fragment is an anchor.
    if (place === "" && /^[A-Za-z_]/.test(fragment)) outer.anchors.set(fragment, pointer);
    const base = place === "" ? undefined : resolved(place, outer.base);
    return base === undefined || pointer === outer.pointer ? outer : this.#add({ base, pointer });
  }

  #find(ref: string, resource: Resource): JsonPointer | undefined {
    const hash = ref.indexOf("#");
    const place = hash === -1 ? ref : ref.slice(0, hash);
    const fragment = hash === -1 ? "" : ref.slice(hash + 1);
    const uri = place === "" ? resource.base : resolved(place, resource.base);
    const target = place === "" ? resource : uri === undefined ? undefined : this.#byUri.get(uri);
    if (target === undefined) return undefined;
    const inside = fragmentPointer(fragment);
    if (inside === undefined) return target.anchors.get(decodePercent(fragment));
    const pointer = toPointer(target.pointer + inside);
    // Many authors give each component an `$id` and mean pointers into the document all the same.
    return valueAt(this.#root, pointer) === undefined ? undefined : pointer;
  }
}

/** OpenAPI 3.2, 4.1.1 `$self`, or the `$id` of a file that is a schema. */
function documentBase(root: JsonObject, location: DocumentLocation): string {
  const name = own(root, "$self") ?? own(root, "$id");
  const place = isRemote(location) ? location : nowhere + encodeURI(location);
  return (typeof name === "string" ? resolved(name, place) : undefined) ?? place;
}

function known(base: string | undefined): string | undefined {
  return base?.startsWith(nowhere) ? undefined : base;
}

function resolved(ref: string, base: string | undefined): string | undefined {
  return URL.canParse(ref, base) ? new URL(ref, base).href.replace(/#.*$/s, "") : undefined;
}
