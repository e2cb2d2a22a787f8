import { ts } from "ts-morph";

/** What a text may not hold anywhere, be it code, comment or literal. */
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff]/;
const anywhere = /\/\/[#@]|\/\*[#@]|<\/script/i;
/** What is an order in a comment and nothing in a string. */
const inComments = /[#@]__[A-Z]|(?:^|[\s*/])@(?:ts-|jsx|license|preserve)/i;

/** Why a module is dangerous as text, whatever its code says. */
export function moduleTextFault(text: string): string | undefined {
  return hiddenFault(text) ?? found(anywhere, text) ?? found(inComments, commentsOf(text));
}

/** A link that the templates don't have: to sdkwright, between README.md and api.md, to a heading of a resource. */
const ownLinksOnly =
  /(?<!\\)\]\((?!(?:https:\/\/www\.npmjs\.com\/package\/sdkwright|api\.md|README\.md|#client[\p{ID_Continue}$]+)\))/u;

/** Why a Markdown file would show something else than text and code. */
export function markdownFault(text: string): string | undefined {
  const prose = text.replace(/^```[\s\S]*?^```$/gm, "").replace(/`[^`\n]*`/g, "");
  return hiddenFault(text) ?? found(/(?<!\\)<[a-z/!]/i, prose) ?? found(ownLinksOnly, prose);
}

/** Why a text shows something else than it holds. */
export function hiddenFault(text: string): string | undefined {
  if (/\p{Surrogate}/u.test(text)) return "half a character";
  const control = hidden.exec(text);
  return control ? `U+${control[0].charCodeAt(0).toString(16)} stands in it` : undefined;
}

function found(pattern: RegExp, text: string): string | undefined {
  const match = pattern.exec(text);
  return match ? `${JSON.stringify(match[0])} stands in it` : undefined;
}

/** All comments but ours, which tell bundlers that a schema nobody uses may go. */
function commentsOf(text: string): string {
  const scanner = ts.createScanner(ts.ScriptTarget.ESNext, false, ts.LanguageVariant.Standard, text);
  const comments: string[] = [];
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    const isComment = token === ts.SyntaxKind.MultiLineCommentTrivia || token === ts.SyntaxKind.SingleLineCommentTrivia;
    if (isComment && scanner.getTokenText() !== "/* @__PURE__ */") comments.push(scanner.getTokenText());
  }
  return comments.join("\n");
}

/**
 * The syntax tree of a module with its names and literals taken out: two modules of one shape run the same code.
 * Statements, members and alternatives are sorted, since names decide their order here and there.
 */
export function shapeOf(text: string): string {
  const source = ts.createSourceFile("a.ts", text, ts.ScriptTarget.ESNext, false);
  return source.statements.map(nodeShape).sort().join("\n");
}

function nodeShape(node: ts.Node): string {
  if (isName(node)) return "name";
  if (isLiteral(node)) return "literal";
  // `models.Pet` and `globalThis.Array` are names; so is one that an import gives another.
  if (ts.isQualifiedName(node)) return "name";
  if (
    ts.isPropertyAccessExpression(node) &&
    node.expression.kind === ts.SyntaxKind.Identifier &&
    ts.isIdentifier(node.name)
  )
    return "name";
  if (ts.isImportSpecifier(node)) return "specifier";
  // Which names are handed on, the gate has compared.
  if (ts.isNamedExports(node)) return "names";
  const inner: string[] = [];
  ts.forEachChild(node, (child) => {
    inner.push(isKey(child, node) ? "key" : nodeShape(child));
  });
  return inner.length === 0 ? ts.SyntaxKind[node.kind] : `${ts.SyntaxKind[node.kind]}(${inner.join(" ")})`;
}

/** The name of a member, be it an identifier, a string, a number, or a string in brackets. */
function isKey(child: ts.Node, parent: ts.Node): boolean {
  if (!("name" in parent) || parent.name !== child) return false;
  return ts.isPropertyName(child) && !(ts.isComputedPropertyName(child) && !isLiteral(child.expression));
}

function isName(node: ts.Node): boolean {
  return ts.isIdentifier(node) || ts.isPrivateIdentifier(node);
}

function isLiteral(node: ts.Node): boolean {
  return ts.isStringLiteral(node) || ts.isNumericLiteral(node);
}

/** What is called, or made with `new`, without being declared or imported in the module, or known to be called by ours. */
export function strangeCalls(text: string): readonly string[] {
  const source = ts.createSourceFile("a.ts", text, ts.ScriptTarget.ESNext, true);
  const known = new Set(["RegExp", "Number", "globalThis"]);
  const calls: string[] = [];
  const visit = (node: ts.Node): void => {
    const declares =
      ts.isImportSpecifier(node) ||
      ts.isNamespaceImport(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isParameter(node);
    if (declares && node.name && ts.isIdentifier(node.name)) known.add(node.name.text);
    if (ts.isCallOrNewExpression(node)) calls.push(rootOf(node));
    ts.forEachChild(node, visit);
  };
  visit(source);
  // Schemas refer to each other: a constant whose value is a schema may be the root of a chain.
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement))
      for (const { name } of statement.declarationList.declarations) known.add(name.getText());
  }
  return calls.filter((name) => name !== "this" && name !== "super" && !known.has(name));
}

/** `z` of `z.string().min(1)`. */
function rootOf(node: ts.Node): string {
  if (ts.isCallOrNewExpression(node) || ts.isPropertyAccessExpression(node)) return rootOf(node.expression);
  return node.getText();
}

/** The values of all string literals and the names of all members. */
export function literals(text: string): ReadonlySet<string> {
  const source = ts.createSourceFile("a.ts", text, ts.ScriptTarget.ESNext, false);
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNumericLiteral(node) || ts.isIdentifier(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
