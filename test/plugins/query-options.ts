import type { Plugin, SdkModel, SdkOperation } from "../../src/index.js";

/** What the plugin can be told: options are the arguments of a function that makes it. */
export interface QueryOptionsSettings {
  /** Default `queries.ts`. */
  readonly path?: string;
}

/**
 * Options for TanStack Query: `useQuery(getPostQuery(client, { postId }))`, `useMutation(createPostMutation(client))`. They
 * are plain objects, so that the SDK needs no package for them.
 */
export function queryOptions({ path = "queries.ts" }: QueryOptionsSettings = {}): Plugin {
  return {
    name: "query-options",
    files(model, { warn }) {
      for (const { origin, function: name, streams } of model.operations)
        if (streams) warn(`${name} gives a stream, which is no query: left out`, origin);
      return [{ path, text: moduleText(model) }];
    },
  };
}

function moduleText({ operations }: SdkModel): string {
  const used = operations.filter(({ streams }) => !streams);
  const modules = [...new Set(used.map(({ module }) => module))];
  const imports = modules.map(
    (module, index) => `import * as resource${index} from "./${module.replace(/ts$/, "js")}";`,
  );
  const factories = used.map((operation) => factory(operation, `resource${modules.indexOf(operation.module)}`));
  return [
    "/** Options for TanStack Query. */",
    'import type { ApiClient } from "./index.js";',
    ...imports,
    "",
    factories.join("\n"),
  ].join("\n");
}

function factory(operation: SdkOperation, resource: string): string {
  const { function: name, paramsType, paramsRequired, httpMethod, path } = operation;
  // The path is the document's own text: in code it is a literal, never as it is.
  const doc = `/** ${JSON.stringify(`${httpMethod} ${path}`).replaceAll("*/", "*\\/")} */`;
  const params = paramsType && `${resource}.${paramsType}`;
  if (httpMethod !== "GET") {
    const [taken, passed] = params ? [`(params: ${params})`, "client, params"] : ["()", "client"];
    return `${doc}
export function ${name}Mutation(client: ApiClient) {
  return { mutationKey: ["${name}"] as const, mutationFn: async ${taken} => await ${resource}.${name}(${passed}) };
}
`;
  }
  const [parameter, key, passed] = params
    ? [`, params: ${params}${paramsRequired ? "" : " = {}"}`, `["${name}", params]`, "client, params, { signal }"]
    : ["", `["${name}"]`, "client, { signal }"];
  return `${doc}
export function ${name}Query(client: ApiClient${parameter}) {
  return {
    queryKey: ${key} as const,
    queryFn: async ({ signal }: { readonly signal: AbortSignal }) => await ${resource}.${name}(${passed}),
  };
}
`;
}
