import type { CompileContext } from "./compile-options.js";
import { suggest } from "./diagnostics/suggest.js";
import type { Assets } from "./host/assets.js";
import { type Host, HostError } from "./host/host.js";

/** Our own templates, or the user's in their place. Undefined where the folder cannot be read. */
export async function userTemplates(
  folder: string | undefined,
  { assets, host, diagnostics }: CompileContext,
): Promise<Assets | undefined> {
  if (folder === undefined) return assets;
  const own = new Set(assets.templateNames);
  const texts = new Map<string, string>();
  try {
    const names = await host.list(folder);
    // A folder that is not there is as good as empty, but for whoever has misspelt it.
    if (names.length === 0) await mustBeFolder(folder, host);
    for (const name of names) {
      if (own.has(name)) texts.set(name, await host.readText(`${folder}/${name}`));
      else if (!isAside(name)) {
        const suggestion = suggest(name, own);
        const known = assets.templateNames.join(", ");
        diagnostics.report("config/unknown-template", undefined, { path: `${folder}/${name}`, suggestion, known });
      }
    }
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    diagnostics.report("config/broken-template", undefined, { path: error.target, reason: error.reason });
    return undefined;
  }
  return { ...assets, templateText: (name) => texts.get(name) ?? assets.templateText(name) };
}

/** @throws HostError where nothing is there */
async function mustBeFolder(folder: string, host: Host): Promise<void> {
  try {
    await host.readText(folder);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    if (error.code !== "is-directory") throw error;
  }
}

/** What people and systems leave in folders. */
function isAside(name: string): boolean {
  return /(?:^|\/)(?:\.|readme\b)/i.test(name);
}
