import { ConfigError } from "./config-error.js";

type Environment = Readonly<Record<string, string | undefined>>;

// `${NAME}`, or `${NAME:-default}` for where it is not set.
const variable = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g;

/**
 * A copy of the configuration in which `${NAME}` stands for the environment variable of that name.
 *
 * @throws ConfigError naming every variable that is not set
 */
export function expandVariables(config: unknown, environment: Environment, path = "the configuration"): unknown {
  const missing: string[] = [];
  const expanded = expand(config, "", (place, name, fallback) => {
    const value = environment[name] ?? fallback;
    if (value === undefined) missing.push(`  - ${place}: ${name}`);
    return value ?? "";
  });
  if (missing.length === 0) return expanded;
  throw new ConfigError(
    `${path} asks for environment variables that are not set (\${NAME:-default} gives a default):\n${missing.join("\n")}`,
  );
}

type LookUp = (place: string, name: string, fallback: string | undefined) => string;

function expand(value: unknown, place: string, lookUp: LookUp): unknown {
  if (typeof value === "string")
    return value.replace(variable, (_, name: string, fallback?: string) => lookUp(place || "it", name, fallback));
  const at = (key: string | number): string => (place === "" ? String(key) : `${place}.${key}`);
  if (Array.isArray(value)) return value.map((item, index) => expand(item, at(index), lookUp));
  if (typeof value !== "object" || value === null) return value;
  // Functions and instances are the user's own code, not settings.
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    // Plugins are the user's own code as well, plain objects or not.
    Object.entries(value).map(([key, item]) => [key, key === "plugins" ? item : expand(item, at(key), lookUp)]),
  );
}
