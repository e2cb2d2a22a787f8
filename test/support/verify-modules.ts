import { type FileToVerify, type RenderFault, verifyModule } from "../../src/render/verify-module.js";

/** What is wrong with any of the files. */
export function verifyModules(files: readonly FileToVerify[]): readonly RenderFault[] {
  return files.flatMap((file) => verifyModule(file) ?? []);
}
