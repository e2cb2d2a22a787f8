import type { Identifier } from "./identifier.js";

/**
 * A name that lives in another module. Whoever writes it needs no import: `render` collects one for each module.
 * With `namespace`, the module is imported as a whole and the name is written `models.Pet`, which collides with nothing.
 */
export class ImportedSymbol {
  readonly #name: Identifier;
  /** The path of an output file (`models.ts`) or the name of a package (`zod`). */
  readonly module: string;
  readonly namespace: Identifier | undefined;
  readonly typeOnly: boolean;

  constructor(init: { name: Identifier; module: string; namespace?: Identifier; typeOnly?: boolean }) {
    this.#name = init.name;
    this.module = init.module;
    this.namespace = init.namespace;
    this.typeOnly = init.typeOnly ?? false;
  }

  get name(): Identifier {
    return this.#name;
  }

  /** In columns, as it is written where nothing else is called so. */
  get width(): number {
    const own = this.#name.text.length;
    return this.namespace && !this.isNamespace ? this.namespace.text.length + 1 + own : own;
  }

  /** The module as a whole: a namespace that is named by itself. */
  get isNamespace(): boolean {
    return this.namespace === this.#name;
  }

  static is(value: unknown): value is ImportedSymbol {
    return typeof value === "object" && value !== null && #name in value;
  }
}

/** A global such as `Record` or `Blob`; written `globalThis.Blob` in a module that has a name of its own like it. */
export class GlobalSymbol {
  readonly #name: Identifier;

  constructor(name: Identifier) {
    this.#name = name;
  }

  get name(): Identifier {
    return this.#name;
  }

  /** In columns, as it is written where nothing else is called so. */
  get width(): number {
    return this.#name.text.length;
  }

  static is(value: unknown): value is GlobalSymbol {
    return typeof value === "object" && value !== null && #name in value;
  }
}
