import { resolve } from "node:path";
import { documentNamed, projectRoot } from "../corpus/documents.js";
import { generate } from "../corpus/generate.js";
import { median, printHeading, printMeasurement, spread } from "./report.js";

/** Where the SDKs of the bench are. */
export const benchFolder = resolve(projectRoot, ".cache/bench");

interface Goals {
  readonly seconds?: number;
  readonly megabytes?: number;
}

const goals: Readonly<Record<string, Goals>> = {
  petstore: { seconds: 1 },
  "datadog-v2": {},
  github: { seconds: 4, megabytes: 700 },
  "msgraph-v1": {},
};

const runs = 3;

/** The whole process of `sdkwright generate`, from its start to its end, into an empty folder. */
export async function benchGeneration(): Promise<void> {
  printHeading(`Generating (the whole process, median of ${runs})`);
  for (const [name, { seconds, megabytes }] of Object.entries(goals)) {
    const times: number[] = [];
    const peaks: number[] = [];
    const cpu: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const { milliseconds, peakMemory, cpuMilliseconds } = await generateSdk(name);
      times.push(milliseconds / 1000);
      cpu.push((cpuMilliseconds ?? Number.NaN) / 1000);
      peaks.push((peakMemory ?? Number.NaN) / 1e6);
    }
    const time = {
      what: `${name}: time`,
      value: median(times),
      unit: "s",
      note: `${spread(times, 2)}, processor ${median(cpu).toFixed(2)} s`,
    } as const;
    const peak = { what: `${name}: peak memory`, value: median(peaks), unit: "MB", note: spread(peaks, 0) } as const;
    printMeasurement(seconds === undefined ? time : { ...time, goal: seconds });
    printMeasurement(megabytes === undefined ? peak : { ...peak, goal: megabytes });
  }
}

/** @throws Error where there is no SDK: a bench of a failure would be worth nothing */
export async function generateSdk(name: string) {
  const { process } = await generate(documentNamed(name), resolve(benchFolder, name));
  if (process.code !== 0) throw new Error(`${name}: exit code ${process.code}\n${process.stderr}${process.stdout}`);
  return process;
}
