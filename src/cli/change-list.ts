import type { GeneratedSdk } from "../generate-sdk.js";

type Changes = GeneratedSdk["changes"];

interface ChangeListOptions {
  readonly folder: string;
  readonly color: boolean;
  /** Show where each changed file begins to differ. */
  readonly lines?: boolean;
}

type Mark = "+" | "~" | "-";

interface Entry {
  readonly path: string;
  readonly mark: Mark;
  readonly rows: readonly string[];
}

/** What would change in a folder: `+` new, `~` changed, `-` removed, a file or a whole folder a line. */
export function changeList({ details, removed }: Changes, { folder, color, lines = false }: ChangeListOptions): string {
  const entries = [
    ...details.map(({ path, before, text }): Entry => {
      if (before === undefined) return { path, mark: "+", rows: [`  + ${path}`] };
      const row = `  ~ ${path}  (${lineCounts(before, text)})`;
      return { path, mark: "~", rows: lines ? [row, ...firstDifference(before, text)] : [row] };
    }),
    ...removed.map((path): Entry => ({ path, mark: "-", rows: [`  - ${path}`] })),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  return `${[folder, ...collapsed(entries).flatMap((entry) => painted(entry, color))].join("\n")}\n`;
}

/** Whether anything would be written or removed. */
export function hasChanges({ written, removed }: Changes): boolean {
  return written.length > 0 || removed.length > 0;
}

/** More files than this of one folder, all new or all gone, are one line. */
const most = 12;

function collapsed(entries: readonly Entry[]): readonly Entry[] {
  const folders = groupBy(entries, folderOf);
  return [...folders].flatMap(([folder, list]) => {
    const [{ mark } = { mark: "~" as const }] = list;
    if (folder === "" || list.length <= most || mark === "~" || list.some((entry) => entry.mark !== mark)) return list;
    return [{ path: folder, mark, rows: [`  ${mark} ${folder}/  (${list.length} files)`] }];
  });
}

/** The outermost folder of a path; "" for files at the top. */
function folderOf({ path }: Entry): string {
  return /^(?:\.\.\/)*[^/]+(?=\/)/.exec(path)?.[0] ?? "";
}

function groupBy(entries: readonly Entry[], key: (entry: Entry) => string): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) groups.set(key(entry), [...(groups.get(key(entry)) ?? []), entry]);
  return groups;
}

const colors: Readonly<Record<Mark, number>> = { "+": 32, "~": 33, "-": 31 };

function painted({ mark, rows }: Entry, color: boolean): readonly string[] {
  return color ? rows.map((row) => `\u001b[${colors[mark]}m${row}\u001b[0m`) : rows;
}

/** How many lines are new and how many are gone, wherever they stand. */
function lineCounts(before: string, after: string): string {
  const [old, now] = [before.split("\n"), after.split("\n")];
  return `+${surplus(now, old)} -${surplus(old, now)}`;
}

function surplus(lines: readonly string[], others: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = counts.get(line) ?? 0;
    counts.set(line, count - 1);
    return count <= 0;
  }).length;
}

function firstDifference(before: string, after: string): readonly string[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const at = now.findIndex((line, index) => line !== old[index]);
  const index = at < 0 ? now.length : at;
  return [
    ...(old[index] === undefined ? [] : [`      ${index + 1}: - ${old[index]}`]),
    ...(now[index] === undefined ? [] : [`      ${index + 1}: + ${now[index]}`]),
  ];
}
