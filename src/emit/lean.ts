import { arrayCode, code, literal, objectCode } from "../code/code.js";
import type { ConstDecl, Declaration, FunctionDecl } from "../code/declaration.js";
import { Identifier } from "../code/identifier.js";
import type { OutputFile } from "../code/module.js";
import { ImportedSymbol } from "../code/symbol.js";
import type { Api } from "../model/api.js";
import type { ClientPlan } from "../plan/client-plan.js";
import { leanModule } from "../plan/runtime-symbols.js";
import { apiName, typedValues, validation } from "./client.js";
import { securityDescriptor } from "./credentials.js";
import { retryDescriptor, serverDescriptor } from "./descriptor.js";
import type { Emitter } from "./emitter.js";

/** `lean.ts`: the client for bundles whose size counts, with the features that it can be given. */
export const emitLean: Emitter = ({ api, plan }): readonly OutputFile[] => {
  if (plan.resources.length === 0) return [];
  const ownFeatures: readonly Declaration[] = plan.security.length === 0 ? [] : [withSecurity(plan)];
  const names = featureNames.filter((name) => ownFeatures.every((own) => own.name.text !== name));
  return [
    {
      kind: "module",
      path: "lean.ts",
      summary: `A small client of ${api.title}, for bundles whose size counts: it can do what \`with\` names, and nothing else.`,
      declarations: [leanApi(api, plan), createLeanClient(plan), ...ownFeatures],
      reExports: [
        { from: leanModule, typeOnly: false, names: names.map((name) => new Identifier(name)) },
        { from: leanModule, typeOnly: true, names: typeNames.map((name) => new Identifier(name)) },
      ],
    },
  ];
};

const featureNames = [
  "withBodies",
  "withDownloads",
  "withHooks",
  "withIdempotencyKey",
  "withJson",
  "withLogger",
  "withMaxConcurrency",
  "withMaxResponseBytes",
  "withRateLimit",
  "withRedirects",
  "withRetry",
  "withSecurity",
  "withStyles",
  "withTimeout",
  "withValidate",
];

const typeNames = ["ClientFeature", "LeanClient", "LeanFetch", "LeanOptions"];

const leanApiName = new Identifier("leanApi");

/** A few scopes of OAuth2 are longer than all else that a client without credentials knows of the API. */
function leanApi(api: Api, plan: ClientPlan): ConstDecl {
  const inQueries = plan.security.filter(({ scheme }) => scheme.type === "apiKey" && scheme.in === "query");
  return {
    kind: "const",
    name: leanApiName,
    exported: false,
    type: code`${plan.runtime.LeanApi}`,
    value: objectCode([
      ["name", literal(plan.name)],
      ["servers", arrayCode(api.servers.slice(0, 1).map(serverDescriptor))],
      ["security", securityDescriptor(inQueries, plan)],
      ["values", typedValues(plan)],
      ...validation(plan),
      ["retry", retryDescriptor(api.retry)],
    ]),
  };
}

function createLeanClient({ runtime, typedValues: values }: ClientPlan): FunctionDecl {
  const features = code`[${runtime.withTypedValues}(), ...(options.with ?? [])]`;
  const given = values.any ? code`{ ...options, with: ${features} }` : code`options`;
  return {
    kind: "function",
    name: new Identifier("createLeanClient"),
    exported: true,
    doc: {
      text: "A client for the functions in `operations/`, through `fetch`. What a call asks for beyond `with` is a `ConfigurationError` that names the feature.",
    },
    parameters: [code`options: ${runtime.LeanOptions} = {}`],
    returns: code`${runtime.LeanClient}`,
    body: [code`return new ${runtime.LeanClient}(${leanApiName}, ${given});`],
  };
}

function withSecurity({ runtime, authName }: ClientPlan): FunctionDecl {
  const auth = new ImportedSymbol({ name: authName, module: "client.ts", typeOnly: true });
  const api = new ImportedSymbol({ name: apiName, module: "client.ts" });
  return {
    kind: "function",
    name: new Identifier("withSecurity"),
    exported: true,
    doc: {
      text: "Credentials by the name of the security scheme: a value, or a function that is called for each attempt. What is not here is looked up in the environment. OAuth2 takes access tokens; to get them is the whole client's.",
    },
    // Not a default value: `{}` is no credentials where a scheme is called `constructor`.
    parameters: [code`auth?: ${auth}`],
    returns: code`${runtime.ClientFeature}`,
    body: [code`return ${runtime.withSecurity}(auth, ${api}.security);`],
  };
}
