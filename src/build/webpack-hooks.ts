import type { BuildOutcome, SdkBuilder } from "./sdk-builder.js";

/** What of webpack's and Rspack's compiler is used here: they agree on it. */
interface Compiler {
  readonly hooks: {
    readonly beforeCompile: { tapPromise(name: string, action: () => Promise<void>): void };
    readonly afterCompile: { tap(name: string, action: (compilation: Compilation) => void): void };
  };
}

interface Compilation {
  readonly fileDependencies: { add(path: string): unknown };
  readonly warnings: { push(warning: Error): unknown };
  readonly errors: { push(error: Error): unknown };
}

/** Unplugin's `buildStart` runs beside the modules of the build; these must wait for the SDK. */
export function setUpWebpack(compiler: unknown, builder: SdkBuilder): void {
  // webpack and Rspack declare them with types of their own.
  const { hooks } = compiler as Compiler;
  let outcome: BuildOutcome | undefined;
  hooks.beforeCompile.tapPromise("sdkwright", async () => {
    outcome = await builder.run();
  });
  hooks.afterCompile.tap("sdkwright", ({ fileDependencies, warnings, errors }) => {
    if (!outcome) return;
    for (const path of outcome.sources) fileDependencies.add(path);
    for (const { text } of outcome.warnings) warnings.push(new Error(text));
    for (const { text } of outcome.errors) errors.push(new Error(text));
  });
}
