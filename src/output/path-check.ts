/**
 * Where a file needs a folder, and something else stands there: a file, or a symbolic link, which could lead out of the
 * SDK's folder. `present` are all entries that are no folders.
 */
export function blockedFolders(paths: readonly string[], present: ReadonlySet<string>): readonly string[] {
  const blocked = new Set<string>();
  for (const path of paths) {
    for (let end = path.indexOf("/"); end !== -1; end = path.indexOf("/", end + 1)) {
      if (present.has(path.slice(0, end))) blocked.add(path.slice(0, end));
    }
  }
  return [...blocked].sort();
}
