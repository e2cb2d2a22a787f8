import type { JsonPointer } from "../../diagnostics/origin.js";
import type { NamedSchema, Schema, SchemaId } from "../../model/schema.js";
import type { JsonObject } from "../../spec/json.js";
import type { Lowering, Node } from "../node.js";

/** What the rules for schemas work with. */
export interface SchemaContext extends Lowering {
  readonly registry: SchemaRegistry;
  lower(node: Node): Schema;
}

/** One rule: the first whose `matches` says yes lowers the schema. */
export interface SchemaRule {
  readonly name: string;
  /** Why it stands where it stands. */
  readonly because: string;
  matches(node: Node<JsonObject>): boolean;
  lower(node: Node<JsonObject>, context: SchemaContext): Schema;
}

/** The schemas that become types of their own, in the order in which they were asked for. */
export class SchemaRegistry {
  readonly #pending: (Pick<NamedSchema, "nameHint" | "otherHint"> & { node: Node })[] = [];
  readonly #known = new Set<JsonPointer>();

  readonly #authorName: (node: Node) => string | undefined;

  /** @param authorName what an extension calls the schema's type */
  constructor(authorName: (node: Node) => string | undefined) {
    this.#authorName = authorName;
  }

  /** The id of the schema at `node`, which from now on is a type of its own. */
  name(node: Node, nameHint: readonly string[]): SchemaId {
    if (!this.#known.has(node.pointer)) {
      this.#known.add(node.pointer);
      const name = this.#authorName(node);
      this.#pending.push(name === undefined ? { node, nameHint } : { node, nameHint: [name], otherHint: nameHint });
    }
    return schemaIdAt(node.pointer);
  }

  /** Lowers all that was named, and what that names in turn. */
  drain(lower: (node: Node) => Schema): ReadonlyMap<SchemaId, NamedSchema> {
    const schemas = new Map<SchemaId, NamedSchema>();
    for (let next = this.#pending.shift(); next; next = this.#pending.shift()) {
      const id = schemaIdAt(next.node.pointer);
      const { node, ...hints } = next;
      schemas.set(id, { id, ...hints, schema: lower(node) });
    }
    return schemas;
  }
}

/** A named schema's id is its pointer in the upgraded document: unique, and stable from run to run. */
export function schemaIdAt(pointer: JsonPointer): SchemaId {
  return pointer as string as SchemaId;
}
