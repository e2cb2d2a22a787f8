import { resolve } from "node:path";

/** Where an SDK of `runtime: "package"` finds the runtime: all of it in the source, since two copies of a class are two types. */
export const runtimePaths: Readonly<Record<string, readonly string[]>> = {
  "sdkwright/runtime": [resolve("src/runtime/index.ts")],
  "sdkwright/runtime/lean": [resolve("src/runtime/lean.ts")],
  "sdkwright/runtime/oauth2": [resolve("src/runtime/oauth2.ts")],
  "sdkwright/runtime/testing": [resolve("src/runtime/testing.ts")],
  "sdkwright/runtime/undici": [resolve("src/runtime/transport/undici.ts")],
};
