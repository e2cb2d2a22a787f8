import { ConfigError } from "./config-error.js";

type Environment = Readonly<Record<string, string | undefined>>;

// `${NAME}`, or `${NAME:-default}` for where it is not set.
const variable = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g;

/**
 * A copy of the configuration in which `${NAME}` stands for the environment variable of that name.
 *
 * @throws ConfigError naming every variable that is not set
 */
export function expandVariables(config: unknown, environment: Environment): unknown {
  const missing = new Set<string>();
  const expanded = expand(config, (name, fallback) => {
    const value = environment[name] ?? fallback;
    if (value === undefined) missing.add(name);
    return value ?? "";
  });
  if (missing.size === 0) return expanded;
  const names = [...missing].map((name) => `\`${name}\``).join(", ");
  throw new ConfigError(`the configuration asks for environment variables that are not set: ${names}`);
}

function expand(value: unknown, lookUp: (name: string, fallback: string | undefined) => string): unknown {
  if (typeof value === "string")
    return value.replace(variable, (_, name: string, fallback?: string) => lookUp(name, fallback));
  if (Array.isArray(value)) return value.map((item) => expand(item, lookUp));
  if (typeof value !== "object" || value === null) return value;
  // Functions and instances are the user's own code, not settings.
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expand(item, lookUp)]));
}
