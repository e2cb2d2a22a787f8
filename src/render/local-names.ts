import { Code, type CodePart, LayoutPart } from "../code/code.js";
import type { Declaration, Member } from "../code/declaration.js";
import type { ModuleFile } from "../code/module.js";
import { ImportedSymbol } from "../code/symbol.js";
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

/** Gathers the names that a module takes from others and decides how it calls them. */
export function resolveNames(file: ModuleFile): {
  readonly names: LocalNames;
  readonly imports: readonly ImportStatement[];
} {
  const collected = collectSymbols(file);
  const taken = new Set(file.declarations.map((declaration) => declaration.name.text));
  const locals = new Map<string, string>();
  for (const symbol of collected) {
    if (symbol.module === file.path) continue;
    locals.set(keyOf(symbol), symbol.namespace?.text ?? unusedName(symbol.name.text, taken));
  }
  const names: LocalNames = {
    imported: (symbol) => {
      if (symbol.module === file.path) return symbol.name.text;
      const local = locals.get(keyOf(symbol)) ?? symbol.name.text;
      return symbol.namespace ? `${local}.${symbol.name.text}` : local;
    },
    global: (symbol) => (taken.has(symbol.name.text) ? `globalThis.${symbol.name.text}` : symbol.name.text),
  };
  return { names, imports: importStatements(collected, file.path, locals) };
}

function keyOf(symbol: ImportedSymbol): string {
  return symbol.namespace ? `${symbol.module} *` : `${symbol.module} ${symbol.name.text}`;
}

function unusedName(name: string, taken: Set<string>): string {
  let local = name;
  while (taken.has(local)) local = `_${local}`;
  taken.add(local);
  return local;
}

/** Every symbol once; a symbol that is used as a value somewhere is imported as one. */
function collectSymbols(file: ModuleFile): readonly ImportedSymbol[] {
  const found = new Map<string, ImportedSymbol>();
  const visit = (part: CodePart): void => {
    if (Code.is(part)) for (const inner of part.parts) visit(inner);
    else if (part instanceof LayoutPart) {
      if (part.content) visit(part.content);
    } else if (ImportedSymbol.is(part)) {
      const key = keyOf(part);
      const known = found.get(key);
      if (!known || (known.typeOnly && !part.typeOnly)) found.set(key, part);
    }
  };
  for (const declaration of file.declarations) for (const code of codesOf(declaration)) visit(code);
  return [...found.values()];
}

function codesOf(declaration: Declaration): readonly Code[] {
  const memberCodes = (members: readonly Member[]) => members.map((member) => member.code);
  switch (declaration.kind) {
    case "interface":
      return [...declaration.heritage, ...memberCodes(declaration.members)];
    case "class":
      return [...(declaration.heritage ? [declaration.heritage] : []), ...memberCodes(declaration.members)];
    case "type":
      return [declaration.type];
    case "const":
      return [...(declaration.type ? [declaration.type] : []), declaration.value];
    case "function":
      return [
        ...(declaration.typeParameters ? [declaration.typeParameters] : []),
        ...declaration.parameters,
        declaration.returns,
        ...declaration.body,
      ];
  }
}

function importStatements(
  symbols: readonly ImportedSymbol[],
  path: string,
  locals: ReadonlyMap<string, string>,
): readonly ImportStatement[] {
  const groups = new Map<string, { statement: ImportStatement; names: [string, string][] }>();
  for (const symbol of symbols) {
    if (symbol.module === path) continue;
    const { module, typeOnly } = symbol;
    const namespace = symbol.namespace?.text;
    const key = `${module}\n${namespace ?? ""}\n${typeOnly}`;
    const names = groups.get(key)?.names ?? [];
    if (namespace === undefined) names.push([symbol.name.text, locals.get(keyOf(symbol)) ?? symbol.name.text]);
    groups.set(key, { statement: { module, typeOnly, namespace, names }, names });
  }
  for (const { names } of groups.values()) names.sort(([a], [b]) => compare(a, b));
  return [...groups.values()].map(({ statement }) => statement).sort(byModule);
}

/** Packages first, then files; each by its path. */
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
