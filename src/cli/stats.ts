import type { JobResult } from "./run-job.js";

/** What a run cost: `--stats`. */
export interface RunStats {
  /** By stage, in their order, and of all of them; whole. */
  readonly milliseconds: Readonly<Record<string, number>>;
  /** Undefined where there are no operations. */
  readonly millisecondsPerOperation: number | undefined;
  /** Bytes: the most that the process ever held (resident), with all that it did before. */
  readonly peakMemory: number;
  readonly files: { readonly all: number; readonly written: number };
  /** Of the SDK's files, as UTF-8. */
  readonly bytes: { readonly all: number; readonly written: number };
}

export function runStats({ sdk, progress }: JobResult): RunStats {
  const times = [...progress.times];
  const total = times.reduce((sum, [, time]) => sum + time, 0);
  const [all, written] = [sdk?.files ?? [], sdk?.changes.details ?? []];
  const operations = sdk?.counts.operations ?? 0;
  const rounded = [...times, ["total", total] as const].map(([stage, time]) => [stage, Math.round(time)]);
  return {
    milliseconds: Object.fromEntries(rounded),
    millisecondsPerOperation: operations === 0 ? undefined : Math.round((total / operations) * 100) / 100,
    // It is given in kilobytes: https://nodejs.org/api/process.html#processresourceusage
    peakMemory: process.resourceUsage().maxRSS * 1024,
    files: { all: all.length, written: written.length },
    bytes: { all: bytesOf(all), written: bytesOf(written) },
  };
}

function bytesOf(files: readonly { readonly text: string }[]): number {
  return files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
}

/** A table of the stages, and a line for each of the rest. */
export function statsText({ milliseconds, millisecondsPerOperation, peakMemory, files, bytes }: RunStats): string {
  const total = milliseconds["total"] ?? 0;
  const stages = Object.entries(milliseconds).map(([stage, time]) => {
    const share = total === 0 ? "" : `${Math.round((time / total) * 100)} %`;
    return `  ${stage.padEnd(12)} ${`${time.toLocaleString("en-US")} ms`.padStart(11)} ${share.padStart(6)}`;
  });
  const each = millisecondsPerOperation === undefined ? [] : [`  ${millisecondsPerOperation} ms an operation`];
  return `${[
    ...stages,
    ...each,
    `  ${files.written} of ${files.all} files written, ${size(bytes.written)} of ${size(bytes.all)}`,
    `  ${size(peakMemory)} of memory at the most`,
  ].join("\n")}\n`;
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
