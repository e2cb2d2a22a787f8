/** Tells of changes of files; the set of files may be replaced at any time. */
export interface FileWatcher {
  /** Watches these files, or all in these folders, and no others. */
  watch(paths: Iterable<string>): void;
  close(): Promise<void>;
}

/** An editor writes a file in several steps: only when it has been quiet for so many milliseconds is it read. */
const quietTime = 100;

/** Calls `onChange` once for a burst of changes, with the files that changed. */
export async function watchFiles(onChange: (paths: readonly string[]) => void): Promise<FileWatcher> {
  const { watch } = await import("chokidar");
  const watcher = watch([], { ignoreInitial: true, awaitWriteFinish: { stabilityThreshold: 50, pollInterval: 20 } });
  let watched = new Set<string>();
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  watcher.on("all", (event, path) => {
    changed.add(path);
    // A file that is gone is no longer watched, and may come back.
    if (event === "unlink" && watched.has(path)) watcher.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const paths = [...changed].sort();
      changed.clear();
      onChange(paths);
    }, quietTime);
  });
  return {
    watch(paths) {
      const wanted = new Set(paths);
      watcher.unwatch([...watched].filter((path) => !wanted.has(path)));
      watcher.add([...wanted].filter((path) => !watched.has(path)));
      watched = wanted;
    },
    close() {
      clearTimeout(timer);
      return watcher.close();
    },
  };
}
