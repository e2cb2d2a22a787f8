import { posix } from "node:path";
import type { Diagnostics } from "../diagnostics/diagnostic.js";
import type { Host } from "../host/host.js";
import { diffOutput, type OutputDiff, readManifest } from "./diff.js";
import { manifestPath, parseManifest, type RuntimeNeed, type Users } from "./manifest.js";
import type { TextFile } from "./text-file.js";

/** A runtime that several SDKs share, as one of them finds it. */
export interface Sharing {
  /** The folder of the runtime. */
  readonly folder: string;
  /** The folder of the SDK. */
  readonly sdk: string;
  /** What the SDK needs of it; undefined where it uses it no longer. */
  readonly need: RuntimeNeed | undefined;
  /** The runtime's files for all who use it, relative to its folder. */
  readonly filesFor: (needs: readonly RuntimeNeed[]) => readonly TextFile[];
}

/**
 * Compares a shared runtime with what all SDKs together need that use it. An SDK counts whose own manifest names this
 * runtime: one whose folder is gone does not keep it. Without any it is removed.
 */
export async function diffSharedRuntime(
  { folder, sdk, need, filesFor }: Sharing,
  host: Host,
  diagnostics: Diagnostics,
): Promise<OutputDiff | undefined> {
  const manifest = await readManifest(folder, host, diagnostics);
  if (!manifest) return undefined;
  const users = await living(manifest.users ?? new Map(), folder, host);
  const self = relativeFolder(folder, sdk);
  users.delete(self);
  if (need) users.set(self, need);
  return diffOutput(users.size === 0 ? [] : filesFor([...users.values()]), folder, host, diagnostics, { users });
}

async function living(users: Users, folder: string, host: Host): Promise<Map<string, RuntimeNeed>> {
  const found = new Map<string, RuntimeNeed>();
  for (const [user, need] of users) {
    const text = await host.readText(posix.join(folder, user, manifestPath)).catch(() => undefined);
    const runtime = text === undefined ? undefined : parseManifest(text)?.runtime;
    if (runtime === relativeFolder(posix.join(folder, user), folder)) found.set(user, need);
  }
  return found;
}

/** `../sdk-runtime`, with `/` on every system. */
export function relativeFolder(from: string, to: string): string {
  return posix.relative(slashes(from), slashes(to));
}

function slashes(path: string): string {
  return path.replaceAll("\\", "/");
}
