import { type FileToVerify, parseModule, type RenderFault, verifyModule } from "../../src/render/verify-module.js";

/** What is wrong with any of the files: for the gate, and for the parser, which looks into statements as well. */
export function verifyModules(files: readonly FileToVerify[]): readonly RenderFault[] {
  return files.flatMap((file) => parseModule(file) ?? verifyModule(file) ?? []);
}
