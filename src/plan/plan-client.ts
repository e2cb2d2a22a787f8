import { Identifier } from "../code/identifier.js";
import { ImportedSymbol } from "../code/symbol.js";
import type { Diagnostics } from "../diagnostics/diagnostic.js";
import type { Api } from "../model/api.js";
import type { NamedSchema, SchemaId } from "../model/schema.js";
import type { ClientPlan, RuntimeExports } from "./client-plan.js";
import { NameTable } from "./name-table.js";
import { planErrors } from "./plan-errors.js";
import { planGlobals } from "./plan-globals.js";
import { planResources } from "./plan-resources.js";
import { planSecurity } from "./plan-security.js";
import { planWebhooks } from "./plan-webhooks.js";
import { reportTakenNames } from "./report-taken-names.js";
import {
  clientModuleNames,
  oauth2TypeNames,
  oauth2ValueNames,
  runtimeTypeNames,
  runtimeValueNames,
} from "./reserved-names.js";
import { runtimeSymbols } from "./runtime-symbols.js";
import type { TypeOptions } from "./type-options.js";
import { planTypedValues } from "./typed-values.js";
import { usageOf } from "./usage.js";
import { planValidation, type ValidateOption } from "./validation.js";
import { constantCase, kebabCase, pascalCase } from "./words.js";

/** What of the configuration concerns names. */
export interface PlanOptions {
  /** Environment variables that the document may name for credentials, besides those that begin with the SDK's name. */
  readonly allowEnv?: readonly string[] | undefined;
  /** The name of the SDK; default: the title of the document. */
  readonly name?: string | undefined;
  /** How the SDK validates by itself: one mode, or one for each direction. */
  readonly validate?: ValidateOption | undefined;
  readonly types?: { readonly [Name in keyof TypeOptions]?: TypeOptions[Name] | undefined } | undefined;
}

/** Decides every name and every file. */
export function planClient(api: Api, options: PlanOptions, diagnostics?: Diagnostics): ClientPlan {
  const name = sdkName(options.name, api.title);
  const policy = { prefix: constantCase(name), allowed: options.allowEnv ?? [], diagnostics };
  const security = planSecurity(api, policy);
  const usesOAuth2 = security.some(({ grants }) => grants.length > 0);
  const oauth2Names = usesOAuth2 ? { values: oauth2ValueNames, types: oauth2TypeNames } : { values: [], types: [] };
  // All that `index.ts` exports shares one scope.
  const scope = new NameTable([...runtimeValueNames, ...oauth2Names.values, ...clientModuleNames]);
  const className = scope.claim(name, `${name}Client`);
  const optionsName = scope.claim(`${name}Options`, `${name}ClientOptions`);
  const authName = scope.claim(`${name}Auth`, `${name}Credentials`);
  const models = planModels(api, scope);
  const errors = planErrors({ api, scope, models, name });
  const resources = planResources(api, { scope, errorOf: errors.classOf });
  if (diagnostics) reportTakenNames(resources, diagnostics);
  const webhooks = planWebhooks(api, scope);
  const types = typeOptions(options.types);
  const typedValues = planTypedValues(api, types);
  return {
    name,
    userAgent: `${kebabCase(name)}/${headerToken(api.version)}`,
    className,
    optionsName,
    authName,
    resources,
    errors: errors.classes,
    security,
    globals: planGlobals(api, policy),
    usesOAuth2,
    webhooks,
    types,
    typedValues,
    validation: planValidation(options.validate, typedValues.any),
    runtime: runtimeSymbols(),
    runtimeExports: exported(runtimeValueNames, runtimeTypeNames, scope),
    oauth2Exports: exported(oauth2Names.values, oauth2Names.types, scope),
    typeOf: symbolsIn("models.ts", "models", models, true),
    zodOf: symbolsIn("schemas.ts", "schemas", models, false),
    usageOf: usageOf(api),
  };
}

function typeOptions({ enums = "open", dates = "string", int64 = "number" }: PlanOptions["types"] = {}): TypeOptions {
  return { enums, dates, int64 };
}

/** A type of the runtime gives way to a model of that name. */
function exported(values: readonly string[], types: readonly string[], scope: NameTable): RuntimeExports {
  return {
    values: values.map((value) => new Identifier(value)),
    types: types.filter((type) => !scope.has(type)).map((type) => new Identifier(type)),
  };
}

// What titles say besides the name: "Swagger Petstore - OpenAPI 3.0", "GitHub v3 REST API".
const fillers =
  /\b(?:the|official|swagger|openapi|rest(?:ful)?|http|json|web|public|apis?|spec(?:ification)?|definition|docs|documentation|reference|v?\d+(?:\.\d+)*)\b/gi;

/** The name that the user gives, or what is left of the title without its fillers. */
function sdkName(wanted: string | undefined, title: string): string {
  if (wanted !== undefined) return clientName(wanted) || "Api";
  const [head = ""] = title.replace(/['\u2019]s\b/g, "").split(/\s[-\u2013\u2014+|]\s|[:(,;]/);
  const telling = head.replace(fillers, " ").trim();
  return [telling, head, title].map(clientName).find((name) => name !== "") ?? "Api";
}

const digits = ["Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];

/** No name begins with a digit: `1Password` is `OnePassword`, `23andMe` is `Api23andMe`, and a number alone says nothing. */
function clientName(text: string): string {
  const plain = text.trim();
  if (!/^\d/.test(plain) || !/[A-Za-z]/.test(plain)) return /^X\d/.test(pascalCase(plain)) ? "" : pascalCase(plain);
  const spelled = plain.replace(/^\d(?=[A-Za-z])/, (digit) => `${digits[Number(digit)]} `);
  return pascalCase(/^\d/.test(spelled) ? `Api${spelled}` : spelled);
}

/** RFC 9110, 5.6.2 token: what may stand behind the slash of a product. */
function headerToken(version: string): string {
  const token = version.replace(/[^A-Za-z0-9!#$%&'*+.^_`|~-]+/g, "-").replace(/^-+|(?<!-)-+$/g, "");
  return token === "" ? "0" : token;
}

function planModels(api: Api, scope: NameTable): ReadonlyMap<SchemaId, Identifier> {
  const names = new Map<SchemaId, Identifier>();
  // The document's own names first, so that none of them gives way to one of an extension, or of ours.
  const rank = ({ nameHint, otherHint }: NamedSchema): number => (nameHint.length > 1 ? 2 : otherHint ? 1 : 0);
  for (const { id, nameHint, otherHint } of [...api.schemas.values()].sort((a, b) => rank(a) - rank(b))) {
    const wanted = [nameHint, ...(otherHint ? [otherHint] : [])].map(joinedName).filter((name) => name !== "");
    const name = wanted.at(-1) ?? "Schema";
    names.set(id, scope.claim(...wanted, name, `${name}Model`));
  }
  return names;
}

function joinedName(hints: readonly string[]): string {
  return pascalCase(hints.map((hint) => pascalCase(hint)).join(""));
}

function symbolsIn(
  module: string,
  namespace: string,
  names: ReadonlyMap<SchemaId, Identifier>,
  typeOnly: boolean,
): (id: SchemaId) => ImportedSymbol {
  const symbols = new Map<SchemaId, ImportedSymbol>();
  for (const [id, name] of names) {
    symbols.set(id, new ImportedSymbol({ name, module, namespace: new Identifier(namespace), typeOnly }));
  }
  return (id) => {
    const symbol = symbols.get(id);
    if (!symbol) throw new Error(`no name was planned for ${id}`);
    return symbol;
  };
}
