import type { SecretSource } from "../auth/oauth2-credentials.js";
import { readEnvironment } from "../platform.js";

/** The text that the user gives, or that the environment holds. */
export async function readSecret(source: SecretSource | undefined, variable?: string): Promise<string | undefined> {
  const value = typeof source === "function" ? await source() : source;
  if (value !== undefined && value !== "") return value;
  return variable === undefined ? undefined : readEnvironment(variable);
}
