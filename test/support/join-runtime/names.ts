import ts from "typescript";
import type { RuntimeProgram } from "./modules.js";

/** What each top-level declaration is called in the joined files, where that is not its own name. */
export type NewNames = ReadonlyMap<ts.Symbol, string>;

interface TopLevel {
  readonly symbol: ts.Symbol;
  readonly path: string;
}

/**
 * In one file, two modules can't both have a `parse`, and none can have what others take from the platform (`Request`).
 * All but one get the name of their module as well: `parseInRedirects`.
 * @throws Error where a public name would have to change
 */
export function renameClashes({ checker, modules }: RuntimeProgram, isPublic: (name: string) => boolean): NewNames {
  const taken = foreignNames({ checker, modules });
  const written = identifiersIn(modules);
  const renamed = new Map<ts.Symbol, string>();
  for (const [name, all] of declaredNames({ checker, modules })) {
    const [first, ...others] = keeperFirst(all, isPublic(name));
    for (const clashing of first && !taken.has(name) ? others : all) {
      if (isPublic(name) && clashing === first) throw new Error(`${name}: public, and a name of the platform as well`);
      const fresh = `${name}In${pascal(clashing.path)}`;
      if (written.has(fresh)) throw new Error(`${fresh}: taken; call ${name} in ${clashing.path} something else`);
      renamed.set(clashing.symbol, fresh);
    }
  }
  return renamed;
}

/** Exported ones first: they are read in more places. */
function keeperFirst(all: readonly TopLevel[], isPublic: boolean): readonly TopLevel[] {
  const weight = ({ symbol }: TopLevel): number => (isExported(symbol) ? 0 : 1);
  return isPublic ? [...all].sort((one, other) => weight(one) - weight(other)) : all;
}

function isExported({ declarations = [] }: ts.Symbol): boolean {
  return declarations.some((declaration) => (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0);
}

function declaredNames({ checker, modules }: RuntimeProgram): ReadonlyMap<string, readonly TopLevel[]> {
  const found = new Map<string, TopLevel[]>();
  for (const { path, source } of modules.values()) {
    for (const symbol of new Set(source.statements.flatMap((statement) => declaredBy(statement, checker)))) {
      found.set(symbol.name, [...(found.get(symbol.name) ?? []), { symbol, path }]);
    }
  }
  return found;
}

function declaredBy(statement: ts.Statement, checker: ts.TypeChecker): readonly ts.Symbol[] {
  return declarationNames(statement).flatMap((name) => {
    const symbol = checker.getSymbolAtLocation(name);
    return symbol ? [resolved(symbol, checker)] : [];
  });
}

/** The declaration itself: behind imports, and where it is exported, the symbol that others see. */
export function resolved(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return checker.getExportSymbolOfSymbol(target);
}

/** The names that a top-level statement declares. @throws Error for what a joined file can't hold */
export function declarationNames(statement: ts.Statement): readonly ts.Identifier[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => {
      if (ts.isIdentifier(name)) return [name];
      throw new Error(`${name.getText()}: a top-level pattern has no name that could be changed`);
    });
  }
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return isNamed && statement.name ? [statement.name] : [];
}

/** Names of the platform and of packages, as the runtime uses them. */
function foreignNames({ checker, modules }: RuntimeProgram): ReadonlySet<string> {
  const found = new Set<string>();
  const own = new Set([...modules.values()].map(({ source }) => source));
  for (const { source } of modules.values()) {
    forEachIdentifier(source, (identifier) => {
      if (isMemberName(identifier)) return;
      const symbol = checker.getSymbolAtLocation(identifier);
      const isOwn = symbol?.declarations?.some((declaration) => own.has(declaration.getSourceFile())) ?? false;
      if (!isOwn) found.add(identifier.text);
    });
  }
  for (const { source } of modules.values()) for (const name of importedFromPackages(source)) found.add(name);
  return found;
}

function importedFromPackages(source: ts.SourceFile): readonly string[] {
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || isRelative(statement)) return [];
    const bindings = statement.importClause?.namedBindings;
    if (!bindings) return [];
    return ts.isNamespaceImport(bindings) ? [bindings.name.text] : bindings.elements.map(({ name }) => name.text);
  });
}

function isRelative({ moduleSpecifier }: ts.ImportDeclaration): boolean {
  return ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text.startsWith(".");
}

/** `b` of `a.b` and of `{ b: 1 }`, whose names are nobody else's business. */
function isMemberName(identifier: ts.Identifier): boolean {
  const { parent } = identifier;
  if (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) return parent.name === identifier;
  return ts.isQualifiedName(parent) && parent.right === identifier;
}

function identifiersIn(modules: RuntimeProgram["modules"]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { source } of modules.values()) forEachIdentifier(source, ({ text }) => found.add(text));
  return found;
}

export function forEachIdentifier(node: ts.Node, visit: (identifier: ts.Identifier) => void): void {
  if (ts.isIdentifier(node)) visit(node);
  ts.forEachChild(node, (child) => forEachIdentifier(child, visit));
}

/** `oauth2/server-request.ts` -> `ServerRequest` */
function pascal(path: string): string {
  const words = path.slice(path.lastIndexOf("/") + 1, -".ts".length).split("-");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
