import type * as undici from "undici";
import { ConfigurationError } from "../errors/configuration-error.js";

/** What `import("undici")` gives. */
export type UndiciPackage = typeof undici;

/**
 * Not until the first request: undici takes longer to load than all else that a program imports with its SDK.
 * @throws ConfigurationError where it is not installed
 */
export async function loadUndici(): Promise<UndiciPackage> {
  try {
    return await import("undici");
  } catch (cause) {
    const message = "The package `undici` can't be loaded: install version 7, or give the client another `transport`";
    throw new ConfigurationError({ message, cause });
  }
}
