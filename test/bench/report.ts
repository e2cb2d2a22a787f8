import { cpus, loadavg } from "node:os";

/** One measurement. */
export interface Measurement {
  readonly what: string;
  readonly value: number;
  readonly unit: "ms" | "s" | "MB" | "MB/s" | "calls/s" | "%";
  /** Undefined where there is none. */
  readonly goal?: number;
  /** What the value was made from, where that helps to read it. */
  readonly note?: string;
}

/** The machine, without which the figures mean nothing. */
export function printMachine(): void {
  const all = cpus();
  const load = loadavg()[0]?.toFixed(1);
  print(
    `${new Date().toISOString().slice(0, 10)}, Node.js ${process.version}, ${all.length} x ${all[0]?.model.trim()}`,
  );
  print(`load before the run: ${load} (anything far from 0 makes every time below longer than it is)\n`);
}

export function printHeading(text: string): void {
  print(`\n${text}`);
}

/** What, measured, goal, ok or not. */
export function printMeasurement({ what, value, unit, goal, note }: Measurement): void {
  const verdict = goal === undefined ? "" : value <= goal ? "ok" : "NOT OK";
  const aim = goal === undefined ? "" : `goal ${format(goal, unit)}`;
  const line = `  ${what.padEnd(60)} ${format(value, unit).padStart(14)}  ${aim.padEnd(14)} ${verdict.padEnd(6)}`;
  print(`${line} ${note ?? ""}`.trimEnd());
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = low] = sorted.length % 2 === 1 ? sorted.slice(middle) : sorted.slice(middle - 1);
  return sorted.length % 2 === 1 ? low : (low + high) / 2;
}

/** The middle half of the values, so that a reader sees how steady the machine was. */
export function quartiles(values: readonly number[], digits: number): string {
  const sorted = values.toSorted((left, right) => left - right);
  const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN).toFixed(digits);
  return `half of them ${at(0.25)} to ${at(0.75)}`;
}

/** `fastest to slowest`, so that a reader sees how steady the machine was. */
export function spread(values: readonly number[], digits: number): string {
  return `${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}`;
}

function format(value: number, unit: Measurement["unit"]): string {
  const digits = unit === "s" ? 2 : 0;
  return `${value.toLocaleString("en-US", { maximumFractionDigits: digits, minimumFractionDigits: digits })} ${unit}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
