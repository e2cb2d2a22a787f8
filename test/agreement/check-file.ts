import { ts } from "ts-morph";

/** A program for the type checker that fails where a type and the zod schema of the same name do not agree. */
export interface CheckFile {
  readonly text: string;
  /** How many pairs it compares. */
  readonly pairs: number;
}

const head = `import * as z from "zod";
import type * as models from "./models.js";
import * as schemas from "./schemas.js";

/** Both ways: what the schema gives is what the type says, and the other way round. */
type Agree<Output, Model> = [Output] extends [Model] ? ([Model] extends [Output] ? true : "the type admits more than the schema") : "the schema admits more than the type";
`;

/**
 * Takes the builders out of `schemas.ts`: there the compiler is not told what they build, here it infers it.
 * References between schemas keep their declared types, so each pair is compared for itself.
 */
export function checkFile(schemasText: string): CheckFile {
  const source = ts.createSourceFile("schemas.ts", schemasText, ts.ScriptTarget.ESNext, true);
  const imports = source.statements
    .filter((statement) => ts.isImportDeclaration(statement))
    .map((statement) => statement.getText(source))
    .filter((text) => text.includes("runtime/"));
  const pairs = source.statements.flatMap((statement) => {
    const [declaration] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
    const build = declaration?.initializer && builderOf(declaration.initializer);
    return declaration && build ? [{ name: declaration.name.getText(source), build: qualified(build, source) }] : [];
  });
  const blocks = pairs.map(
    ({ name, build }) =>
      `const build_${name} = ${build};\nexport const agree_${name}: Agree<z.output<ReturnType<typeof build_${name}>>, models.${name}> = true;\n`,
  );
  return { text: [...imports, head, ...blocks].join("\n"), pairs: pairs.length };
}

function builderOf(initializer: ts.Expression): ts.ArrowFunction | undefined {
  if (!ts.isCallExpression(initializer)) return undefined;
  const [builder] = initializer.arguments;
  return builder && ts.isArrowFunction(builder) ? builder : undefined;
}

/** A name of the module itself becomes `schemas.Name`; a loose object a plain one, whose type has no index signature. */
function qualified(builder: ts.ArrowFunction, source: ts.SourceFile): string {
  const names = new Set(
    source.statements.flatMap((statement) =>
      ts.isVariableStatement(statement)
        ? statement.declarationList.declarations.map((declaration) => declaration.name.getText(source))
        : [],
    ),
  );
  const edits: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (isAnyObject(node)) {
      edits.push({ start: node.getStart(source), end: node.end, text: "z.unknown()" });
      return;
    }
    const isOwn = ts.isIdentifier(node) && names.has(node.text) && !isMemberName(node);
    if (isOwn) edits.push({ start: node.getStart(source), end: node.end, text: `schemas.${node.text}` });
    // Without properties it would be an object that has none.
    if (ts.isIdentifier(node) && node.text === "looseObject" && !isEmptyCall(node.parent.parent)) {
      edits.push({ start: node.getStart(source), end: node.end, text: "object" });
    }
    ts.forEachChild(node, visit);
  };
  visit(builder);
  const start = builder.getStart(source);
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce(
      (text, edit) => text.slice(0, edit.start - start) + edit.text + text.slice(edit.end - start),
      builder.getText(source),
    );
}

function isEmptyCall(node: ts.Node): boolean {
  if (!ts.isCallExpression(node)) return false;
  const [shape] = node.arguments;
  return shape !== undefined && ts.isObjectLiteralExpression(shape) && shape.properties.length === 0;
}

/** The member of `X.and(z.looseObject({}))`: it adds nothing, but its index signature fits no interface. */
function isAnyObject(node: ts.Node): boolean {
  const { parent } = node;
  if (!ts.isCallExpression(node) || !ts.isCallExpression(parent) || parent.arguments[0] !== node) return false;
  const isMember = ts.isPropertyAccessExpression(parent.expression) && parent.expression.name.text === "and";
  return isMember && /^z\.looseObject\(\{\s*\}\)$/.test(node.getText());
}

/** `x.Name` and `{ Name: … }` name members, not variables. */
function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node)
  );
}
