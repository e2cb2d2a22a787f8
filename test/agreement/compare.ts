import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/** A pair of types, named, as text: an expression of `Agree<…>` that is `true` where they agree. */
export interface Pair {
  readonly name: string;
  /** Statements of a program that fails where they do not. */
  readonly text: string;
}

export interface Comparison {
  readonly pairs: number;
  /** By name, what differs; one for each pair that does not agree. */
  readonly differing: ReadonlyMap<string, string>;
  /** Errors of the compiler that are none of ours to expect. */
  readonly faults: readonly string[];
}

/** Both ways: what the one gives is what the other says, and the other way round. What is `any` would agree with everything. */
export function agreeType(one: string, other: string): string {
  return `type IsAny<T> = 0 extends 1 & T ? true : false;
type Agree<One, Other> = true extends IsAny<One> | IsAny<Other> ? "the ${one} or the ${other} is any" : [One] extends [Other] ? ([Other] extends [One] ? true : "the ${other} admits more than the ${one}") : "the ${one} admits more than the ${other}";
`;
}

// What one run of the compiler is given: more would take it memory, less the time to begin.
const most = { characters: 600_000, pairs: 700 };

/** As few programs as fit, each within the limits. */
export function programsOf(head: string, pairs: readonly Pair[]): readonly string[] {
  const programs: string[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const { text } of pairs) {
    const last = programs.at(-1);
    if (!last || size + text.length > most.characters || last.length >= most.pairs) {
      programs.push([text]);
      size = text.length;
    } else {
      last.push(text);
      size += text.length;
    }
  }
  return programs.map((texts) => [head, ...texts].join("\n"));
}

/** Runs the compiler over one program after the other, and reads which pairs differ. */
export function compareTypes(pairs: number, programs: readonly string[], projects: readonly string[]): Comparison {
  const differing = new Map<string, string>();
  const faults: string[] = [];
  for (const [index, project] of projects.entries()) {
    const lines = programs[index]?.split("\n") ?? [];
    for (const error of compile(project)) {
      const found = /^program-\d+\.ts\((\d+),.*error TS2322: .*"(the [^"]+)"/.exec(error);
      const name = found && /agree_([\w$]+)/.exec(lines[Number(found[1]) - 1] ?? "")?.[1];
      const their = theirsAt(lines, error);
      if (found?.[2] && name) differing.set(name, found[2]);
      else if (their) differing.set(their, "the witness names what our type does not have");
      else faults.push(error);
    }
  }
  return { pairs, differing, faults };
}

/** The pair whose witness the error is in. */
function theirsAt(lines: readonly string[], error: string): string | undefined {
  const line = Number(/^program-\d+\.ts\((\d+),.*error TS2(?:339|344):/.exec(error)?.[1] ?? 0);
  const before = lines.slice(0, line).reverse();
  const start = before
    .map((text) => /^(?:type Theirs_([\w$]+) = |export const agree_)/.exec(text))
    .find((match) => match !== null);
  return start?.[1];
}

function compile(project: string): readonly string[] {
  const compiler = resolve(root, "node_modules/typescript7/bin/tsc");
  const args = [compiler, "-p", project, "--pretty", "false", "--singleThreaded"];
  const { stdout, status, signal } = spawnSync(process.execPath, args, {
    cwd: resolve(project, ".."),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const errors = stdout.split("\n").filter((line) => /error TS/.test(line));
  if (errors.length > 0 || status === 0) return errors;
  return [`the compiler ended with ${status ?? signal}`];
}
