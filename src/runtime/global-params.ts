import type { ClientGlobals, GlobalParamDescriptor, GlobalParams, ParamHolder } from "./global-params-contract.js";
import { applyHeaders, type HeaderRecord } from "./headers.js";
import { readEnvironment } from "./platform.js";

type Params = Readonly<Record<string, unknown>>;

/** What the client gives to its operations. Only the SDKs whose document says so name it: no other has it in its bundle. */
export function globalParams(list: readonly GlobalParamDescriptor[]): GlobalParams {
  return { resolve: (options) => resolve(list, options), merge };
}

/** A parameter with the value that the client has for it. */
interface Given extends GlobalParamDescriptor {
  readonly value: unknown;
}

/** From the client's options, the environment, the document. @throws ConfigurationError where a header can't be sent */
function resolve(list: readonly GlobalParamDescriptor[], options: object): ClientGlobals {
  const given = givenParams(options);
  const found = list.flatMap((param): readonly Given[] => {
    const own = Object.hasOwn(given, param.name) ? given[param.name] : undefined;
    const value = own ?? (param.env === undefined ? undefined : readEnvironment(param.env)) ?? param.default;
    return value === undefined ? [] : [{ ...param, value }];
  });
  const headers: HeaderRecord = {};
  for (const { isEverywhere, wireName, value } of found) {
    if (isEverywhere === true) applyHeaders(headers, { [wireName]: String(value) });
  }
  return { headers, fill: (operation, params) => fill(operation, params, found) };
}

/** Generated clients declare `params`, each with its type. */
function givenParams(options: object): Params {
  const given = "params" in options ? options.params : undefined;
  return typeof given === "object" && given !== null ? { ...given } : {};
}

/** The call's parameters with those of the client that it does not give itself. */
function fill(operation: ParamHolder, params: Params, given: readonly Given[]): Params {
  let filled: Record<string, unknown> | undefined;
  for (const param of operation.params ?? []) {
    if (Object.hasOwn(params, param.name) && params[param.name] !== undefined) continue;
    const wireName = param.wireName ?? param.name;
    const global = given.find((one) => one.in === param.in && isSameName(one, wireName));
    if (global === undefined) continue;
    filled ??= { ...params };
    filled[param.name] = global.value;
  }
  return filled ?? params;
}

function isSameName(global: GlobalParamDescriptor, wireName: string): boolean {
  return (
    global.wireName === wireName || (global.in === "header" && global.wireName.toLowerCase() === wireName.toLowerCase())
  );
}

/** The options of a client that is derived from another: each parameter for itself. */
function merge(base: object, options: object): object {
  return { params: { ...givenParams(base), ...givenParams(options) } };
}
