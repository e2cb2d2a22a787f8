import { isAbsolute, relative, resolve } from "node:path";
import type { Writable } from "node:stream";
import type { Diagnostics, Finding } from "../diagnostics/diagnostic.js";
import { formatGithub } from "../diagnostics/format-github.js";
import { formatText } from "../diagnostics/format-text.js";
import type { Arguments } from "./args.js";

/** What a command writes to, and how. */
export interface Terminal {
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  /** Ends a run that would go on: Ctrl-C. */
  readonly signal?: AbortSignal;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** https://no-color.org: a flag wins over the variables, the variables over what the stream is. */
export function wantsColor({ color }: Pick<Arguments, "color">, { stderr, environment }: Terminal): boolean {
  if (color !== undefined) return color;
  if ((environment["NO_COLOR"] ?? "") !== "") return false;
  if ((environment["FORCE_COLOR"] ?? "") !== "") return environment["FORCE_COLOR"] !== "0";
  return stderr.isTTY === true && environment["TERM"] !== "dumb";
}

// A document with thousands of the same mistake must not bury the rest.
const shownPerCode = 10;

/** What is to be shown, with the texts that it is about. */
export interface Findings extends Pick<Diagnostics, "sources"> {
  readonly list: readonly Finding[];
}

/** All errors (unless there may be thousands: of a linter), and the first warnings of each code; says how many more there are. */
export function printDiagnostics(
  diagnostics: Findings,
  args: Arguments,
  terminal: Terminal,
  { allErrors = true }: { readonly allErrors?: boolean } = {},
): void {
  const counts = new Map<string, number>();
  const shown = diagnostics.list.filter(({ code, severity }) => {
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    if (severity === "error") return allErrors || count <= shownPerCode;
    return !args.quiet && count <= shownPerCode;
  });
  terminal.stderr.write(
    args.isForGithub
      ? formatGithub(shown, diagnostics.sources, { pathOf: (source) => repositoryPath(source, args, terminal) })
      : formatText(shown, diagnostics.sources, { color: wantsColor(args, terminal) }),
  );
  if (args.quiet) return;
  for (const [code, count] of counts) {
    const hidden = count - shown.filter((diagnostic) => diagnostic.code === code).length;
    if (hidden > 0) terminal.stderr.write(`… and ${hidden} more of ${code} (--json lists them all)\n`);
  }
}

/** Relative to the checkout, whatever the working folder is; undefined for what is no file in it. */
function repositoryPath(source: string, { cwd }: Arguments, { environment }: Terminal): string | undefined {
  if (/^(?:https?:\/\/|<)/i.test(source)) return undefined;
  const root = environment["GITHUB_WORKSPACE"] ?? process.cwd();
  const path = relative(root, resolve(cwd ?? ".", source)).replaceAll("\\", "/");
  return path.startsWith("../") || isAbsolute(path) ? undefined : path;
}

/** Where to read more of what was just printed: one line a run, named by the worst that there was. */
export function printExplainHint(lists: readonly Findings[], args: Arguments, { stderr }: Terminal): void {
  if (args.quiet || args.json) return;
  const all = lists.flatMap(({ list }) => list);
  const worst = all.find(({ severity }) => severity === "error") ?? all[0];
  if (worst) stderr.write(`What this means and how to mend it: sdkwright explain ${worst.code}\n`);
}
