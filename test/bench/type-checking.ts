import { resolve } from "node:path";
import { type Compiler, typeCheck } from "../corpus/type-check.js";
import { benchFolder } from "./generation.js";
import { printHeading, printMeasurement } from "./report.js";

interface Contestant {
  readonly compiler: Compiler;
  readonly what: string;
  readonly goal?: number;
  /** Runs in the process that was started, so that its processor time is known; 7 starts a native one. */
  readonly isNode: boolean;
}

const contestants: readonly Contestant[] = [
  { compiler: "typescript", what: "TypeScript 5.9", goal: 12, isNode: true },
  { compiler: "typescript7", what: "TypeScript 7", isNode: false },
];

/** What GitHub's SDK costs its user's compiler, under the strictest settings. */
export async function benchTypeChecking(): Promise<void> {
  printHeading("Type-checking GitHub's SDK (the whole process, strictest settings, once)");
  for (const { compiler, what, goal, isNode } of contestants) {
    const { process, errors } = await typeCheck(resolve(benchFolder, "github"), compiler, ["--extendedDiagnostics"]);
    const time = { what: `${what}: time`, value: process.milliseconds / 1000, unit: "s" } as const;
    const checkTime = /Check time:\s+(\S+)/.exec(process.stdout)?.[1] ?? "?";
    const cpu = isNode ? `, processor ${((process.cpuMilliseconds ?? Number.NaN) / 1000).toFixed(2)} s` : "";
    const note = `${errors.length} errors, check ${checkTime}${cpu}`;
    printMeasurement(goal === undefined ? { ...time, note } : { ...time, note, goal });
    const kilobytes = Number(/Memory used:\s+(\d+)K/.exec(process.stdout)?.[1]);
    printMeasurement({ what: `${what}: memory by its own account`, value: kilobytes / 1000, unit: "MB" });
  }
}
