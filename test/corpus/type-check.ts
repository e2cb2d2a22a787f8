import { writeFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { projectRoot } from "./documents.js";
import { type MeasuredProcess, measureNode } from "./measured-process.js";

/** A compiler that a user may have. */
export type Compiler = "typescript" | "typescript7";

export interface TypeCheck {
  readonly process: MeasuredProcess;
  /** The compiler's own lines, one an error. A compiler that fails without any gives its last words. */
  readonly errors: readonly string[];
}

/** The strictest settings that a user may have. */
const strictest = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noPropertyAccessFromIndexSignature: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  erasableSyntaxOnly: true,
  forceConsistentCasingInFileNames: true,
};

const settings = {
  ...strictest,
  target: "ES2022",
  lib: ["ES2023", "DOM", "ESNext.Disposable"],
  module: "NodeNext",
  moduleResolution: "NodeNext",
  types: ["node"],
  noEmit: true,
  // The declarations of zod, undici and Node.js are not ours; every file of the SDK is source and is checked.
  skipLibCheck: true,
};

const limit = 180_000;

/** Checks a whole SDK, its copy of the runtime included, as its user's compiler would. */
export async function typeCheck(
  sdk: string,
  compiler: Compiler,
  extraArgs: readonly string[] = [],
): Promise<TypeCheck> {
  const project = resolve(dirname(sdk), `${basename(sdk)}.tsconfig.json`);
  writeFileSync(project, JSON.stringify({ compilerOptions: settings, include: [`${basename(sdk)}/**/*.ts`] }));
  const args = [resolve(projectRoot, `node_modules/${compiler}/bin/tsc`), "-p", project, "--pretty", "false"];
  const process = await measureNode([...args, ...extraArgs], { cwd: dirname(sdk), limit });
  const errors = process.stdout.split("\n").filter((line) => /\berror TS\d+:/.test(line));
  if (errors.length > 0 || process.code === 0) return { process, errors };
  return { process, errors: [`${compiler} ended with ${process.code ?? "a signal"}: ${process.stderr.slice(-500)}`] };
}
