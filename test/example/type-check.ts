import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

/** The compilers that users have: of each, the folder in node_modules. */
export type Compiler = "typescript" | "typescript6" | "typescript7";

export interface TypeCheck {
  /** Or the absolute folder of another one. */
  readonly compiler: Compiler | (string & {});
  /** Files and folders. */
  readonly include: readonly string[];
  /** Over the strictest ones. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** For tests that run a compiler: it needs seconds, but a minute where others run beside it. */
export const patience = { timeout: 120_000 };

/** The strictest settings that a user may have. */
const strictest = {
  target: "ES2022",
  lib: ["ES2023", "ESNext.Disposable"],
  types: ["node"],
  module: "NodeNext",
  moduleResolution: "NodeNext",
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noPropertyAccessFromIndexSignature: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noUncheckedSideEffectImports: true,
  allowUnreachableCode: false,
  allowUnusedLabels: false,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  erasableSyntaxOnly: true,
  forceConsistentCasingInFileNames: true,
  // The declarations of other packages are not ours to check.
  skipLibCheck: true,
};

let count = 0;

/** Runs the compiler and gives what it complains of: one line for each error. */
export function typeErrors({ compiler, include, options }: TypeCheck): Promise<readonly string[]> {
  // Below the project, so that its node_modules are found.
  const folder = resolve(".cache", `type-check-${process.pid}-${count++}`);
  const project = resolve(folder, "tsconfig.json");
  mkdirSync(folder, { recursive: true });
  const config = { compilerOptions: { ...strictest, ...options }, include: include.map((path) => resolve(path)) };
  writeFileSync(project, JSON.stringify(config));
  const args = [resolve("node_modules", compiler, "bin/tsc"), "-p", project, "--pretty", "false"];
  return new Promise((done) => {
    execFile(process.execPath, args, { maxBuffer: 2 ** 26 }, (error, stdout) => {
      rmSync(folder, { recursive: true, force: true });
      const lines = stdout.split("\n").filter((line) => line !== "");
      // Whatever else goes wrong, a compiler that does not start included, is an error, too.
      done(error !== null && lines.length === 0 ? [String(error)] : lines);
    });
  });
}
