import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { contentHash } from "./manifest.js";
import { parseRegions } from "./regions.js";
import type { Folder } from "./text-file.js";

/** Says which of the files that are about to be replaced or removed are not as the last run wrote them. */
export function findEdits(paths: readonly string[], folder: Folder, diagnostics: Diagnostics): void {
  const edited = paths.filter((path) => isEdited(path, folder));
  const [first, ...others] = edited.map((path) => `${folder.path}/${path}`).sort();
  if (first !== undefined) diagnostics.report("output/edited-file", undefined, { path: first, others });
}

/** What stands in regions is no edit; nor are the line ends that version control may have changed. */
function isEdited(path: string, { texts, manifest }: Folder): boolean {
  const [text, hash] = [texts.get(path), manifest.files.get(path)];
  if (text === undefined || hash === undefined) return false;
  return !parseRegions(text).generated.some((generated) => contentHash(generated) === hash);
}
