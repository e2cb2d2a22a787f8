import { block, bracketed, type Code, code, concat, empty } from "../code/code.js";
import type { Declaration, Member, ReExport } from "../code/declaration.js";
import { type DocComment, docCommentLines } from "../code/doc-comment.js";
import type { ModuleFile, RegionPlace } from "../code/module.js";
import { type ImportStatement, isFile, ModuleNames } from "./local-names.js";
import { type LocalNames, printCode } from "./print-code.js";

export interface RenderedModule {
  /** Without the file header. */
  readonly text: string;
  /** How many import statements it has. */
  readonly imports: number;
  /** In the order of the text. */
  readonly places: readonly RegionPlace[];
}

/** @param runtimeAt where the runtime is, relative to the SDK's folder */
export function renderModule(file: ModuleFile, runtimeAt = "runtime"): RenderedModule {
  const names = new ModuleNames(file);
  const body = file.declarations.map((declaration) =>
    declarationText("make" in declaration ? declaration.make() : declaration, names),
  );
  const placed = (module: string): string => specifier(file.path, module.replace(/^runtime(?=\/)/, runtimeAt));
  // Printing the body has told which names are needed.
  const imports = names.statements();
  const head = [
    ...imports.map((statement) => importText(statement, placed(statement.module))),
    ...file.reExports.map((entry) => reExportText(entry, placed(entry.from))),
  ];
  const blocks = head.length > 0 ? [head.join("\n"), ...body] : body;
  const text = `${blocks.join("\n\n")}\n`;
  return { text, imports: imports.length, places: regionPlaces(file, head.join("\n").length, body, text.length) };
}

/** Behind the imports, at the end of the first class, at the end of the file. */
function regionPlaces(
  { declarations, showsRegions = false }: ModuleFile,
  headLength: number,
  body: readonly string[],
  length: number,
): readonly RegionPlace[] {
  // Without a head, it is the empty line below the file's own comment.
  const imports = headLength > 0 ? headLength + 1 : -1;
  const at = declarations.findIndex(({ kind }) => kind === "class");
  const before = body
    .slice(0, at + 1)
    .reduce((sum, { length: size }) => sum + size + 2, headLength > 0 ? headLength + 2 : 0);
  const hasMembers = at >= 0 && body[at]?.endsWith("\n}") === true;
  return [
    { name: "custom imports", offset: imports, margin: "", isShown: showsRegions },
    // Less the empty line behind it, and its closing brace.
    ...(hasMembers
      ? [{ name: "custom members", offset: before - 3, margin: "  ", isShown: showsRegions } as const]
      : []),
    { name: "custom", offset: length, margin: "", isShown: false },
  ];
}

function importText({ typeOnly, namespace, names }: ImportStatement, from: string): string {
  const keyword = typeOnly ? "import type" : "import";
  if (namespace !== undefined) return `${keyword} * as ${namespace} from "${from}";`;
  return namedList(
    keyword,
    names.map(([name, local]) => (name === local ? name : `${name} as ${local}`)),
    from,
  );
}

function reExportText({ typeOnly, names }: ReExport, target: string): string {
  const keyword = typeOnly ? "export type" : "export";
  if (names === "all") return `${keyword} * from "${target}";`;
  if ("as" in names) return `${keyword} * as ${names.as.text} from "${target}";`;
  return namedList(
    keyword,
    names.map((name) => name.text),
    target,
  );
}

function namedList(keyword: string, names: readonly string[], from: string): string {
  const flat = `${keyword} { ${names.join(", ")} } from "${from}";`;
  if (flat.length <= 100) return flat;
  return `${keyword} {\n${names.map((name) => `  ${name},\n`).join("")}} from "${from}";`;
}

/** How `path` names `module` in an import: packages as they are, files relative and with `.js`. */
export function specifier(path: string, module: string): string {
  if (!isFile(module)) return module;
  const here = path.split("/").slice(0, -1);
  const there = module.replace(/\.ts$/, ".js").split("/");
  while (here.length > 0 && there.length > 1 && here[0] === there[0]) {
    here.shift();
    there.shift();
  }
  const up = "../".repeat(here.length);
  return `${up === "" && there[0] !== ".." ? "./" : up}${there.join("/")}`;
}

function declarationText(declaration: Declaration, names: LocalNames): string {
  return docText(declaration.doc, "") + bodyText(declaration, names);
}

function docText(doc: DocComment | undefined, margin: string): string {
  const lines = doc ? docCommentLines(doc) : [];
  return lines.length === 0 ? "" : `${margin}${lines.join(`\n${margin}`)}\n`;
}

function bodyText(declaration: Declaration, names: LocalNames): string {
  const head = `${declaration.exported ? "export " : ""}`;
  const name = declaration.name.text;
  const print = (part: Code): string => printCode(part, names);
  switch (declaration.kind) {
    case "interface":
      return (
        head +
        membersText(`interface ${name}${heritage(declaration.heritage, names)}`, declaration.members, names, false)
      );
    case "class":
      return (
        head +
        membersText(
          `class ${name}${declaration.heritage ? ` extends ${print(declaration.heritage)}` : ""}`,
          declaration.members,
          names,
          true,
        )
      );
    case "type":
      return head + print(code`type ${declaration.name} = ${declaration.type};`);
    case "const":
      return (
        head +
        print(
          concat(
            code`const ${declaration.name}`,
            declaration.type ? code`: ${declaration.type}` : code``,
            code` = ${declaration.value};`,
          ),
        )
      );
    case "function":
      return head + functionText(declaration, names);
  }
}

function heritage(bases: readonly Code[], names: LocalNames): string {
  return bases.length === 0 ? "" : ` extends ${bases.map((base) => printCode(base, names)).join(", ")}`;
}

/** Class members that span lines or carry a comment are set apart by an empty line; those of an interface are not. */
function membersText(open: string, members: readonly Member[], names: LocalNames, spaced: boolean): string {
  if (members.length === 0) return `${open} {}`;
  const texts = members.map(
    ({ doc, code: member }) => `${docText(doc, "  ")}  ${printCode(member, names, 1).trimStart()}`,
  );
  const body = texts.flatMap((text, index) => {
    const isApart = spaced && index > 0 && (text.includes("\n") || texts[index - 1]?.endsWith("}") === true);
    return isApart ? ["", text] : [text];
  });
  return `${open} {\n${body.join("\n")}\n}`;
}

function functionText(declaration: Extract<Declaration, { kind: "function" }>, names: LocalNames): string {
  const { name, typeParameters, parameters, returns, body } = declaration;
  const signature = bracketed("(", parameters, ")", { tail: code`: ${returns} {` });
  return printCode(block(code`function ${name}${typeParameters ?? empty}${signature}`, body), names);
}
