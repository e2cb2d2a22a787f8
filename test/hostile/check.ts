import type { RenderedFile } from "../../src/render/render-file.js";
import { verifyModules } from "../support/verify-modules.js";
import { markdownFault, moduleTextFault, shapeOf, strangeCalls } from "./shape.js";

export function modules(files: readonly RenderedFile[]): readonly RenderedFile[] {
  return files.filter(({ planned }) => planned !== undefined);
}

/** The shapes of all modules; their paths are names too. */
export function shapes(files: readonly RenderedFile[]): readonly string[] {
  return modules(files)
    .map(({ text }) => shapeOf(text))
    .sort();
}

const devices = /(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)\.[^/]*$/i;

/** All that is wrong with the files, whatever the document said. */
export async function faults(files: readonly RenderedFile[]): Promise<readonly string[]> {
  const found = verifyModules(files).map(({ path, reason }) => `${path}: ${reason}`);
  const paths = files.map(({ path }) => path.toLowerCase());
  if (new Set(paths).size < paths.length) found.push("two files are one where letters are not told apart");
  for (const { path, text, planned } of files) {
    if (!/^(?:[A-Za-z0-9_]+\/)*[A-Za-z0-9_]+\.(?:ts|md)$/.test(path) || devices.test(path))
      found.push(`${path} is no safe path`);
    const fault = planned ? moduleTextFault(text) : markdownFault(text);
    if (fault) found.push(`${path}: ${fault}`);
    if (planned) found.push(...strangeCalls(text).map((name) => `${path} calls ${name}`));
  }
  return found;
}
