/** What the runtime takes from the platform beyond ES2022 and the web's APIs, all of it optional. */

interface ProcessLike {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly versions?: { readonly node?: string };
  getBuiltinModule?(id: string): unknown;
}

function currentProcess(): ProcessLike | undefined {
  // Every part that is used is optional here, so nothing is claimed that might not hold.
  return (globalThis as { readonly process?: ProcessLike }).process;
}

/** An environment variable; undefined where it is empty or where there is no environment. */
export function readEnvironment(name: string): string | undefined {
  try {
    const value = currentProcess()?.env?.[name];
    return value === "" ? undefined : value;
  } catch {
    // Deno asks for a permission, and throws where it isn't given: as good as no variable.
    return undefined;
  }
}

/** The version of Node.js; undefined in browsers. */
export function nodeVersion(): string | undefined {
  return currentProcess()?.versions?.node;
}

/** True in a page and in a page's worker, not in Node.js, Deno, Bun and the workers of servers. */
export function isBrowser(): boolean {
  return nodeVersion() === undefined && ("document" in globalThis || "importScripts" in globalThis);
}

/** A module of Node.js, where there is one. The caller checks what it needs of it. */
export function builtinModule(id: string): unknown {
  return currentProcess()?.getBuiltinModule?.(id);
}

/** A version 4 UUID (RFC 9562 5.4). */
export function randomId(): string {
  // Browsers hide `randomUUID` from pages that were not loaded over https.
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
