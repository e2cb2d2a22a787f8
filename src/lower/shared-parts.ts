import type { Parameter, Response } from "../model/operation.js";
import { asObject, dereference, type Lowering, type Node, stringAt } from "./node.js";

/** What operations have in common. */
export interface SharedParts {
  readonly parameters: SharedPart<Parameter | undefined>;
  readonly responses: SharedPart<Response>;
}

export function sharedParts(): SharedParts {
  return { parameters: new SharedPart(), responses: new SharedPart() };
}

/** Parts of the document by what they are lowered to: operations that have the same share it in the model. */
export class SharedPart<Part> {
  readonly #components = new Map<string, { readonly part: Part }>();
  readonly #texts = new Map<string, { readonly part: Part }>();

  /**
   * What operations refer to, as in the document.
   *
   * @param variant what else the part depends on
   */
  ofComponent(node: Node, variant: string, lowering: Lowering, make: () => Part): Part {
    const ref = componentAlone(node, lowering);
    if (ref === undefined) return make();
    const key = `${variant} ${ref}`;
    const known = this.#components.get(key) ?? { part: make() };
    this.#components.set(key, known);
    return known.part;
  }

  /**
   * What each operation says in the same words, as generated documents do. The part keeps the place of the first: only for
   * what is asked for its place by nobody.
   */
  ofText({ value }: Node, { diagnostics }: Lowering, make: () => Part): Part {
    const text = JSON.stringify(value);
    const known = this.#texts.get(text);
    if (known) return known.part;
    const before = diagnostics.list.length;
    const part = make();
    // What is to be said of it is said at each place.
    const isSilent = diagnostics.list.length === before;
    if (isSilent && text.length <= longestText && !dependsOnPlace.test(text)) this.#texts.set(text, { part });
    return part;
  }
}

/** Longer ones are rarely said twice. */
const longestText = 10_000;

/** JSON Schema 2020-12, 8.2: what these mean, or what references beside them lead to, is decided by where they stand. */
const dependsOnPlace = /"\$(?:id|schema|anchor|defs|vocabulary|dynamicRef|dynamicAnchor|recursiveRef|recursiveAnchor)"/;

/** The `$ref` to a component, beside which nothing else stands. What is elsewhere is named after the place of its use. */
function componentAlone(node: Node, lowering: Lowering): string | undefined {
  const object = asObject(node);
  const ref = object && stringAt(object, "$ref");
  if (!object || ref === undefined || Object.keys(object.value).length > 1) return undefined;
  return dereference(lowering, node)?.pointer.startsWith("/components/") ? ref : undefined;
}
