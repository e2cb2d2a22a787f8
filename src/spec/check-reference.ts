/** OpenAPI 3.2, 4.23 Reference Object: https://spec.openapis.org/oas/v3.2.0.html#reference-object */
import { childPointer, type JsonPointer, pointerTokens, rootPointer } from "../diagnostics/origin.js";
import { type Draft, isObject, type JsonObject, own } from "./json.js";
import { nearestNeighbour } from "./nearest-neighbour.js";
import { fragmentPointer, valueAt } from "./pointer.js";
import { Resolver } from "./resolver.js";
import type { Validation } from "./validation.js";

/** What is wrong with a reference string, if anything. */
type Verdict = "fine" | "unresolved" | "circular";

/** Checks the references of one document; what is known of one string holds for all its occurrences. */
export class ReferenceCheck {
  readonly #validation: Validation;
  readonly #resolver: Resolver;
  readonly #verdicts = new Map<string, Verdict>();

  constructor(validation: Validation) {
    this.#validation = validation;
    this.#resolver = new Resolver(validation.root, { currentOf: validation.currentOf });
  }

  /** Reports an object's `$ref` that is no text, names nothing or leads back to itself; the last is removed. */
  check(object: Draft, pointer: JsonPointer): void {
    const ref = own(object, "$ref");
    if (ref === undefined) return;
    if (typeof ref === "string") {
      this.#checkText(ref, object, pointer);
      return;
    }
    const origin = this.#validation.originOf(childPointer(pointer, "$ref"));
    this.#validation.diagnostics.report("spec/ref-not-a-string", origin, {});
    delete object["$ref"];
  }

  /** Reports a reference that stands elsewhere than in `$ref`. */
  checkTarget(ref: string, pointer: JsonPointer): void {
    if (this.#verdict(ref) === "unresolved") this.#reportUnresolved(ref, pointer);
  }

  #checkText(ref: string, object: Draft, pointer: JsonPointer): void {
    const verdict = this.#verdict(ref);
    if (verdict === "fine") return;
    const at = childPointer(pointer, "$ref");
    if (verdict === "unresolved") {
      this.#reportUnresolved(ref, at);
      return;
    }
    this.#validation.diagnostics.report("spec/ref-cycle", this.#validation.originOf(at), { ref: this.#asWritten(ref) });
    delete object["$ref"];
    // With this link gone, what led here is a circle no more.
    this.#verdicts.clear();
  }

  #verdict(ref: string): Verdict {
    const known = this.#verdicts.get(ref);
    if (known !== undefined) return known;
    const verdict = this.#examine(ref);
    this.#verdicts.set(ref, verdict);
    return verdict;
  }

  #examine(ref: string): Verdict {
    let target = this.#resolver.resolve(ref);
    // What is left of references to other files has been reported by whoever could not read them.
    if (target === undefined) return ref.startsWith("#") ? "unresolved" : "fine";
    const seen = new Set<string>([ref]);
    while (isObject(target?.value) && isBareReference(target.value)) {
      const next = String(own(target.value, "$ref"));
      if (next === ref) return "circular";
      // A circle that this one only leads to is reported where it is.
      if (seen.has(next)) return "fine";
      seen.add(next);
      target = this.#resolver.resolve(next);
    }
    return "fine";
  }

  #reportUnresolved(ref: string, pointer: JsonPointer): void {
    const suggestion = this.#suggest(ref);
    const params = { ref: this.#asWritten(ref), ...(suggestion === undefined ? {} : { suggestion }) };
    this.#validation.diagnostics.report("spec/unresolved-ref", this.#validation.originOf(pointer), params);
  }

  /** A neighbour of nearly the same name, or a component of another kind that has it. */
  #suggest(ref: string): string | undefined {
    const pointer = fragmentPointer(ref.slice(1));
    const name = pointer === undefined ? undefined : pointerTokens(pointer).at(-1);
    if (pointer === undefined || name === undefined) return undefined;
    const near = nearestNeighbour(this.#validation.root, pointer);
    if (near !== undefined) return this.#asWritten(`#${near}`);
    const section = componentSections.find((key) => isObject(this.#component(key, name)));
    return section && this.#asWritten(`#${childPointer(rootPointer, "components", section, name)}`);
  }

  #component(section: string, name: string): JsonObject[string] | undefined {
    return valueAt(this.#validation.root, childPointer(rootPointer, "components", section, name));
  }

  /** A reference in the terms of the author's document: a Swagger document has no components. */
  #asWritten(ref: string): string {
    const pointer = ref.startsWith("#/") ? fragmentPointer(ref.slice(1)) : undefined;
    return pointer === undefined ? ref : `#${this.#validation.originOf(pointer).pointer}`;
  }
}

const componentSections = ["schemas", "responses", "parameters", "requestBodies", "headers", "examples", "pathItems"];

/** An object that stands for another and says nothing of its own. */
function isBareReference(object: JsonObject): boolean {
  return typeof own(object, "$ref") === "string" && Object.keys(object).every((key) => key === "$ref" || isText(key));
}

function isText(key: string): boolean {
  return key === "description" || key === "summary" || key.startsWith("x-");
}
