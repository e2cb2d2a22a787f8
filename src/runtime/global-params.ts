import type { ApiDescriptor, OperationDescriptor, ParamLocation } from "./contract.js";
import { applyHeaders, type HeaderRecord } from "./headers.js";
import type { ClientOptions } from "./options.js";
import { readEnvironment } from "./platform.js";

type Params = Readonly<Record<string, unknown>>;

/** A parameter with the value that the client has for it. */
export interface GlobalParam {
  readonly in: ParamLocation;
  readonly wireName: string;
  readonly isEverywhere: boolean;
  readonly value: unknown;
}

/** Generated clients declare `params` where the document has such parameters, each with its type. */
function givenParams(options: ClientOptions): Params {
  const given = "params" in options ? options.params : undefined;
  return typeof given === "object" && given !== null ? { ...given } : {};
}

/** The parameters that a client gives to its operations: its options, the environment, the document. Undefined: none. */
export function resolveGlobals(api: ApiDescriptor, options: ClientOptions): readonly GlobalParam[] | undefined {
  if (api.globals === undefined) return undefined;
  const given = givenParams(options);
  const found = api.globals.flatMap(({ name, env, default: preset, isEverywhere = false, ...place }) => {
    const own = Object.hasOwn(given, name) ? given[name] : undefined;
    const value = own ?? (env === undefined ? undefined : readEnvironment(env)) ?? preset;
    return value === undefined ? [] : [{ ...place, isEverywhere, value }];
  });
  return found.length === 0 ? undefined : found;
}

/** Puts those into the headers that every request carries. @throws ConfigurationError where one can't be sent */
export function addGlobalHeaders(headers: HeaderRecord, globals: readonly GlobalParam[] | undefined): void {
  for (const { isEverywhere, wireName, value } of globals ?? []) {
    if (isEverywhere) applyHeaders(headers, { [wireName]: String(value) });
  }
}

/** The call's parameters with those of the client that it does not give itself. */
export function withGlobals(
  operation: OperationDescriptor,
  params: Params,
  globals: readonly GlobalParam[] | undefined,
): Params {
  if (globals === undefined || operation.params === undefined) return params;
  let filled: Record<string, unknown> | undefined;
  for (const param of operation.params) {
    if (Object.hasOwn(params, param.name) && params[param.name] !== undefined) continue;
    const wireName = param.wireName ?? param.name;
    const global = globals.find((one) => one.in === param.in && isSameName(one, wireName));
    if (global === undefined) continue;
    filled ??= { ...params };
    filled[param.name] = global.value;
  }
  return filled ?? params;
}

function isSameName(global: GlobalParam, wireName: string): boolean {
  return (
    global.wireName === wireName || (global.in === "header" && global.wireName.toLowerCase() === wireName.toLowerCase())
  );
}

/** The option of a client that is derived from another. */
export function mergedParams(base: ClientOptions, options: ClientOptions): { readonly params?: Params } {
  if (!("params" in options)) return {};
  return { params: { ...givenParams(base), ...givenParams(options) } };
}
