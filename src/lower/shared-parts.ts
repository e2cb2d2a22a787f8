import type { Parameter, Response } from "../model/operation.js";
import { asObject, dereference, type Lowering, type Node, stringAt } from "./node.js";

/** What operations have in common by referring to it. */
export interface SharedParts {
  readonly parameters: SharedPart<Parameter | undefined>;
  readonly responses: SharedPart<Response>;
}

export function sharedParts(): SharedParts {
  return { parameters: new SharedPart(), responses: new SharedPart() };
}

/** Components by what they are lowered to: operations that refer to one share it in the model, as in the document. */
export class SharedPart<Part> {
  readonly #known = new Map<string, { readonly part: Part }>();

  /** @param variant what else the part depends on */
  lower(node: Node, variant: string, lowering: Lowering, make: () => Part): Part {
    const ref = componentAlone(node, lowering);
    if (ref === undefined) return make();
    const key = `${variant} ${ref}`;
    const known = this.#known.get(key) ?? { part: make() };
    this.#known.set(key, known);
    return known.part;
  }
}

/** The `$ref` to a component, beside which nothing else stands. What is elsewhere is named after the place of its use. */
function componentAlone(node: Node, lowering: Lowering): string | undefined {
  const object = asObject(node);
  const ref = object && stringAt(object, "$ref");
  if (!object || ref === undefined || Object.keys(object.value).length > 1) return undefined;
  return dereference(lowering, node)?.pointer.startsWith("/components/") ? ref : undefined;
}
