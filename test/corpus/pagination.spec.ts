import { afterAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { documentNamed, missingCorpus, pathOf, projectRoot } from "./documents.js";
import { measureNode } from "./measured-process.js";
import { type DocumentTruth, paginationTruth } from "./pagination-truth.js";

/** What `inspect --json` says of each operation. */
const inspection = z.object({
  operations: z.array(
    z.object({
      operationId: z.string(),
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

/** Of all that is read, without what we say to leave out: Discord's cursors out of items. */
const leastRecall = 0.95;
const leftOut = "discord";

const scores: Score[] = [];

if (missingCorpus !== undefined) test.skip(missingCorpus);

describe.skipIf(missingCorpus !== undefined)("what is paginated, compared with what a person read", () => {
  test.for(paginationTruth)("$document: no rule is wrong", async (truth) => {
    const args = ["dist/cli/main.js", "inspect", pathOf(documentNamed(truth.document)), "--json"];
    const { stdout, stderr } = await measureNode(args, { cwd: projectRoot, limit: 60_000 });
    expect(stdout.startsWith("{"), stderr.slice(-2000)).toBe(true);
    const score = scoreOf(truth, inspection.parse(JSON.parse(stdout)));
    scores.push(score);
    expect(score.wrong).toEqual([]);
  });

  test("hardly a list is missed", () => {
    const counted = scores.filter(({ document }) => document !== leftOut);
    const missed = counted.flatMap((score) => score.missed);
    expect(recallOf(counted), `missed: ${missed.join(", ")}`).toBeGreaterThanOrEqual(leastRecall);
  });

  afterAll(() => {
    const rows = scores.map(({ document, read, lists, found, wrong, missed }) =>
      [document, read, lists, found, wrong.length, missed.join(" ")].join(" | "),
    );
    const [all, counted] = [scores, scores.filter(({ document }) => document !== leftOut)];
    const recalls = `recall ${recallOf(all).toFixed(3)}, without ${leftOut} ${recallOf(counted).toFixed(3)}`;
    const found = sum(all, (score) => score.found);
    const precision = found / (found + sum(all, ({ wrong }) => wrong.length));
    const title = "document | read | lists | found | wrong | missed";
    process.stdout.write(`\n${[title, ...rows, `precision ${precision.toFixed(3)}, ${recalls}`].join("\n")}\n`);
  });
});

function scoreOf(truth: DocumentTruth, { operations }: z.infer<typeof inspection>): Score {
  const rules = new Map(operations.map(({ operationId, pagination }) => [operationId, pagination]));
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
