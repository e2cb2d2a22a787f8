import type { GeneratedSdk } from "../generate-sdk.js";
import { type LineDiff, lineDiff } from "./line-diff.js";

type Changes = GeneratedSdk["changes"];

interface ChangeListOptions {
  readonly folder: string;
  readonly color: boolean;
  /** Show what differs within changed files, the first lines of it. */
  readonly lines?: boolean;
}

type Mark = "+" | "~" | "-";

interface Row {
  readonly mark: Mark | " ";
  readonly text: string;
}

interface Entry {
  readonly path: string;
  readonly mark: Mark;
  readonly rows: readonly Row[];
}

/** So many lines of one changed file are shown, and so many of all together. */
const mostOfFile = 16;
const mostOfAll = 200;

/** What would change in a folder: `+` new, `~` changed, `-` removed, a file or a whole folder a line; and how many of each. */
export function changeList({ details, removed }: Changes, { folder, color, lines = false }: ChangeListOptions): string {
  let room = lines ? mostOfAll : 0;
  const entries = [
    ...details.map(({ path, before, text }): Entry => {
      if (before === undefined) return { path, mark: "+", rows: [{ mark: "+", text: `  + ${path}` }] };
      const diff = lineDiff(before, text);
      const head: Row = { mark: "~", text: `  ~ ${path}  (+${diff.added} -${diff.removed})` };
      const body = lines ? differences(diff, Math.min(room, mostOfFile)) : [];
      room -= body.length;
      return { path, mark: "~", rows: [head, ...body] };
    }),
    ...removed.map((path): Entry => ({ path, mark: "-", rows: [{ mark: "-", text: `  - ${path}` }] })),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  const rows = collapsed(entries).flatMap((entry) => entry.rows.map((row) => painted(row, color)));
  return `${[folder, ...rows, `  ${sums(entries)}`].join("\n")}\n`;
}

/** Whether anything would be written or removed. */
export function hasChanges({ written, removed }: Changes): boolean {
  return written.length > 0 || removed.length > 0;
}

/** The hunks, each with the number of its first line, cut where there are more lines than `most`. */
function differences({ hunks, added, removed }: LineDiff, most: number): readonly Row[] {
  const all = hunks.flatMap(({ line, lines }) =>
    lines.map((text, index): Row => {
      const number = index === 0 ? String(line) : "";
      return { mark: markOf(text), text: `${number.padStart(9)}  ${text}` };
    }),
  );
  if (all.length <= most) return all;
  const shown = all.slice(0, most);
  const left = added + removed - shown.filter(({ mark }) => mark !== " ").length;
  return left > 0 ? [...shown, { mark: " ", text: `${" ".repeat(11)}… ${left} more changed lines` }] : shown;
}

function markOf(line: string): Row["mark"] {
  return line.startsWith("+") ? "+" : line.startsWith("-") ? "-" : " ";
}

function sums(entries: readonly Entry[]): string {
  const words: Readonly<Record<Mark, string>> = { "~": "changed", "+": "added", "-": "removed" };
  return (["~", "+", "-"] as const)
    .map((mark) => `${entries.filter((entry) => entry.mark === mark).length} ${words[mark]}`)
    .join(", ");
}

/** More files than this of one folder, all new or all gone, are one line. */
const most = 12;

function collapsed(entries: readonly Entry[]): readonly Entry[] {
  const folders = groupBy(entries, folderOf);
  return [...folders].flatMap(([folder, list]) => {
    const [{ mark } = { mark: "~" as const }] = list;
    if (folder === "" || list.length <= most || mark === "~" || list.some((entry) => entry.mark !== mark)) return list;
    return [{ path: folder, mark, rows: [{ mark, text: `  ${mark} ${folder}/  (${list.length} files)` }] }];
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

const colors: Readonly<Record<Row["mark"], number>> = { "+": 32, "~": 33, "-": 31, " ": 2 };

function painted({ mark, text }: Row, color: boolean): string {
  return color ? `\u001b[${colors[mark]}m${text}\u001b[0m` : text;
}
