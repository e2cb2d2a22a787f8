import ts from "typescript";

/** One source file of the runtime, and what it needs to be evaluated before it. */
export interface RuntimeModule {
  /** Relative to the runtime's folder: `auth/basic.ts`. */
  readonly path: string;
  readonly source: ts.SourceFile;
  /** The runtime's own modules that it imports, in the order of its imports. */
  readonly imports: readonly string[];
}

export interface RuntimeProgram {
  readonly checker: ts.TypeChecker;
  readonly modules: ReadonlyMap<string, RuntimeModule>;
}

/** Reads and resolves the runtime: `folder` is absolute and ends in a slash. @throws Error where it does not compile */
export function readRuntime(folder: string): RuntimeProgram {
  const { config } = ts.readConfigFile(`${folder}tsconfig.json`, ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const program = ts.createProgram(fileNames, options);
  const broken = program.getSyntacticDiagnostics()[0];
  if (broken) throw new Error(ts.flattenDiagnosticMessageText(broken.messageText, "\n"));
  const sources = fileNames.flatMap((file) => program.getSourceFile(file) ?? []);
  const modules = sources.map((source): [string, RuntimeModule] => {
    const path = source.fileName.slice(folder.length);
    return [path, { path, source, imports: ownImports(source, path) }];
  });
  return { checker: program.getTypeChecker(), modules: new Map(modules) };
}

/** The module and all that it reaches: each after those that it imports, as ES modules are evaluated. */
export function reach(start: string, modules: RuntimeProgram["modules"]): readonly RuntimeModule[] {
  const seen = new Set<string>();
  const found: RuntimeModule[] = [];
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const module = modules.get(path);
    if (!module) throw new Error(`The runtime has no ${path}.`);
    for (const imported of module.imports) visit(imported);
    found.push(module);
  };
  visit(start);
  return found;
}

function ownImports(source: ts.SourceFile, path: string): readonly string[] {
  return source.statements.flatMap((statement) => {
    const specifier = specifierOf(statement);
    return specifier?.startsWith(".") ? [resolveOwn(specifier, path)] : [];
  });
}

/** What an import or a re-export names, as it is written. */
export function specifierOf(statement: ts.Statement): string | undefined {
  const isLink = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
  const specifier = isLink ? statement.moduleSpecifier : undefined;
  return specifier && ts.isStringLiteral(specifier) ? specifier.text : undefined;
}

function resolveOwn(specifier: string, from: string): string {
  return new URL(specifier, `file:///${from}`).pathname.slice(1).replace(/\.js$/, ".ts");
}
