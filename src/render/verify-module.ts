import { loadTypeScript } from "./load-typescript.js";
import type { PlannedStatement, RenderedFile } from "./render-file.js";
import { isPlainlyAsPlanned } from "./scan-module.js";

/** What the gate looks at; a file without a plan is none of ours, and passes. */
export type FileToVerify = Pick<RenderedFile, "path" | "text" | "planned">;

/** What is wrong with a rendered file: a mistake of ours, whatever the document says. */
export interface RenderFault {
  readonly path: string;
  readonly reason: string;
}

/**
 * The last gate before anything is written: the top-level statements of each file are exactly those that were planned.
 * Whatever a document manages to smuggle into the text, it would show here as a statement too many. The tokens tell, and
 * the parser where they leave a doubt.
 */
export function verifyModule(file: FileToVerify): RenderFault | undefined {
  if (file.planned === undefined || isPlainlyAsPlanned(loadTypeScript(), file.text, file.planned)) return undefined;
  return parseModule(file);
}

/** The same by the parser alone, which also tells what does not parse within a statement. */
export function parseModule({ path, text, planned }: FileToVerify): RenderFault | undefined {
  if (planned === undefined) return undefined;
  const ts = loadTypeScript();
  // The enum has aliases (`FirstStatement` is `VariableStatement`), so kinds are compared by number.
  const kinds: Readonly<Record<PlannedStatement["kind"], number>> = {
    import: ts.SyntaxKind.ImportDeclaration,
    export: ts.SyntaxKind.ExportDeclaration,
    interface: ts.SyntaxKind.InterfaceDeclaration,
    type: ts.SyntaxKind.TypeAliasDeclaration,
    const: ts.SyntaxKind.VariableStatement,
    class: ts.SyntaxKind.ClassDeclaration,
    function: ts.SyntaxKind.FunctionDeclaration,
  };
  // What stands in comments is no code: not parsing it saves a third of the time.
  const options = { languageVersion: ts.ScriptTarget.ESNext, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  const source = ts.createSourceFile(path, text, options, false, ts.ScriptKind.TS);
  const found = source.statements.map((statement) => {
    const declared = ts.isVariableStatement(statement) ? [...statement.declarationList.declarations] : [statement];
    // Whatever has a name has it as a node.
    const names = declared.map((node) => ("name" in node ? (node.name as Named | undefined) : undefined));
    return `${statement.kind} ${names.map((name) => name?.getText(source) ?? "").join()}`;
  });
  const wanted = planned.map(({ kind, name }) => `${kinds[kind]} ${name}`);
  const reason = parseFault(source) ?? difference(found, wanted);
  return reason === undefined ? undefined : { path, reason };
}

interface Named {
  getText(source: object): string;
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
