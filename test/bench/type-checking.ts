import { resolve } from "node:path";
import { type Compiler, typeCheck } from "../corpus/type-check.js";
import { benchFolder } from "./generation.js";
import { printHeading, printMeasurement } from "./report.js";

const compilers: readonly { readonly compiler: Compiler; readonly what: string; readonly goal?: number }[] = [
  { compiler: "typescript", what: "TypeScript 5.9", goal: 12 },
  { compiler: "typescript7", what: "TypeScript 7" },
];

/** What GitHub's SDK costs its user's compiler, under the strictest settings. */
export async function benchTypeChecking(): Promise<void> {
  printHeading("Type-checking GitHub's SDK (the whole process, strictest settings, once)");
  for (const { compiler, what, goal } of compilers) {
    const { process, errors } = await typeCheck(resolve(benchFolder, "github"), compiler, ["--extendedDiagnostics"]);
    const time = { what: `${what}: time`, value: process.milliseconds / 1000, unit: "s" } as const;
    const note = `${errors.length} errors, check ${/Check time:\s+(\S+)/.exec(process.stdout)?.[1] ?? "?"}`;
    printMeasurement(goal === undefined ? { ...time, note } : { ...time, note, goal });
    const kilobytes = Number(/Memory used:\s+(\d+)K/.exec(process.stdout)?.[1]);
    printMeasurement({ what: `${what}: memory by its own account`, value: kilobytes / 1000, unit: "MB" });
  }
}
