import type { PluginFile } from "../config/plugin.js";
import type { Diagnostics } from "../diagnostics/diagnostic.js";

/** A file with the plugin that it is from. */
export interface NamedPluginFile extends PluginFile {
  readonly plugin: string;
}

/** The files of a plugin that can be written; what is wrong with the others is reported. */
export function checkFiles(
  given: unknown,
  plugin: string,
  others: readonly PluginFile[],
  diagnostics: Diagnostics,
): readonly NamedPluginFile[] {
  if (!Array.isArray(given)) throw new TypeError("what it gives back is no list of files");
  const taken = new Set(others.map(({ path }) => path.toLowerCase()));
  return given.flatMap((file: unknown) => {
    const { path, text, once }: Partial<Record<keyof PluginFile, unknown>> =
      typeof file === "object" && file !== null ? file : {};
    const reason = problemOf(path, text, taken);
    if (reason !== undefined || typeof path !== "string" || typeof text !== "string") {
      diagnostics.report("plugin/bad-file", undefined, { plugin, path: String(path), reason: reason ?? "" });
      return [];
    }
    taken.add(path.toLowerCase());
    return [{ plugin, path, text, ...(once === true && { once }) }];
  });
}

/** Reports the files of plugins that stand where a file of ours does; file systems may not tell upper case from lower. */
export function checkPlaces(
  files: readonly NamedPluginFile[],
  ours: readonly string[],
  diagnostics: Diagnostics,
): boolean {
  const taken = new Set(ours.map((path) => path.toLowerCase()));
  const wrong = files.filter(({ path }) => taken.has(path.toLowerCase()));
  for (const { plugin, path } of wrong)
    diagnostics.report("plugin/bad-file", undefined, { plugin, path, reason: "sdkwright writes a file of that name" });
  return wrong.length === 0;
}

function problemOf(path: unknown, text: unknown, taken: ReadonlySet<string>): string | undefined {
  if (typeof path !== "string" || path === "") return "a file has a path, and it is a text";
  if (typeof text !== "string") return "its text is none";
  if (/^[\\/]|[\\:\0]/.test(path) || path.split("/").some((part) => part === ".." || part === "." || part === ""))
    return "a path is relative to the SDK's folder, with /, and stays within it";
  if (/^\.sdkwright/i.test(path)) return "files that begin with .sdkwright are sdkwright's own";
  return taken.has(path.toLowerCase()) ? "another file of a plugin has that path" : undefined;
}
