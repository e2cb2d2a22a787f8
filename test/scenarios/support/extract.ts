import { ts } from "ts-morph";

/** The top-level statement that declares `name`, with its JSDoc; or `Class.member`. Undefined where there is none. */
export function symbolText(text: string, name: string): string | undefined {
  const source = ts.createSourceFile("a.ts", text, ts.ScriptTarget.ESNext, true);
  const [outer = "", inner] = name.split(".");
  const statement = source.statements.find((candidate) => nameOf(candidate) === outer);
  if (!statement) return undefined;
  if (inner === undefined) return withComment(statement, text);
  if (!ts.isClassDeclaration(statement) && !ts.isInterfaceDeclaration(statement)) return undefined;
  const member = [...statement.members].find((candidate) => candidate.name?.getText(source) === inner);
  return member && withComment(member, text);
}

/** The text of a file below its header comment. */
export function bodyText(text: string): string {
  return text.replace(/^\/\*\*[\s\S]*?\*\/\n+/, "").trimEnd();
}

/** The names that a file declares at its top level, in order. */
export function declaredNames(text: string): readonly string[] {
  const source = ts.createSourceFile("a.ts", text, ts.ScriptTarget.ESNext, true);
  return source.statements.flatMap((statement) => nameOf(statement) ?? []);
}

function nameOf(statement: ts.Statement): string | undefined {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations[0]?.name.getText();
  if (
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isFunctionDeclaration(statement)
  ) {
    return statement.name?.text;
  }
  return undefined;
}

function withComment(node: ts.Node, text: string): string {
  // The header of the file is a comment too: only one that stands directly above belongs to the statement.
  const comment = ts.getLeadingCommentRanges(text, node.getFullStart())?.at(-1);
  const isOwn = comment !== undefined && !text.slice(comment.end, node.getStart()).includes("\n\n");
  const start = isOwn ? comment.pos : node.getStart();
  return dedented(text.slice(start, node.getEnd()), text, start);
}

/** Members stand indented; shown alone they do not. */
function dedented(snippet: string, text: string, start: number): string {
  const margin = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  return /^\s+$/.test(margin) ? snippet.replaceAll(`\n${margin}`, "\n") : snippet;
}
