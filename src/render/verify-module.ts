import type { Declaration } from "../code/declaration.js";
import type { ModuleFile } from "../code/module.js";
import { resolveNames } from "./local-names.js";
import type { RenderedFile } from "./render-file.js";

/** What is wrong with a rendered file: a mistake of ours, whatever the document says. */
export interface RenderFault {
  readonly path: string;
  readonly reason: string;
}

/**
 * The last gate before anything is written: each file parses, and its top-level statements are exactly those that were
 * planned. Whatever a document manages to smuggle into the text, it would show here as a statement too many.
 */
export async function verifyModules(files: readonly RenderedFile[]): Promise<readonly RenderFault[]> {
  const planned = files.filter((file) => file.planned !== undefined);
  if (planned.length === 0) return [];
  // ts-morph brings a whole TypeScript and takes 0.4 s to load: only where something is to be written.
  const { ts } = await import("ts-morph");
  return planned.flatMap(({ path, text, planned: module }): readonly RenderFault[] => {
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, false, ts.ScriptKind.TS);
    const found = source.statements.map((statement) => `${ts.SyntaxKind[statement.kind]} ${nameOf(statement)}`);
    const wanted = module ? plannedStatements(module) : [];
    const reason = parseFault(source) ?? difference(found, wanted);
    return reason === undefined ? [] : [{ path, reason }];

    function nameOf(statement: (typeof source.statements)[number]): string {
      if (ts.isVariableStatement(statement)) {
        return statement.declarationList.declarations.map(({ name }) => name.getText(source)).join(",");
      }
      const named =
        ts.isInterfaceDeclaration(statement) ||
        ts.isTypeAliasDeclaration(statement) ||
        ts.isClassDeclaration(statement) ||
        ts.isFunctionDeclaration(statement);
      return named ? (statement.name?.getText(source) ?? "") : "";
    }
  });
}

/** `parseDiagnostics` is not part of the declared interface of a source file, but has been there since TypeScript 1.0. */
function parseFault(source: object): string | undefined {
  const faults: unknown = "parseDiagnostics" in source ? source.parseDiagnostics : undefined;
  if (!Array.isArray(faults)) return "the parser reports no diagnostics";
  const [first]: readonly { readonly messageText?: unknown; readonly start?: unknown }[] = faults;
  return first && `it does not parse: ${String(first.messageText)} (at character ${String(first.start)})`;
}

function difference(found: readonly string[], wanted: readonly string[]): string | undefined {
  const at = found.findIndex((statement, index) => statement !== wanted[index]);
  if (at < 0 && found.length === wanted.length) return undefined;
  const index = at < 0 ? found.length : at;
  return `statement ${index + 1} is "${found[index] ?? "missing"}", planned was "${wanted[index] ?? "nothing"}"`;
}

const kinds = {
  interface: "InterfaceDeclaration",
  type: "TypeAliasDeclaration",
  const: "VariableStatement",
  class: "ClassDeclaration",
  function: "FunctionDeclaration",
} as const satisfies Record<Declaration["kind"], string>;

function plannedStatements(module: ModuleFile): readonly string[] {
  return [
    ...resolveNames(module).imports.map(() => "ImportDeclaration "),
    ...module.reExports.map(() => "ExportDeclaration "),
    ...module.declarations.map(({ kind, name }) => `${kinds[kind]} ${name.text}`),
  ];
}
