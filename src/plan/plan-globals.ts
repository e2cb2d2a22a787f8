import type { Api } from "../model/api.js";
import type { GlobalPlan } from "./client-plan.js";
import { environmentName, ownVariable, type VariablePolicy } from "./credential-variables.js";
import { NameTable } from "./name-table.js";
import { camelCase } from "./words.js";

/** The members of the client's option `params`. */
export function planGlobals({ globals = [] }: Api, policy: VariablePolicy): readonly GlobalPlan[] {
  const names = new NameTable();
  return globals.map((global) => {
    const name = names.claimKey(camelCase(global.name) || global.wireName);
    const usual = environmentName(policy.prefix, name);
    const own = ownVariable(global.env, usual, global.origin, policy);
    return { global, name, env: global.env === undefined ? undefined : (own ?? usual) };
  });
}
