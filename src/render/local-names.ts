import type { ModuleFile } from "../code/module.js";
import type { GlobalSymbol, ImportedSymbol } from "../code/symbol.js";
import type { LocalNames } from "./print-code.js";

/** One `import` statement of a module. */
export interface ImportStatement {
  readonly module: string;
  readonly typeOnly: boolean;
  /** The name of the whole module, or undefined for named imports. */
  readonly namespace: string | undefined;
  /** `[name, local name]`, sorted. */
  readonly names: readonly (readonly [name: string, local: string])[];
}

interface Import {
  readonly symbol: ImportedSymbol;
  readonly local: string;
  /** A symbol that is used as a value somewhere is imported as one. */
  typeOnly: boolean;
}

/** How one module calls the names of others. Printing its body asks for each name; what was asked for is imported. */
export class ModuleNames implements LocalNames {
  readonly #path: string;
  readonly #taken: Set<string>;
  readonly #imports = new Map<string, Import>();

  constructor({ path, declarations }: ModuleFile) {
    this.#path = path;
    this.#taken = new Set(declarations.map(({ name }) => name.text));
  }

  imported(symbol: ImportedSymbol): string {
    const name = symbol.name.text;
    if (symbol.module === this.#path) return name;
    const key = symbol.namespace ? `${symbol.module} *` : `${symbol.module} ${name}`;
    const known = this.#imports.get(key) ?? this.#add(key, symbol);
    if (!symbol.typeOnly) known.typeOnly = false;
    return symbol.namespace && !symbol.isNamespace ? `${known.local}.${name}` : known.local;
  }

  global(symbol: GlobalSymbol): string {
    return this.#taken.has(symbol.name.text) ? `globalThis.${symbol.name.text}` : symbol.name.text;
  }

  /** The import statements for all that was asked for: packages first, then files; each by its path. */
  statements(): readonly ImportStatement[] {
    const groups = new Map<
      string,
      { module: string; typeOnly: boolean; namespace: string | undefined; names: [string, string][] }
    >();
    for (const { symbol, local, typeOnly } of this.#imports.values()) {
      const { module } = symbol;
      const namespace = symbol.namespace ? local : undefined;
      const key = `${module}\n${namespace ?? ""}\n${typeOnly}`;
      const group = groups.get(key) ?? { module, typeOnly, namespace, names: [] };
      if (namespace === undefined) group.names.push([symbol.name.text, local]);
      groups.set(key, group);
    }
    for (const { names } of groups.values()) names.sort(([a], [b]) => compare(a, b));
    return [...groups.values()].sort(byModule);
  }

  #add(key: string, symbol: ImportedSymbol): Import {
    let local = (symbol.namespace ?? symbol.name).text;
    while (this.#taken.has(local)) local = `_${local}`;
    this.#taken.add(local);
    const added = { symbol, local, typeOnly: symbol.typeOnly };
    this.#imports.set(key, added);
    return added;
  }
}

function byModule(a: ImportStatement, b: ImportStatement): number {
  return (
    Number(isFile(a.module)) - Number(isFile(b.module)) ||
    compare(a.module, b.module) ||
    Number(a.typeOnly) - Number(b.typeOnly)
  );
}

/** Output files are `models.ts`; packages are `zod`. */
export function isFile(module: string): boolean {
  return module.endsWith(".ts");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
