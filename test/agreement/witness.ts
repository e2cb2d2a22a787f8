import { pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import { ts } from "ts-morph";
import { childPointer, rootPointer } from "../../src/diagnostics/origin.js";
import type { CompiledSdk } from "../../src/generate.js";
import type { SchemaId } from "../../src/model/schema.js";
import { agreeType, type Comparison, compareTypes, type Pair, programsOf } from "./compare.js";
import { printWith } from "./print-with.js";
import { typesOnly, writePrograms } from "./sdk-types.js";

/** What openapi-typescript makes of the document, with marks around what is only read or only written. */
export async function witnessTypes(path: string): Promise<string> {
  const nodes = await openapiTS(pathToFileURL(path), {
    // As we read them: an object that lists no properties may have any; a default makes nothing required.
    emptyObjectsUnknown: true,
    defaultNonNullable: false,
    readWriteMarkers: true,
    silent: true,
  });
  return astToString(nodes);
}

/** openapi-typescript reads OpenAPI 3. */
export function isForWitness({ version }: { readonly version: string }): boolean {
  return version.startsWith("3.");
}

/**
 * Every named schema of the document as we type it and as openapi-typescript does, compared by the compiler. References to
 * named schemas are ours in both, so each pair is compared for itself.
 */
export function compareWitness(sdk: CompiledSdk, theirs: string, folder: string): Comparison {
  const pairs = pairsOf(sdk, theirs);
  const programs = programsOf(head, pairs);
  const shared = new Map([...typesOnly(sdk, "string"), ["theirs.d.ts", theirs]]);
  return compareTypes(pairs.length, programs, writePrograms(folder, shared, programs));
}

const head = `import type * as models from "./models.js";
import type * as theirs from "./theirs.js";

/** An interface as an object type: only that has an implicit index signature. */
type Plain<T> = T extends object ? { [K in keyof T]: T[K] } : T;
type Indexed<Known, Rest> = Known & { [key: string]: Rest | Known[keyof Known] };
type WithRequired<T, K extends keyof T> = T & { [P in K]-?: T[P] };
${agreeType("witness", "type")}`;

type Direction = "read" | "write";

function pairsOf({ api, plan }: CompiledSdk, theirs: string): readonly Pair[] {
  const source = ts.createSourceFile("theirs.ts", theirs, ts.ScriptTarget.ESNext, true);
  return namedSchemas(source).flatMap(({ name, type }): readonly Pair[] => {
    const id = schemaId(name);
    const inputId = `${id}~input` as SchemaId;
    if (!api.schemas.has(id)) return [];
    const { request, response } = plan.usageOf(id);
    const forms: readonly (readonly [SchemaId, Direction])[] = api.schemas.has(inputId)
      ? [
          [id, "read"],
          [inputId, "write"],
        ]
      : [[id, request && !response ? "write" : "read"]];
    return forms.map(([form, direction]) => {
      const ours = plan.typeOf(form).name.text;
      const ownName = (wireName: string): string | undefined => {
        const target = schemaId(wireName);
        const input = `${target}~input` as SchemaId;
        const found = direction === "write" && api.schemas.has(input) ? input : target;
        return api.schemas.has(found) ? plan.typeOf(found).name.text : undefined;
      };
      const text = rewritten(type, source, direction, ownName);
      return {
        name: ours,
        text: `type Theirs_${ours} = ${text};\nexport const agree_${ours}: Agree<Plain<Theirs_${ours}>, Plain<models.${ours}>> = true;\n`,
      };
    });
  });
}

function schemaId(wireName: string): SchemaId {
  return childPointer(rootPointer, "components", "schemas", wireName) as string as SchemaId;
}

interface TheirSchema {
  readonly name: string;
  readonly type: ts.TypeNode;
}

/** The members of `components["schemas"]`. */
function namedSchemas(source: ts.SourceFile): readonly TheirSchema[] {
  const components = source.statements.find(
    (statement) => ts.isInterfaceDeclaration(statement) && statement.name.text === "components",
  );
  if (!components || !ts.isInterfaceDeclaration(components)) return [];
  const schemas = components.members
    .filter(ts.isPropertySignature)
    .find(({ name }) => nameOf(name) === "schemas")?.type;
  if (!schemas || !ts.isTypeLiteralNode(schemas)) return [];
  return schemas.members.flatMap((member) =>
    ts.isPropertySignature(member) && member.type ? [{ name: nameOf(member.name), type: member.type }] : [],
  );
}

function nameOf(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) ? name.text : name.getText();
}

/** Their type with our names in place of references, and without what does not travel in this direction. */
function rewritten(
  type: ts.TypeNode,
  source: ts.SourceFile,
  direction: Direction,
  ownName: (wireName: string) => string | undefined,
): string {
  const hidden = direction === "read" ? "$Write" : "$Read";
  const print = (node: ts.Node): string => {
    if (ts.isPropertySignature(node) && node.type && markOf(node.type) === hidden) return "";
    if (ts.isTypeReferenceNode(node) && markOf(node) !== undefined && node.typeArguments?.[0])
      return print(node.typeArguments[0]);
    if (ts.isIntersectionTypeNode(node)) return intersection(node, print);
    const wireName = ts.isIndexedAccessTypeNode(node) ? referenceOf(node) : undefined;
    const own = wireName === undefined ? undefined : ownName(wireName);
    if (own !== undefined) return `models.${own}`;
    if (ts.isIdentifier(node) && node.text === "components" && ts.isTypeReferenceNode(node.parent))
      return "theirs.components";
    return printWith(node, source, print);
  };
  return print(type);
}

/** `{ a: A } & { [key: string]: B }` is no type of an object that has both; what is meant is that other keys hold `B`. */
function intersection({ types }: ts.IntersectionTypeNode, print: (node: ts.Node) => string): string {
  const others = types.flatMap((type) => indexValue(type) ?? []);
  const known = types.filter((type) => indexValue(type) === undefined).map((type) => `(${print(type)})`);
  const whole = known.join(" & ");
  if (others.length === 0 || known.length === 0) {
    // `type: object` beside a reference: an interface has no index signature, and nothing is said that it does not say.
    const telling = types.filter((type) => type.getText() !== "Record<string, unknown>");
    return (telling.length > 0 ? telling : types).map((type) => `(${print(type)})`).join(" & ");
  }
  return `Indexed<${whole}, ${others.map((type) => print(type)).join(" | ")}>`;
}

/** `B` of `{ [key: string]: B }`. */
function indexValue(type: ts.TypeNode): ts.TypeNode | undefined {
  const [only, ...others] = ts.isTypeLiteralNode(type) ? type.members : [];
  return only && others.length === 0 && ts.isIndexSignatureDeclaration(only) ? only.type : undefined;
}

function markOf(type: ts.TypeNode): "$Read" | "$Write" | undefined {
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
  const { text } = type.typeName;
  return text === "$Read" || text === "$Write" ? text : undefined;
}

/** `X` of `components["schemas"]["X"]`. */
function referenceOf({ objectType, indexType }: ts.IndexedAccessTypeNode): string | undefined {
  if (!ts.isIndexedAccessTypeNode(objectType)) return undefined;
  if (objectType.getText() !== 'components["schemas"]') return undefined;
  return ts.isLiteralTypeNode(indexType) && ts.isStringLiteral(indexType.literal) ? indexType.literal.text : undefined;
}
