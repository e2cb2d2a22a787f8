import ts from "typescript";
import { type RuntimeModule, type RuntimeProgram, reach, readRuntime, specifierOf } from "./modules.js";
import { declarationNames, forEachIdentifier, type NewNames, renameClashes, resolved } from "./names.js";
import { printModule } from "./print-module.js";

/** The doors of the runtime: what each file that SDKs import is made from. */
const doors = {
  "undici.ts": "transport/undici.ts",
  "oauth2.ts": "oauth2.ts",
  "testing.ts": "testing.ts",
  "lean.ts": "lean.ts",
} as const;

/** A name that a door hands on. */
interface Handed {
  readonly name: string;
  readonly isType: boolean;
}

/**
 * The runtime as SDKs get it: a few files instead of some 220, since every module costs a program that imports the SDK
 * about 0.3 ms. `core.ts` holds all that `index.ts` reaches, in the order in which ES modules would be evaluated.
 * By file name.
 * @throws Error where the modules can't stand in one file
 */
export function joinRuntime(folder: string): ReadonlyMap<string, string> {
  const program = readRuntime(folder);
  const surface = handedOn(entry(program, "index.ts"), program);
  const public_ = new Set(surface.map(({ name }) => name));
  for (const from of Object.values(doors)) {
    for (const { name } of handedOn(entry(program, from), program)) public_.add(name);
  }
  const names = renameClashes(program, (name) => public_.has(name));
  const core = reach("index.ts", program.modules);
  const parts = Object.entries(doors).map(([file, from]) => {
    const own = reach(from, program.modules).filter((module) => !core.includes(module));
    return { file, own, from: entry(program, from) };
  });
  refuseOverlap(parts);
  const joined = parts.map((part) => joinDoor(part, { program, names, core }));
  const needed = new Set([...surface.map(({ name }) => name), ...joined.flatMap(({ imported }) => imported)]);
  const printed = printParts(core, { program, names, isExported: (name) => needed.has(name) });
  return new Map([
    ["index.ts", `/** The public surface of the runtime. */\n${exportsFrom("./core.js", surface)}`],
    ["core.ts", packageImports(core) + printed],
    ...joined.map(({ file, text }): [string, string] => [file, text]),
  ]);
}

interface Part {
  readonly file: string;
  readonly own: readonly RuntimeModule[];
  readonly from: RuntimeModule;
}

interface JoinContext {
  readonly program: RuntimeProgram;
  readonly names: NewNames;
  readonly core: readonly RuntimeModule[];
}

function joinDoor({ file, own, from }: Part, { program, names, core }: JoinContext) {
  const handed = handedOn(from, program);
  const inOwn = declaredIn(own, program, names);
  const inCore = declaredIn(core, program, names);
  const used = usedFrom(own, inCore, program);
  const isHanded = new Set(handed.map(({ name }) => name));
  const fromCore = handed.filter(({ name }) => ![...inOwn.values()].includes(name));
  const text = [
    packageImports(own),
    importsFrom("./core.js", used),
    fromCore.length === 0 ? "" : `${exportsFrom("./core.js", fromCore)}\n`,
    printParts(own, { program, names, isExported: (name) => isHanded.has(name) }),
  ].join("");
  return { file, text, imported: [...used, ...fromCore].map(({ name }) => name) };
}

function entry({ modules }: RuntimeProgram, path: string): RuntimeModule {
  const module = modules.get(path);
  if (!module) throw new Error(`The runtime has no ${path}.`);
  return module;
}

function refuseOverlap(parts: readonly Part[]): void {
  const seen = new Map<RuntimeModule, string>();
  for (const { file, own } of parts) {
    for (const module of own) {
      const other = seen.get(module);
      if (other !== undefined) {
        throw new Error(
          `${module.path} is part of ${other} and of ${file}: let something that index.ts reaches import it`,
        );
      }
      seen.set(module, file);
    }
  }
}

function printParts(
  modules: readonly RuntimeModule[],
  { program, names, isExported }: { program: RuntimeProgram; names: NewNames; isExported(name: string): boolean },
): string {
  return modules
    .map((module) => printModule(module, { checker: program.checker, names, isExported }))
    .filter((text) => text !== "")
    .join("\n");
}

/** What a module exports, of its own and of others. */
function handedOn({ source }: RuntimeModule, { checker }: RuntimeProgram): readonly Handed[] {
  const module = checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${source.fileName} exports nothing.`);
  return checker
    .getExportsOfModule(module)
    .map((symbol) => ({ name: symbol.name, isType: isTypeExport(symbol, checker) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function isTypeExport(symbol: ts.Symbol, checker: ts.TypeChecker): boolean {
  const isMarked = symbol.declarations?.some(
    (declaration) => ts.isExportSpecifier(declaration) && isTypeOnly(declaration),
  );
  return isMarked === true || (resolved(symbol, checker).flags & ts.SymbolFlags.Value) === 0;
}

function isTypeOnly(specifier: ts.ExportSpecifier): boolean {
  return specifier.isTypeOnly || specifier.parent.parent.isTypeOnly;
}

/** The top-level declarations of modules, with their names in the joined files. */
function declaredIn(
  modules: readonly RuntimeModule[],
  { checker }: RuntimeProgram,
  names: NewNames,
): ReadonlyMap<ts.Symbol, string> {
  const found = new Map<ts.Symbol, string>();
  for (const { source } of modules) {
    for (const identifier of source.statements.flatMap(declarationNames)) {
      const symbol = checker.getSymbolAtLocation(identifier);
      if (symbol) found.set(resolved(symbol, checker), names.get(resolved(symbol, checker)) ?? symbol.name);
    }
  }
  return found;
}

function usedFrom(
  modules: readonly RuntimeModule[],
  declared: ReadonlyMap<ts.Symbol, string>,
  { checker }: RuntimeProgram,
): readonly Handed[] {
  const found = new Map<string, Handed>();
  for (const { source } of modules) {
    for (const statement of source.statements) {
      if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) continue;
      forEachIdentifier(statement, (identifier) => {
        const symbol = checker.getSymbolAtLocation(identifier);
        const target = symbol && resolved(symbol, checker);
        const name = target && declared.get(target);
        if (target && name !== undefined)
          found.set(name, { name, isType: (target.flags & ts.SymbolFlags.Value) === 0 });
      });
    }
  }
  return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The imports of packages, of all modules together. */
function packageImports(modules: readonly RuntimeModule[]): string {
  const named = new Map<string, Map<string, Handed>>();
  const whole = new Set<string>();
  for (const statement of modules.flatMap(({ source }) => source.statements)) {
    const from = specifierOf(statement);
    if (from === undefined || from.startsWith(".") || !ts.isImportDeclaration(statement)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || ts.isNamespaceImport(bindings)) {
      whole.add(statement.getText());
      continue;
    }
    const known = named.get(from) ?? new Map<string, Handed>();
    named.set(from, known);
    for (const element of bindings.elements) {
      const isType = element.isTypeOnly || statement.importClause.isTypeOnly;
      const name = element.name.text;
      known.set(name, { name, isType: isType && known.get(name)?.isType !== false });
    }
  }
  const lines = [
    ...[...whole].map((text) => `${text}\n`),
    ...[...named].map(([from, names]) => importsFrom(from, [...names.values()])),
  ];
  return lines.length === 0 ? "" : `${lines.sort().join("")}\n`;
}

function importsFrom(from: string, names: readonly Handed[]): string {
  return links("import", from, names);
}

function exportsFrom(from: string, names: readonly Handed[]): string {
  return links("export", from, names);
}

function links(verb: "import" | "export", from: string, names: readonly Handed[]): string {
  const link = (keyword: string, chosen: readonly Handed[]): string => {
    if (chosen.length === 0) return "";
    const list = chosen.map(({ name }) => name);
    const line = `${keyword} { ${list.join(", ")} } from "${from}";\n`;
    return line.length <= 121
      ? line
      : `${keyword} {\n${list.map((name) => `  ${name},\n`).join("")}} from "${from}";\n`;
  };
  const values = names.filter(({ isType }) => !isType);
  const types = names.filter(({ isType }) => isType);
  return link(verb, values) + link(`${verb} type`, types);
}
