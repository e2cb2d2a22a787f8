import { code } from "../code/code.js";
import type { FunctionDecl } from "../code/declaration.js";
import { Identifier } from "../code/identifier.js";
import type { OutputFile } from "../code/module.js";
import { ImportedSymbol } from "../code/symbol.js";
import type { ClientPlan } from "../plan/client-plan.js";
import { leanModule } from "../plan/runtime-symbols.js";
import { apiName } from "./client.js";
import type { Emitter } from "./emitter.js";

/** `lean.ts`: the client for bundles whose size counts, with the features that it can be given. */
export const emitLean: Emitter = ({ api, plan }): readonly OutputFile[] => {
  if (plan.resources.length === 0) return [];
  return [
    {
      kind: "module",
      path: "lean.ts",
      summary: `A small client of ${api.title}, for bundles whose size counts: it can do what \`with\` names, and nothing else.`,
      declarations: [createLeanClient(plan)],
      reExports: [
        { from: leanModule, typeOnly: false, names: featureNames.map((name) => new Identifier(name)) },
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
  "withRateLimit",
  "withRedirects",
  "withRetry",
  "withSecurity",
  "withStyles",
  "withTimeout",
  "withValidate",
];

const typeNames = ["ClientFeature", "LeanClient", "LeanFetch", "LeanOptions"];

function createLeanClient({ runtime, typedValues }: ClientPlan): FunctionDecl {
  const api = new ImportedSymbol({ name: apiName, module: "client.ts" });
  const features = code`[${runtime.withTypedValues}(), ...(options.with ?? [])]`;
  const given = typedValues.any ? code`{ ...options, with: ${features} }` : code`options`;
  return {
    kind: "function",
    name: new Identifier("createLeanClient"),
    exported: true,
    doc: {
      text: "A client for the functions in `operations/`, through `fetch`. What a call asks for beyond `with` is a `ConfigurationError` that names the feature.",
    },
    parameters: [code`options: ${runtime.LeanOptions} = {}`],
    returns: code`${runtime.LeanClient}`,
    body: [code`return new ${runtime.LeanClient}(${api}, ${given});`],
  };
}
