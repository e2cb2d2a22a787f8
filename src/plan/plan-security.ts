import type { Api } from "../model/api.js";
import type { SchemePlan } from "./client-plan.js";
import { clientOptionNames } from "./reserved-names.js";
import { constantCase } from "./words.js";

/** contract.md, 3: one credential for each scheme, with an environment variable `<NAME>_<SCHEME>`. */
export function planSecurity(api: Api, prefix: string): readonly SchemePlan[] {
  const taken = new Set(clientOptionNames);
  return api.securitySchemes.map((scheme) => {
    // `{}` has a `constructor` that is no credential.
    const topLevel = !taken.has(scheme.wireName) && !(scheme.wireName in Object.prototype);
    taken.add(scheme.wireName);
    return { scheme, env: environmentName(prefix, scheme.wireName), topLevel };
  });
}

function environmentName(prefix: string, scheme: string): string {
  const words = constantCase(scheme);
  return words === "" ? prefix : `${prefix}_${words}`;
}
