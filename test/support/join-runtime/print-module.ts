import ts from "typescript";
import type { RuntimeModule, RuntimeProgram } from "./modules.js";
import { declarationNames, forEachIdentifier, type NewNames, resolved } from "./names.js";

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

interface PrintInput {
  readonly checker: RuntimeProgram["checker"];
  readonly names: NewNames;
  /** Whether the joined file hands the declaration on. */
  isExported(name: string): boolean;
}

/** A module's statements and comments under their new names, without its imports. Empty for one that only hands on others'. */
export function printModule({ path, source }: RuntimeModule, input: PrintInput): string {
  if (source.statements.every(isLink)) return "";
  const text = source.statements.map((statement) => printStatement(statement, source, input)).join("");
  return `// #region ${path}\n${text.trim()}\n// #endregion\n`;
}

function printStatement(statement: ts.Statement, source: ts.SourceFile, input: PrintInput): string {
  if (isLink(statement)) return leadingComments(statement, source);
  const edits = [...renames(statement, input), ...exportEdits(statement, input)].sort(
    (one, other) => one.from - other.from,
  );
  let printed = "";
  let position = statement.getFullStart();
  for (const { from, to, text } of edits) {
    printed += source.text.slice(position, from) + text;
    position = to;
  }
  return printed + source.text.slice(position, statement.getEnd());
}

function isLink(statement: ts.Statement): boolean {
  return ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
}

/** A file's own comment stands before its first import: it stays. */
function leadingComments(statement: ts.Statement, { text }: ts.SourceFile): string {
  const comments = ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? [];
  return comments.map(({ pos, end }) => `${text.slice(pos, end)}\n`).join("");
}

function renames(statement: ts.Statement, { checker, names }: PrintInput): readonly Edit[] {
  const edits: Edit[] = [];
  forEachIdentifier(statement, (identifier) => {
    const { parent } = identifier;
    const isShorthand = ts.isShorthandPropertyAssignment(parent) && parent.name === identifier;
    const found = isShorthand
      ? checker.getShorthandAssignmentValueSymbol(parent)
      : checker.getSymbolAtLocation(identifier);
    const fresh = found && names.get(resolved(found, checker));
    if (fresh === undefined) return;
    const text = isShorthand ? `${identifier.text}: ${fresh}` : fresh;
    edits.push({ from: identifier.getStart(), to: identifier.getEnd(), text });
  });
  return edits;
}

/** Only what others need is exported. */
function exportEdits(statement: ts.Statement, { checker, names, isExported }: PrintInput): readonly Edit[] {
  const modifier = ts.canHaveModifiers(statement)
    ? ts.getModifiers(statement)?.find(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    : undefined;
  if (!modifier) return [];
  const finals = declarationNames(statement).map((name) => {
    const symbol = checker.getSymbolAtLocation(name);
    return (symbol && names.get(resolved(symbol, checker))) ?? name.text;
  });
  if (finals.some(isExported)) return [];
  return [{ from: modifier.getStart(), to: modifier.getEnd() + 1, text: "" }];
}
