import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { Progress } from "../../generated-example/sdk/index.js";
import { generatedBytes } from "../example-server/start.js";

export const megabyte = 1_048_576;

/** What one transfer took. */
export interface Row {
  readonly what: string;
  readonly bytes: number;
  readonly seconds: number;
  /** Resident memory of the client's process, before and at its peak. */
  readonly startMb: number;
  readonly peakMb: number;
  readonly requests: number;
  readonly isRight: boolean;
}

/** Looks at the process's memory while something runs. */
export async function measured(run: () => Promise<void>): Promise<Pick<Row, "seconds" | "startMb" | "peakMb">> {
  const start = rss();
  let peak = start;
  const timer = setInterval(() => {
    peak = Math.max(peak, rss());
  }, 20);
  const began = performance.now();
  await run();
  clearInterval(timer);
  const seconds = (performance.now() - began) / 1_000;
  return { seconds, startMb: toMb(start), peakMb: toMb(Math.max(peak, rss())) };
}

/** A line for each tenth. */
export function printer(what: string, isQuiet: boolean): (progress: Progress) => void {
  let printed = 0;
  return ({ bytes, totalBytes = 0, bytesPerSecond }) => {
    const tenth = Math.floor((bytes / totalBytes) * 10);
    if (isQuiet || tenth <= printed) return;
    printed = tenth;
    const rate = Math.round(bytesPerSecond / megabyte);
    process.stdout.write(`  ${what}: ${toMb(bytes)} of ${toMb(totalBytes)} MB, ${rate} MB/s, RSS ${toMb(rss())} MB\n`);
  };
}

export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}

/** Of the file that the server computes. */
export function hashOfGenerated(bytes: number): string {
  const hash = createHash("sha256");
  for (const chunk of generatedBytes(0, bytes)) hash.update(chunk);
  return hash.digest("hex");
}

function rss(): number {
  return process.memoryUsage.rss();
}

function toMb(bytes: number): number {
  return Math.round(bytes / megabyte);
}
