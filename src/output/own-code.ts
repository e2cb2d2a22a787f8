import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { insertRegions, isFilled, orphanedText, type ParsedText, parseRegions, type Region } from "./regions.js";
import type { ChangedFile, Folder, TextFile } from "./text-file.js";

/** What becomes of the user's own code. */
export interface CarriedCode {
  /** The files with the regions that stand in them on disk. */
  readonly files: readonly TextFile[];
  /** Regions whose place is gone, in files beside. */
  readonly orphaned: readonly ChangedFile[];
}

/** Carries the regions of our files on disk into the new ones. Undefined where one of them has no end. */
export function carryRegions(
  files: readonly TextFile[],
  folder: Folder,
  diagnostics: Diagnostics,
): CarriedCode | undefined {
  const parsed = parseOurs(folder, diagnostics);
  if (!parsed) return undefined;
  const places = new Map(files.map(({ path, places: list = [] }) => [path, new Set(list.map(({ name }) => name))]));
  const orphaned = [...parsed].flatMap(([path, { regions }]) => {
    const lost = regions.filter((region) => isFilled(region) && !places.get(path)?.has(region.name));
    if (lost.length === 0) return [];
    for (const { name } of lost)
      diagnostics.report("output/orphaned-region", undefined, { name, path: `${folder.path}/${path}` });
    return [orphanedFile(path, folder, lost)];
  });
  return {
    files: files.map((file) => {
      if (!file.places) return file;
      const { regions = [] } = parsed.get(file.path) ?? {};
      const text = insertRegions(file.text, file.places, regions);
      return { ...file, text, hasOwnCode: regions.some(isFilled) };
    }),
    orphaned,
  };
}

function orphanedFile(path: string, { texts }: Folder, lost: readonly Region[]): ChangedFile {
  const before = texts.get(`${path}.orphaned`);
  return { path: `${path}.orphaned`, text: orphanedText(path, before, lost), before };
}

/** The files of an earlier run that have regions. Those that are not ours are not looked at. */
function parseOurs({ path, texts, manifest }: Folder, diagnostics: Diagnostics): Map<string, ParsedText> | undefined {
  const parsed = new Map<string, ParsedText>();
  let isBroken = false;
  for (const [name, text] of texts) {
    if (!name.endsWith(".ts") || !manifest.files.has(name) || !text.includes("#region")) continue;
    const found = parseRegions(text);
    parsed.set(name, found);
    if (found.unclosed === undefined) continue;
    isBroken = true;
    diagnostics.report("output/unclosed-region", undefined, { path: `${path}/${name}`, line: found.unclosed });
  }
  return isBroken ? undefined : parsed;
}
