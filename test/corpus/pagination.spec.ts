import { afterAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { documentNamed, missingCorpus, pathOf, projectRoot } from "./documents.js";
import { measureNode } from "./measured-process.js";
import { secondSample } from "./pagination-second-sample.js";
import { type DocumentTruth, paginationTruth } from "./pagination-truth.js";

/** What `inspect --json` says of each operation. */
const inspection = z.object({
  operations: z.array(
    z.object({
      operationId: z.string(),
      method: z.string(),
      path: z.string(),
      pagination: z.object({ style: z.string(), source: z.string(), items: z.string() }).nullable(),
    }),
  ),
});

interface Score {
  readonly document: string;
  readonly read: number;
  readonly lists: number;
  readonly found: number;
  /** Rules of ours that the document does not bear out, or that walk another list. */
  readonly wrong: readonly string[];
  readonly missed: readonly string[];
}

/**
 * `leftOut`: what we say is not found. Discord does not tell the order of what comes behind an item; Superset's page stands
 * within a JSON object of the query.
 */
const samples = [
  { name: "the first sample", truths: paginationTruth, leastRecall: 0.95, leftOut: "discord" },
  { name: "the second sample", truths: secondSample, leastRecall: 0.98, leftOut: "superset" },
];

if (missingCorpus !== undefined) test.skip(missingCorpus);

describe.skipIf(missingCorpus !== undefined).each(samples)("what is paginated, $name", (sample) => {
  const scores: Score[] = [];

  test.for(sample.truths)("$document: no rule is wrong", async (truth) => {
    const args = ["dist/cli/main.js", "inspect", pathOf(documentNamed(truth.document)), "--json"];
    const { stdout, stderr } = await measureNode(args, { cwd: projectRoot, limit: 60_000 });
    expect(stdout.startsWith("{"), stderr.slice(-2000)).toBe(true);
    const score = scoreOf(truth, inspection.parse(JSON.parse(stdout)));
    scores.push(score);
    expect(score.wrong).toEqual([]);
  });

  test("hardly a list is missed", () => {
    const counted = scores.filter(({ document }) => document !== sample.leftOut);
    const missed = counted.flatMap((score) => score.missed);
    expect(recallOf(counted), `missed: ${missed.join(", ")}`).toBeGreaterThanOrEqual(sample.leastRecall);
  });

  afterAll(() => {
    const rows = scores.map(({ document, read, lists, found, wrong, missed }) =>
      [document, read, lists, found, wrong.length, missed.join(" ")].join(" | "),
    );
    const counted = scores.filter(({ document }) => document !== sample.leftOut);
    const recalls = `recall ${recallOf(scores).toFixed(3)}, without ${sample.leftOut} ${recallOf(counted).toFixed(3)}`;
    const found = sum(scores, (score) => score.found);
    const precision = found / (found + sum(scores, ({ wrong }) => wrong.length));
    const title = "document | read | lists | found | wrong | missed";
    process.stdout.write(`\n${[title, ...rows, `precision ${precision.toFixed(3)}, ${recalls}`].join("\n")}\n`);
  });
});

function scoreOf(truth: DocumentTruth, { operations }: z.infer<typeof inspection>): Score {
  const rules = new Map(
    operations.flatMap(({ operationId, method, path, pagination }) => [
      [operationId, pagination],
      [`${method} ${path}`, pagination],
    ]),
  );
  const ids = [...Object.keys(truth.lists), ...truth.others];
  expect(ids.filter((id) => !rules.has(id))).toEqual([]);
  const fits = (id: string) => {
    const [want, rule] = [truth.lists[id], rules.get(id)];
    return want !== undefined && rule?.items === want.items && want.styles.includes(rule.style);
  };
  const lists = Object.keys(truth.lists);
  return {
    document: truth.document,
    read: ids.length,
    lists: lists.length,
    found: lists.filter(fits).length,
    wrong: ids.filter((id) => (rules.get(id) ?? null) !== null && !fits(id)),
    missed: lists.filter((id) => !fits(id)),
  };
}

function recallOf(some: readonly Score[]): number {
  return sum(some, ({ found }) => found) / sum(some, ({ lists }) => lists);
}

function sum(some: readonly Score[], of: (score: Score) => number): number {
  return some.reduce((total, score) => total + of(score), 0);
}
