import type { Reporter, TestModule } from "vitest/node";
import type { CorpusRow } from "./row.js";

/** Prints what was measured, document by document, and the sums. */
export class TableReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const rows = tests.flatMap((test) => test.meta().corpusRow ?? []);
    if (rows.length > 0) process.stdout.write(`\n${formatTable(rows)}\n`);
  }
}

const columns: readonly [title: string, cell: (row: CorpusRow) => string][] = [
  ["document", ({ name }) => name],
  ["version", ({ version }) => version],
  ["operations", operationsCell],
  ["models", ({ models }) => String(models ?? "-")],
  ["files", ({ files }) => String(files ?? "-")],
  ["seconds", ({ milliseconds }) => (milliseconds / 1000).toFixed(2)],
  ["peak MB", ({ peakMemory }) => String(peakMemory === undefined ? "-" : Math.round(peakMemory / 1e6))],
  ["warnings", ({ warnings }) => String(warnings ?? "-")],
  ["errors, TS 7", ({ outcome, typeErrors }) => (outcome === "generated" ? count(typeErrors.typescript7) : outcome)],
  ["TS 5.9", ({ typeErrors }) => count(typeErrors.typescript)],
];

function formatTable(rows: readonly CorpusRow[]): string {
  const sorted = [...rows].sort((left, right) => (left.name < right.name ? -1 : 1));
  const cells = [columns.map(([title]) => title), ...sorted.map((row) => columns.map(([, cell]) => cell(row)))];
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => line[index]?.length ?? 0)));
  const lines = cells.map((line) =>
    line
      .map((cell, index) => (index < 2 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
  return [...lines, "", summary(sorted)].join("\n");
}

function summary(rows: readonly CorpusRow[]): string {
  const generated = rows.filter(({ outcome }) => outcome === "generated");
  const clean = generated.filter(({ typeErrors }) => typeErrors.typescript7 === 0);
  const slowest = rows.reduce((most, row) => (row.milliseconds > most.milliseconds ? row : most));
  const largest = rows.reduce((most, row) => ((row.peakMemory ?? 0) > (most.peakMemory ?? 0) ? row : most));
  return [
    `${rows.length} documents: ${generated.length} generated (${clean.length} without a type error),`,
    `${rows.filter(({ outcome }) => outcome === "refused").length} refused,`,
    `${rows.filter(({ outcome }) => outcome === "failed").length} failed;`,
    `${sum(rows, ({ operations }) => operations)} of ${sum(rows, ({ expectedOperations }) => expectedOperations)} operations,`,
    `${sum(rows, ({ models }) => models)} models, ${sum(rows, ({ files }) => files)} files,`,
    `${sum(rows, ({ warnings }) => warnings)} warnings;`,
    `slowest ${slowest.name} ${(slowest.milliseconds / 1000).toFixed(1)} s,`,
    `largest ${largest.name} ${Math.round((largest.peakMemory ?? 0) / 1e6)} MB`,
  ].join(" ");
}

function operationsCell({ operations, expectedOperations }: CorpusRow): string {
  if (operations === undefined) return `- of ${expectedOperations}`;
  return operations === expectedOperations ? String(operations) : `${operations} of ${expectedOperations}`;
}

function count(errors: number | undefined): string {
  return errors === undefined ? "" : String(errors);
}

function sum(rows: readonly CorpusRow[], of: (row: CorpusRow) => number | undefined): number {
  return rows.reduce((total, row) => total + (of(row) ?? 0), 0);
}
