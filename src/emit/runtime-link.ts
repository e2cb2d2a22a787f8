import type { OutputFile } from "../code/module.js";
import { oauth2Module, runtimeModule, testingModule, undiciModule } from "../plan/runtime-symbols.js";
import type { Emitter } from "./emitter.js";

/** `runtime/`: a copy of its source, or one module that imports it from the package. */
export const emitRuntime: Emitter = ({ options, plan }): readonly OutputFile[] => {
  const undici = options.transport === "undici";
  if (options.runtime === "package") {
    return [
      link(runtimeModule, "sdkwright/runtime"),
      link(testingModule, "sdkwright/runtime/testing"),
      ...(undici ? [link(undiciModule, "sdkwright/runtime/undici")] : []),
      ...(plan.usesOAuth2 ? [link(oauth2Module, "sdkwright/runtime/oauth2")] : []),
    ];
  }
  return options.runtimeFiles
    .filter((file) => (undici || !isPartOf(undiciModule, file)) && (plan.usesOAuth2 || !isPartOf(oauth2Module, file)))
    .map((file) => ({ kind: "copy", path: `runtime/${file}`, from: file }));
};

/** `transport/undici.ts` goes with `transport/undici-body.ts`, `oauth2.ts` with `oauth2/`. */
function isPartOf(module: string, file: string): boolean {
  return `runtime/${file}`.startsWith(module.replace(/\.ts$/, ""));
}

function link(path: string, from: string): OutputFile {
  const summary = "The runtime, from the package `sdkwright`.";
  return { kind: "module", path, summary, declarations: [], reExports: [{ from, typeOnly: false, names: "all" }] };
}
