import { stat } from "node:fs/promises";

/** What changes when one of the files does; a file that is not there has a stamp as well. */
export async function fileStamps(paths: Iterable<string>): Promise<string> {
  const stamps = [...paths].sort().map(async (path) => {
    const found = await stat(path).catch(() => undefined);
    return `${path} ${found?.mtimeMs ?? "-"} ${found?.size ?? "-"}`;
  });
  return (await Promise.all(stamps)).join("\n");
}
