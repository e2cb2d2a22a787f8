import type { OutputFile } from "../code/module.js";
import { runtimeModule, undiciModule } from "../plan/runtime-symbols.js";
import type { Emitter } from "./emitter.js";

/** `runtime/`: a copy of its source, or one module that imports it from the package. */
export const emitRuntime: Emitter = ({ options }): readonly OutputFile[] => {
  const undici = options.transport === "undici";
  if (options.runtime === "package") {
    return [
      link(runtimeModule, "sdkwright/runtime"),
      ...(undici ? [link(undiciModule, "sdkwright/runtime/undici")] : []),
    ];
  }
  return options.runtimeFiles
    .filter((file) => undici || !`runtime/${file}`.startsWith(undiciModule.replace(/\.ts$/, "")))
    .map((file) => ({ kind: "copy", path: `runtime/${file}`, from: file }));
};

function link(path: string, from: string): OutputFile {
  const summary = "The runtime, from the package `sdkwright`.";
  return { kind: "module", path, summary, declarations: [], reExports: [{ from, typeOnly: false, names: "all" }] };
}
