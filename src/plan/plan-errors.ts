import { Identifier } from "../code/identifier.js";
import { ImportedSymbol } from "../code/symbol.js";
import type { Api } from "../model/api.js";
import { statusClass, statusWords } from "../model/http-status.js";
import type { Response } from "../model/operation.js";
import type { Schema, SchemaId } from "../model/schema.js";
import type { DeclaredError, ErrorPlan } from "./client-plan.js";
import type { NameTable } from "./name-table.js";
import { runtimeModule } from "./runtime-symbols.js";
import { camelCase, pascalCase } from "./words.js";

interface ErrorScope {
  readonly api: Api;
  readonly scope: NameTable;
  readonly models: ReadonlyMap<SchemaId, Identifier>;
  /** The SDK's name. */
  readonly name: string;
}

/** One class for each pair of status and declared body, shared by all operations that declare it. */
export function planErrors(context: ErrorScope): {
  readonly classes: readonly ErrorPlan[];
  classOf(response: Response): DeclaredError;
} {
  const classes = new Map<string, ErrorPlan>();
  const descriptors = new Map<string, Identifier>();
  for (const response of context.api.operations.flatMap(({ responses }) => responses)) {
    const body = bodyOf(response);
    if (!response.isError || !body) continue;
    const known = classes.get(keyOf(response)) ?? planError(response, body, context);
    const key = mediaKey(response);
    if (descriptors.has(key)) continue;
    const name = context.scope.claim(camelCase(known.name.text), `${camelCase(known.name.text)}Response`);
    descriptors.set(key, name);
    classes.set(keyOf(response), { ...known, responses: [...known.responses, { name, response }] });
  }
  return {
    classes: [...classes.values()],
    classOf: (response) => {
      const known = classes.get(keyOf(response));
      const descriptor = descriptors.get(mediaKey(response));
      return {
        response,
        class: known ? errorSymbol(known.name) : runtimeClass(statusClass(response.status)),
        descriptor: descriptor && errorSymbol(descriptor),
      };
    },
  };
}

function planError(response: Response, body: SchemaId, context: ErrorScope): ErrorPlan {
  return {
    name: context.scope.claim(...errorNames(response, body, context)),
    status: response.status,
    base: runtimeClass(statusClass(response.status)),
    body,
    description: response.description,
    responses: [],
  };
}

/** `NotFoundProblem` for a 404 with a `Problem`; a body that has no name of its own gives its words to the class. */
function errorNames({ status }: Response, body: SchemaId, { api, models, name }: ErrorScope): readonly string[] {
  const schemaName = models.get(body)?.text ?? "";
  const words = statusWords(status);
  const hint = api.schemas.get(body)?.nameHint ?? [];
  if (hint.length > 1) {
    const stem = pascalCase(hint.slice(0, -1).map(pascalCase).join(""));
    return [`${stem.replace(/(?:Error|Response)$/, "")}Error`, `${words}${stem}`, `${name}${words}${stem}`];
  }
  const plain = schemaName.startsWith(words) ? schemaName : words + schemaName;
  return [plain, name + plain];
}

/** Responses of the same status, body and media types have the same descriptor. */
function mediaKey(response: Response): string {
  return `${keyOf(response)} ${response.media.map(({ mediaType, schema }) => `${mediaType} ${schemaKey(schema)}`).join()}`;
}

/** A plain reference is what it names, wherever it stands. */
function schemaKey(schema: Schema | undefined): string {
  if (schema?.kind === "reference" && !schema.nullable && schema.checks === undefined) return `to ${schema.target}`;
  return `at ${schema?.origin.pointer}`;
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
