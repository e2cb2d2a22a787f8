import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { ts } from "ts-morph";
import { describe, expect, test } from "vitest";
import {
  oauth2TypeNames,
  oauth2ValueNames,
  runtimeCallNames,
  runtimeCheckNames,
  runtimeCheckTypeNames,
  runtimeHeaderNames,
  runtimeSerializerNames,
  runtimeStreamNames,
  runtimeTypedValueNames,
  runtimeTypeNames,
  runtimeValueNames,
  runtimeWebhookNames,
} from "../src/plan/reserved-names.js";

/** architecture.md, "Who may import whom". `types`: only types of it. */
const allowed: Readonly<
  Record<string, { readonly values: readonly string[]; readonly types?: readonly string[] | "any" }>
> = {
  diagnostics: { values: [] },
  code: { values: [] },
  host: { values: [] },
  model: { values: [], types: ["diagnostics"] },
  spec: { values: ["diagnostics", "host"] },
  lower: { values: ["spec", "model", "diagnostics"] },
  plan: { values: ["model", "code", "diagnostics"] },
  emit: { values: ["model", "plan", "code", "diagnostics"] },
  render: { values: ["code"] },
  output: { values: ["host", "diagnostics"] },
  surface: { values: ["model", "plan"] },
  plugins: { values: ["diagnostics"], types: ["surface", "config"] },
  page: { values: ["model", "plan", "emit", "code"] },
  // Besides, the option types that each layer declares for itself.
  config: { values: ["diagnostics", "host"], types: "any" },
  pipeline: {
    values: [
      "diagnostics",
      "code",
      "host",
      "model",
      "spec",
      "lower",
      "plan",
      "emit",
      "render",
      "output",
      "surface",
      "plugins",
      "config",
    ],
  },
  lint: { values: ["spec", "diagnostics", "host"] },
  cli: { values: ["pipeline", "config", "surface", "page", "lint", "output", "diagnostics", "host"] },
  build: { values: ["pipeline", "config", "surface", "output", "diagnostics", "host"] },
  runtime: { values: [] },
  "index.ts": { values: ["pipeline", "config", "diagnostics", "surface"] },
};

/** Files at the root that are the pipeline: together they are one layer. */
const pipeline: readonly string[] = [
  "compile-options.ts",
  "read-api.ts",
  "unchanged-run.ts",
  "user-templates.ts",
  "gate.ts",
  "gate-thread.ts",
  "generate.ts",
  "generate-options.ts",
  "generate-sdk.ts",
  "generated-sdk.ts",
  "api.ts",
];

/** Packages, by who may have them. Whatever is not here nobody may have. */
const packages: Readonly<Record<string, readonly string[]>> = {
  "ts-morph": ["render"],
  typescript: ["render"],
  handlebars: ["render"],
  yaml: ["spec", "diagnostics", "config"],
  "js-yaml": ["spec", "diagnostics", "config"],
  zod: ["config"],
  jiti: ["config"],
  chokidar: ["host"],
  undici: ["host"],
  "@clack/prompts": ["cli"],
  "@redocly/openapi-core": ["lint"],
  unplugin: ["build"],
  "openapi-typescript": ["emit"],
  diff: ["cli"],
  "markdown-it": ["page"],
  "@eslint-community/regexpp": ["lower"],
};

/** Built-in modules that reach outside; `host` alone has them. */
const outside =
  /^node:(?:fs|http|https|http2|net|tls|dgram|dns|child_process|worker_threads|cluster|readline|inspector)(?:\/|$)/;

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const root = fileURLToPath(new URL("../src/", import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".ts"))
  .sort();
const sources = new Map(files.map((path) => [path, parse(path)]));
const imports = [...sources].flatMap(([path, source]) => importsOf(path, source));
const inner = imports.filter(({ to }) => files.includes(to));
const outer = imports.filter(({ to }) => !files.includes(to));

function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(join(root, path), "utf8"), ts.ScriptTarget.ESNext, true);
}

/** Static imports, re-exports, `import()` expressions and `import("…")` types. */
function importsOf(from: string, source: ts.SourceFile): readonly Import[] {
  const found: Import[] = [];
  const add = (node: ts.Node | undefined, typeOnly: boolean): void => {
    if (node && ts.isStringLiteralLike(node)) found.push({ from, to: resolved(from, node.text), typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeImport(node));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isTypeImport({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return false;
  if (importClause.isTypeOnly) return true;
  const { namedBindings, name } = importClause;
  return (
    name === undefined &&
    namedBindings !== undefined &&
    ts.isNamedImports(namedBindings) &&
    namedBindings.elements.every(({ isTypeOnly }) => isTypeOnly)
  );
}

/** A file of ours, relative to `src`, or what the specifier says. */
function resolved(from: string, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier;
  return posix.join(dirname(from), specifier).replace(/\.js$/, ".ts");
}

function layerOf(path: string): string {
  if (pipeline.includes(path)) return "pipeline";
  const [first = path] = path.split("/");
  return first;
}

function shown({ from, to, typeOnly }: Import): string {
  return `${from} imports ${typeOnly ? "types of " : ""}${to}`;
}

describe("who may import whom", () => {
  test("the table is about something", () => {
    expect(files.length).toBeGreaterThan(100);
    expect(inner.length).toBeGreaterThan(300);
    expect([...new Set(files.map(layerOf))].filter((layer) => allowed[layer] === undefined)).toEqual([]);
  });

  test.each(Object.keys(allowed))("%s", (layer) => {
    const wrong = inner.filter(({ from, to, typeOnly }) => {
      const target = layerOf(to);
      if (layerOf(from) !== layer || target === layer) return false;
      const { values, types = [] } = allowed[layer] ?? { values: [] };
      return !values.includes(target) && !(typeOnly && (types === "any" || types.includes(target)));
    });
    expect(wrong.map(shown)).toEqual([]);
  });

  test("relative imports lead to a file of ours", () => {
    expect(outer.filter(({ to }) => !isPackage(to)).map(shown)).toEqual([]);
  });
});

function isPackage(to: string): boolean {
  return /^(?:node:|@|[a-z])/.test(to) && !to.endsWith(".ts");
}

describe("packages", () => {
  const apart = outer.filter(({ from }) => layerOf(from) === "runtime");
  const ours = outer.filter(({ from }) => layerOf(from) !== "runtime");

  test("each stays with those who need it", () => {
    const used = ours.filter(({ to }) => !to.startsWith("node:"));
    expect(used.length).toBeGreaterThan(3);
    expect(used.filter(({ from, to }) => !(packages[to] ?? []).includes(layerOf(from))).map(shown)).toEqual([]);
  });

  test("only the host reaches the disk and the network", () => {
    const used = ours.filter(({ to }) => outside.test(to));
    expect(used.length).toBeGreaterThan(1);
    expect(used.filter(({ from }) => layerOf(from) !== "host").map(shown)).toEqual([]);
  });

  test("built-in modules are imported as node:", () => {
    const bare = /^(?:fs|path|os|url|util|http|https|crypto|stream|events|buffer|child_process|zlib)(?:\/|$)/;
    expect(outer.filter(({ to }) => bare.test(to)).map(shown)).toEqual([]);
  });

  test("the runtime imports itself, types of zod, and undici below transport/ alone", () => {
    const isAllowed = ({ from, to, typeOnly }: Import): boolean =>
      (to === "zod" && typeOnly) ||
      (to === "undici" && from.startsWith("runtime/transport/")) ||
      to.startsWith("node:");
    expect(apart.some(({ to }) => to === "undici")).toBe(true);
    expect(apart.filter((entry) => !isAllowed(entry)).map(shown)).toEqual([]);
  });

  test("the runtime runs where there is no Node.js, but for its undici transport", () => {
    const reachable = closure(
      "runtime/index.ts",
      inner.filter(({ typeOnly }) => !typeOnly),
    );
    const bound = apart.filter(
      ({ from, to, typeOnly }) =>
        reachable.has(from) && !typeOnly && (to === "undici" || to.startsWith("node:")) && !isDynamic(from, to),
    );
    expect(bound.map(shown)).toEqual([]);
  });

  test("nothing of ours imports values of the runtime", () => {
    expect(inner.filter(({ from, to }) => layerOf(to) === "runtime" && layerOf(from) !== "runtime").map(shown)).toEqual(
      [],
    );
  });
});

/** `await import("node:fs")`: only where it is called. */
function isDynamic(from: string, to: string): boolean {
  const source = sources.get(from);
  const declared = source?.statements.some(
    (statement) => ts.isImportDeclaration(statement) && statement.moduleSpecifier.getText().slice(1, -1) === to,
  );
  return declared !== true;
}

function closure(start: string, edges: readonly Import[]): ReadonlySet<string> {
  const seen = new Set([start]);
  for (const path of seen) for (const { from, to } of edges) if (from === path) seen.add(to);
  return seen;
}

describe("no circles", () => {
  test("of files", () => {
    expect(circle(inner.map(({ from, to }) => [from, to]))).toEqual([]);
  });

  test("of folders", () => {
    const edges = inner.map(({ from, to }) => [layerOf(from), layerOf(to)] as const);
    expect(circle(edges.filter(([from, to]) => from !== to))).toEqual([]);
  });
});

/** The first circle that is found, or nothing. */
function circle(edges: readonly (readonly [from: string, to: string])[]): readonly string[] {
  const targets = new Map<string, string[]>();
  for (const [from, to] of edges) targets.set(from, [...(targets.get(from) ?? []), to]);
  const done = new Set<string>();
  const visit = (node: string, path: readonly string[]): readonly string[] => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return [];
    for (const next of targets.get(node) ?? []) {
      const found = visit(next, [...path, node]);
      if (found.length > 0) return found;
    }
    done.add(node);
    return [];
  };
  for (const node of targets.keys()) {
    const found = visit(node, []);
    if (found.length > 0) return found;
  }
  return [];
}

describe("files", () => {
  // Tables of data may be longer; each says here what it is a table of.
  const tables: readonly string[] = [];

  test("none is longer than 300 lines", () => {
    const lengths = [...sources].map(([path, source]) => ({ path, lines: source.text.split("\n").length - 1 }));
    expect(lengths.filter(({ path, lines }) => lines > 300 && !tables.includes(path))).toEqual([]);
  });

  test("names are in kebab-case", () => {
    expect(files.filter((path) => !/^(?:[a-z0-9]+(?:-[a-z0-9]+)*\/)*[a-z0-9]+(?:-[a-z0-9]+)*\.ts$/.test(path))).toEqual(
      [],
    );
  });

  test("the root has no drawer for odds and ends, nor has a folder one for helpers", () => {
    const drawers = ["types.ts", "utils.ts", "helpers.ts", "constants.ts", "context.ts"];
    expect(files.filter((path) => drawers.includes(path))).toEqual([]);
    expect(files.filter((path) => /(?:^|\/)(?:utils?|helpers?|types|common|misc)\.ts$/.test(path))).toEqual([]);
    expect(files.filter((path) => !path.includes("/")).sort()).toEqual(["index.ts", ...pipeline].sort());
  });

  test("exports are named", () => {
    const withDefault = [...sources]
      // What a bundler's configuration imports is a default export, as every plugin has it.
      .filter(([path]) => !path.startsWith("build/"))
      .filter(([, source]) => source.statements.some(isDefaultExport))
      .map(([path]) => path);
    expect(withDefault).toEqual([]);
  });

  test("barrels are the public surfaces: of the tool, of the runtime, of its test kit", () => {
    const barrels = [...sources]
      .filter(([path, source]) => path.endsWith("index.ts") || isBarrel(source))
      .map(([path]) => path);
    expect(barrels).toEqual(["index.ts", "runtime/index.ts", "runtime/lean.ts", "runtime/testing.ts"]);
  });
});

function isDefaultExport(statement: ts.Statement): boolean {
  if (ts.isExportAssignment(statement)) return true;
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
  );
}

/** Says nothing of its own. */
function isBarrel({ statements }: ts.SourceFile): boolean {
  return (
    statements.some((statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier) &&
    statements.every((statement) => ts.isExportDeclaration(statement) || ts.isImportDeclaration(statement))
  );
}

describe("what the plan reserves is what the runtime exports", () => {
  const { values, types } = runtimeExports("runtime/index.ts");

  test("values", () => {
    expect(
      [
        ...runtimeValueNames,
        ...runtimeCheckNames,
        ...runtimeHeaderNames,
        ...runtimeSerializerNames,
        ...runtimeTypedValueNames,
        ...runtimeCallNames,
        ...runtimeStreamNames,
        ...runtimeWebhookNames,
      ].sort(),
    ).toEqual(values);
  });

  test("types", () => {
    expect([...runtimeTypeNames, ...runtimeCheckTypeNames].sort()).toEqual(types);
  });

  test("of OAuth2, besides what client.ts alone takes", () => {
    const oauth2 = runtimeExports("runtime/oauth2.ts");
    expect(oauth2.values).toEqual([...oauth2ValueNames].sort());
    expect(oauth2.types).toEqual([...oauth2TypeNames].sort());
  });
});

/** By the type checker: a class that is exported with `export {}` is a value, an interface is a type. */
function runtimeExports(path: string): { readonly values: readonly string[]; readonly types: readonly string[] } {
  const values: string[] = [];
  const types: string[] = [];
  for (const statement of sources.get(path)?.statements ?? []) {
    if (!ts.isExportDeclaration(statement) || !statement.exportClause || !ts.isNamedExports(statement.exportClause))
      continue;
    for (const { name, isTypeOnly } of statement.exportClause.elements)
      (statement.isTypeOnly || isTypeOnly ? types : values).push(name.text);
  }
  return { values: values.sort(), types: types.sort() };
}
