import { childPointer, type JsonPointer, rootPointer } from "../diagnostics/origin.js";
import type { SpecFamily } from "./detect-version.js";
import { type Draft, isDraft, own, setOwn } from "./json.js";
import type { Kind } from "./shape.js";

/** Where the components of a document are, by their kind; path items are inlined. */
export class ComponentSections {
  readonly #root: Draft;
  readonly #family: SpecFamily;

  constructor(root: Draft, family: SpecFamily) {
    this.#root = root;
    this.#family = family;
  }

  /** The pointer of a section; undefined for kinds that cannot be components. */
  pointer(kind: Kind): JsonPointer | undefined {
    if (this.#family === "2.0") {
      const name = swaggerSections.get(kind);
      return name === undefined ? undefined : childPointer(rootPointer, name);
    }
    const name = kind === "mediaType" && this.#family !== "3.2" ? undefined : sections.get(kind);
    return name === undefined ? undefined : childPointer(rootPointer, "components", name);
  }

  /** The section itself, made where there is none. */
  section(kind: Kind): Draft {
    if (this.#family === "2.0") return member(this.#root, swaggerSections.get(kind) ?? "definitions");
    return member(member(this.#root, "components"), sections.get(kind) ?? "schemas");
  }
}

function member(object: Draft, key: string): Draft {
  const value = own(object, key);
  if (isDraft(value)) return value;
  const made: Draft = {};
  setOwn(object, key, made);
  return made;
}

const swaggerSections: ReadonlyMap<Kind, string> = new Map([
  ["schema", "definitions"],
  ["parameter", "parameters"],
  ["response", "responses"],
]);

const sections: ReadonlyMap<Kind, string> = new Map([
  ["schema", "schemas"],
  ["response", "responses"],
  ["parameter", "parameters"],
  ["example", "examples"],
  ["requestBody", "requestBodies"],
  ["header", "headers"],
  ["securityScheme", "securitySchemes"],
  ["link", "links"],
  ["callback", "callbacks"],
  ["mediaType", "mediaTypes"],
]);
