import type { OutputFile } from "../code/module.js";
import { leanModule, oauth2Module, runtimeModule, testingModule, undiciModule } from "../plan/runtime-symbols.js";
import type { EmitInput } from "./emitter.js";

/** `runtime/`: a copy of its source, or one module that imports it from the package. */
export const emitRuntime = ({ options, plan }: EmitInput): readonly OutputFile[] => {
  const undici = options.transport === "undici";
  if (options.runtime === "package") {
    return [
      link(runtimeModule, "sdkwright/runtime"),
      link(leanModule, "sdkwright/runtime/lean"),
      link(testingModule, "sdkwright/runtime/testing"),
      ...(undici ? [link(undiciModule, "sdkwright/runtime/undici")] : []),
      ...(plan.usesOAuth2 ? [link(oauth2Module, "sdkwright/runtime/oauth2")] : []),
    ];
  }
  return options.runtimeFiles.flatMap((file): readonly OutputFile[] => {
    const path = `runtime/${file}`;
    const isNeeded = (undici || path !== undiciModule) && (plan.usesOAuth2 || path !== oauth2Module);
    return isNeeded ? [{ kind: "copy", path, from: file }] : [];
  });
};

function link(path: string, from: string): OutputFile {
  const summary = "The runtime, from the package `sdkwright`.";
  return { kind: "module", path, summary, declarations: [], reExports: [{ from, typeOnly: false, names: "all" }] };
}
