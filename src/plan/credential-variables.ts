import type { Diagnostics } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import type { SecurityScheme } from "../model/security.js";
import { constantCase } from "./words.js";

/** What environment variables credentials may be read from. */
export interface VariablePolicy {
  /** The SDK's own, without the underscore. */
  readonly prefix: string;
  /** Those that the user allows besides. */
  readonly allowed: readonly string[];
  readonly diagnostics: Diagnostics | undefined;
}

/** `<PREFIX>_<SCHEME>`, contract.md, 3. */
export function environmentName(prefix: string, scheme: string): string {
  const words = constantCase(scheme);
  return words === "" ? prefix : `${prefix}_${words}`;
}

/**
 * The scheme without the variables that are not the SDK's own: a document that names `AWS_SECRET_ACCESS_KEY` would have
 * it sent to its server.
 */
export function withOwnVariables(scheme: SecurityScheme, policy: VariablePolicy): SecurityScheme {
  const usual = environmentName(policy.prefix, scheme.wireName);
  const own = (variable: string | undefined, instead: string): string | undefined =>
    ownVariable(variable, instead, scheme.origin, policy);
  const checked = { ...scheme, env: own(scheme.env, usual) };
  if (checked.type !== "basic") return checked;
  return {
    ...checked,
    usernameEnv: own(checked.usernameEnv, `${usual}_USERNAME`),
    passwordEnv: own(checked.passwordEnv, `${usual}_PASSWORD`),
  };
}

/** The variable where the document may name it; otherwise undefined, and the one that is read instead is told. */
export function ownVariable(
  variable: string | undefined,
  instead: string,
  origin: Origin | undefined,
  policy: VariablePolicy,
): string | undefined {
  if (variable === undefined || isOwn(variable, policy)) return variable;
  policy.diagnostics?.report("plan/foreign-variable", origin, { variable, prefix: policy.prefix, instead });
  return undefined;
}

/** Windows does not tell upper from lower case, so neither does this. */
function isOwn(variable: string, { prefix, allowed }: VariablePolicy): boolean {
  return variable.toUpperCase().startsWith(`${prefix}_`) || allowed.includes(variable);
}
