import { cpus, loadavg, release, totalmem } from "node:os";

/** One table of figures, as it stands in test/bench/README.md. */
export interface Section {
  readonly title: string;
  /** What was measured and how, for a reader who wants to believe it. */
  readonly intro: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What the table does not say by itself: every loss with its cause. */
  readonly notes?: readonly string[];
}

export function toMarkdown({ title, intro, head, rows, notes = [] }: Section): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const table = [line(head), line(head.map(() => "---")), ...rows.map(line)];
  return [
    `## ${title}`,
    "",
    intro,
    "",
    ...table,
    ...(notes.length > 0 ? ["", ...notes.map((note) => `- ${note}`)] : []),
  ]
    .join("\n")
    .concat("\n");
}

/** The machine, without which the figures mean nothing. */
export function describeMachine(): string {
  const all = cpus();
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  return (
    `${new Date().toISOString().slice(0, 10)}: ${all.length} x ${all[0]?.model.trim()}, ${memory}, Linux ${release()}, Node.js ${process.version}; ` +
    `load ${loadavg()[0]?.toFixed(1)} before the run (anything far from 0 makes every clock time longer than it is; ratios and processor time stay)`
  );
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = low] = sorted.length % 2 === 1 ? sorted.slice(middle) : sorted.slice(middle - 1);
  return sorted.length % 2 === 1 ? low : (low + high) / 2;
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

/** How many times as much as ours: `2.31x`. */
export function times(theirs: number, ours: number): string {
  return `${(theirs / ours).toFixed(2)}x`;
}

/** Progress, beside the tables on standard output. */
export function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}
