import { Identifier } from "../code/identifier.js";
import { ImportedSymbol } from "../code/symbol.js";
import type { Api } from "../model/api.js";
import type { Response } from "../model/operation.js";
import type { SchemaId } from "../model/schema.js";
import type { DeclaredError, ErrorPlan } from "./client-plan.js";
import { statusClass, statusWords } from "./http-status.js";
import type { NameTable } from "./name-table.js";
import { type RuntimeSymbols, runtimeModule } from "./runtime-symbols.js";

interface ErrorScope {
  readonly scope: NameTable;
  readonly models: ReadonlyMap<SchemaId, Identifier>;
  readonly runtime: RuntimeSymbols;
  /** The SDK's name. */
  readonly name: string;
}

/** One class for each pair of status and declared body, shared by all operations that declare it. */
export function planErrors(
  api: Api,
  context: ErrorScope,
): { readonly classes: readonly ErrorPlan[]; classOf(response: Response): DeclaredError } {
  const classes = new Map<string, ErrorPlan>();
  for (const { responses } of api.operations) {
    for (const response of responses) {
      const body = bodyOf(response);
      const key = keyOf(response);
      if (!response.isError || !body || classes.has(key)) continue;
      classes.set(key, planError(response, body, context));
    }
  }
  return {
    classes: [...classes.values()],
    classOf: (response) => {
      const known = classes.get(keyOf(response));
      if (!known) return { response, class: runtimeClass(statusClass(response.status)), declared: false };
      return { response, class: errorSymbol(known.name), declared: true };
    },
  };
}

function planError(response: Response, body: SchemaId, { scope, models, name }: ErrorScope): ErrorPlan {
  const schemaName = models.get(body)?.text ?? "";
  const words = statusWords(response.status);
  const plain = schemaName.startsWith(words) ? schemaName : words + schemaName;
  return {
    name: scope.claim(plain, name + plain),
    status: response.status,
    base: runtimeClass(statusClass(response.status)),
    body,
    description: response.description,
  };
}

/** Only a body that is a type of its own makes a class of its own. */
function bodyOf({ media }: Response): SchemaId | undefined {
  const schema = media[0]?.schema;
  return schema?.kind === "reference" ? schema.target : undefined;
}

function keyOf(response: Response): string {
  return `${response.status} ${bodyOf(response) ?? ""}`;
}

function runtimeClass(name: string): ImportedSymbol {
  return new ImportedSymbol({ name: new Identifier(name), module: runtimeModule });
}

function errorSymbol(name: Identifier): ImportedSymbol {
  return new ImportedSymbol({ name, module: "errors.ts", namespace: new Identifier("errors") });
}
