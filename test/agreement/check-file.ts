import { ts } from "ts-morph";
import { agreeType, type Pair } from "./compare.js";
import { printWith } from "./print-with.js";

/** The programs' beginning, their pairs, and the declarations that they are checked against. */
export interface SchemaCheck {
  readonly head: string;
  readonly pairs: readonly Pair[];
  /** `schemas.d.ts`: references between schemas keep their declared types, so each pair is compared for itself. */
  readonly declarations: string;
}

/** Takes the builders out of `schemas.ts`: there the compiler is not told what they build, here it infers it. */
export function checkFile(schemasText: string): SchemaCheck {
  const source = ts.createSourceFile("schemas.ts", schemasText, ts.ScriptTarget.ESNext, true);
  const imports = source.statements
    .filter((statement) => ts.isImportDeclaration(statement))
    .map((statement) => statement.getText(source))
    .filter((text) => text.includes("runtime/"));
  const declared = source.statements.flatMap((statement) =>
    ts.isVariableStatement(statement) ? statement.declarationList.declarations : [],
  );
  const names = new Set(declared.map(({ name }) => name.getText(source)));
  const pairs = declared.flatMap((declaration): readonly Pair[] => {
    const build = declaration.initializer && builderOf(declaration.initializer);
    if (!build) return [];
    const name = declaration.name.getText(source);
    const text = `const build_${name} = ${qualified(build, source, names)};\nexport const agree_${name}: Agree<z.output<ReturnType<typeof build_${name}>>, models.${name}> = true;\n`;
    return [{ name, text }];
  });
  const declarations = declared
    .filter(({ type }) => type !== undefined)
    .map(({ name, type }) => `export declare const ${name.getText(source)}: ${type?.getText(source)};`);
  return {
    head: [...imports, zod, models, schemas, agreeType("schema", "type"), readings].join("\n"),
    pairs,
    declarations: [...imports, zod, models, ...declarations].join("\n"),
  };
}

const zod = 'import * as z from "zod";';
const models = 'import type * as models from "./models.js";';
const schemas = 'import * as schemas from "./schemas.js";';

// What the code of a schema says and its own type does not.
const readings = `/** Every member of an "allOf" holds. */
type All<Members> = Members extends readonly [infer First extends z.ZodType, ...infer Rest] ? z.output<First> & All<Rest> : unknown;
declare function all<const Members extends readonly z.ZodType[]>(...members: Members): z.ZodType<All<Members>>;
/** One of these very values. */
type Mutable<T> = { -readonly [K in keyof T]: Mutable<T[K]> };
declare function oneOf<const Values extends readonly unknown[]>(values: Values): z.ZodType<Mutable<Values[number]>>;
/** TypeScript wants an index signature to admit the declared properties too. */
declare function indexed<Known extends z.ZodObject, Rest extends z.ZodType>(known: Known, rest: Rest): z.ZodType<z.output<Known> & { [key: string]: z.output<Rest> | z.output<Known>[keyof z.output<Known>] }>;
`;

function builderOf(initializer: ts.Expression): ts.ArrowFunction | undefined {
  if (!ts.isCallExpression(initializer)) return undefined;
  const [builder] = initializer.arguments;
  return builder && ts.isArrowFunction(builder) ? builder : undefined;
}

/** The builder as the comparison reads it: with the declared types of the other schemas, and as `readings` say. */
function qualified(builder: ts.ArrowFunction, source: ts.SourceFile, names: ReadonlySet<string>): string {
  const print = (node: ts.Node): string => {
    if (ts.isIdentifier(node) && names.has(node.text) && !isMemberName(node)) return `schemas.${node.text}`;
    const reading = ts.isCallExpression(node) ? readCall(node, print) : undefined;
    return reading ?? printWith(node, source, print);
  };
  return print(builder);
}

/** What a call is read as; undefined where it says itself what it gives. */
function readCall(node: ts.CallExpression, print: (node: ts.Node) => string): string | undefined {
  const { expression, arguments: args } = node;
  const [first, , third] = args;
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  const printed = (nodes: readonly ts.Node[]): string => nodes.map(print).join(", ");
  switch (expression.name.text) {
    case "looseObject":
      // A plain object, whose type has no index signature; without properties it would be one that has none.
      if (first && !isEmptyObject(first)) return `z.object(${print(first)})`;
      // Beside other members it adds nothing, but its index signature fits no interface.
      return isMemberOf(node, "and") ? "z.unknown()" : undefined;
    case "catchall":
      return first && !isEmptyShape(expression.expression)
        ? `indexed(${print(expression.expression)}, ${print(first)})`
        : undefined;
    case "codec":
      return third && isCallOf(third, "allOf") ? `all(${printed(third.arguments)})` : undefined;
    case "check": {
      const same = first && isCallOf(first, "equalsOneOf") ? first.arguments[0] : undefined;
      if (same) return `oneOf(${print(same)})`;
      // Limits of texts and numbers, which say nothing of other values, have no bearing on the type.
      const matched = args
        .flatMap((check) => (isCallOf(check, "matches") ? [...check.arguments] : []))
        .filter((member) => !/isNot(?:String|Number)\)\)?$/.test(member.getText().replace(/[\s,]/g, "")));
      return matched.length > 0 ? `all(${printed([expression.expression, ...matched])})` : undefined;
    }
    default:
      return undefined;
  }
}

function isCallOf(node: ts.Node, name: string): node is ts.CallExpression {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === name;
}

function isEmptyObject(node: ts.Node): boolean {
  return ts.isObjectLiteralExpression(node) && node.properties.length === 0;
}

/** `z.object({})`. */
function isEmptyShape(node: ts.Node): boolean {
  return ts.isCallExpression(node) && node.arguments[0] !== undefined && isEmptyObject(node.arguments[0]);
}

/** The argument of `x.and(…)`. */
function isMemberOf(node: ts.Node, name: string): boolean {
  const { parent } = node;
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== node) return false;
  return ts.isPropertyAccessExpression(parent.expression) && parent.expression.name.text === name;
}

/** `x.Name` and `{ Name: … }` name members, not variables. */
function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node)
  );
}
