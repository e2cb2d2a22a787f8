import type { GlobalContext, OpenAPI3 } from "openapi-typescript";
import { Identifier } from "../code/identifier.js";
import type { OutputFile } from "../code/module.js";

/** What openapi-typescript writes at the top of a file, and nothing that a document could name. */
const known: ReadonlySet<string> = new Set([
  "paths",
  "webhooks",
  "components",
  "$defs",
  "operations",
  "WithRequired",
  "FlattenedDeepRequired",
]);

/**
 * `openapi.ts`: the document as openapi-typescript says it, for openapi-fetch and whatever else takes its `paths`.
 *
 * @param document OpenAPI 3.1, with references to its own components only
 * @throws Error where openapi-typescript cannot read it
 */
export async function emitOpenapiTypes(document: object, title: string): Promise<OutputFile> {
  // It brings a TypeScript of its own: only where it is asked for.
  const library = await import("openapi-typescript");
  // It writes into what it is given.
  const schema = structuredClone(document) as OpenAPI3; // validated by `spec`
  // Its own entry would lint the document, read what it refers to, and print to the console.
  const discriminators = library.scanDiscriminators(schema, { silent: true });
  const nodes = library.transformSchema(schema, context(library, schema, discriminators));
  return {
    kind: "printed",
    path: "openapi.ts",
    summary: `${title}, as openapi-typescript says it: \`createClient<paths>()\` of openapi-fetch takes it.`,
    text: library.astToString(nodes),
    statements: nodes.map((node) => {
      const name = "name" in node ? nameOf(node.name) : "";
      if (!known.has(name)) throw new Error(`openapi-typescript wrote "${name}", which nobody expects`);
      return { kind: "members" in node ? ("interface" as const) : ("type" as const), name: new Identifier(name) };
    }),
  };
}

function nameOf(name: unknown): string {
  return typeof name === "object" && name !== null && "text" in name ? String(name.text) : "";
}

function context(
  { resolveRef }: typeof import("openapi-typescript"),
  schema: OpenAPI3,
  discriminators: GlobalContext["discriminators"],
): GlobalContext {
  const settings: Omit<GlobalContext, "redoc"> = {
    additionalProperties: false,
    alphabetize: false,
    arrayLength: false,
    conditionalEnums: false,
    dedupeEnums: false,
    defaultNonNullable: true,
    discriminators,
    emptyObjectsUnknown: false,
    enum: false,
    enumValues: false,
    excludeDeprecated: false,
    exportType: false,
    generatePathParams: false,
    immutable: false,
    injectFooter: [],
    makePathsEnum: false,
    pathParamsAsTypes: false,
    postTransform: undefined,
    propertiesRequiredByDefault: false,
    readWriteMarkers: false,
    resolve: (ref) => resolveRef(schema, ref, { silent: true }),
    rootTypes: false,
    rootTypesKeepCasing: false,
    rootTypesNoSchemaPrefix: false,
    silent: true,
    transform: undefined,
    transformProperty: undefined,
  };
  return settings as GlobalContext; // `redoc` is for reading documents, which is done
}
