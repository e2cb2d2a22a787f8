import { resolve } from "node:path";
import type { Host } from "./host.js";

/** A host that remembers which files were read, as absolute paths. */
export function recordingHost(host: Host): { readonly host: Host; readonly read: ReadonlySet<string> } {
  const read = new Set<string>();
  return {
    read,
    host: {
      ...host,
      readText(path, admit) {
        read.add(resolve(host.cwd, path));
        return host.readText(path, admit);
      },
    },
  };
}
