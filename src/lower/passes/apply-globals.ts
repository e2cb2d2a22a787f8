import type { Api } from "../../model/api.js";
import type { GlobalParam } from "../../model/global-param.js";
import type { Operation, Parameter } from "../../model/operation.js";
import { parameterKey } from "../parameter-key.js";

/** Parameters that the client gives need not be given by the caller; those that no operation has are left out. */
export function applyGlobals(api: Api, listed: readonly GlobalParam[]): Api {
  const found = new Map(listed.map((global) => [parameterKey(global), global]));
  const used = new Map([...found].filter(([, { isEverywhere }]) => isEverywhere));
  const operations = api.operations.map((operation): Operation => {
    const parameters = operation.parameters.map((parameter) => {
      const global = globalOf(parameter, found);
      if (!global) return parameter;
      const key = parameterKey(parameter);
      if (!used.has(key)) used.set(key, global);
      return { ...parameter, required: false };
    });
    const isSame = parameters.every((parameter, index) => parameter === operation.parameters[index]);
    return isSame ? operation : { ...operation, parameters };
  });
  return used.size === 0 ? api : { ...api, operations, globals: [...used.values()] };
}

/** What the first operation that has it says of it. */
function globalOf(parameter: Parameter, found: ReadonlyMap<string, GlobalParam>): GlobalParam | undefined {
  const { origin, wireName, location, description, schema, clientName } = parameter;
  const listed = found.size === 0 ? undefined : found.get(parameterKey(parameter));
  if (listed) return listed.isEverywhere ? listed : { ...listed, description, schema };
  return clientName === undefined
    ? undefined
    : { origin, name: clientName, wireName, location, isEverywhere: false, description, schema };
}
