import { readFile } from "node:fs/promises";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";

/** What publint and Are The Types Wrong say of a packed package, a line each. */
export async function packageFaults(tarball: string): Promise<readonly string[]> {
  const bytes = await readFile(tarball);
  const { messages } = await publint({
    pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) },
  });
  const types = await checkPackage(createPackageFromTarballData(bytes));
  const problems =
    types.types === false ? ["there are no types"] : types.problems.map((problem) => JSON.stringify(problem));
  return [
    ...messages.map(({ code, path }) => `publint: ${code} at ${path.join(".")}`),
    ...problems.map((text) => `attw: ${text}`),
  ];
}
