import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { missingCorpus, projectRoot } from "./documents.js";
import { measureNode } from "./measured-process.js";
import { documentPath, printedRow, table } from "./pagination-table.js";

/** What `inspect --json` says of each operation. */
const inspection = z.object({
  operations: z.array(z.object({ pagination: z.object({ style: z.string(), source: z.string() }).nullable() })),
});

const readme = readFileSync(resolve(projectRoot, "test/README.md"), "utf8");

if (missingCorpus !== undefined) test.skip(missingCorpus);

describe.skipIf(missingCorpus !== undefined)("the table of what is paginated, in test/README.md", () => {
  test.for(table)("$document", async (row) => {
    const args = ["dist/cli/main.js", "inspect", documentPath(row), "--json"];
    const { stdout, stderr } = await measureNode(args, { cwd: projectRoot, limit: 120_000 });
    expect(stdout.startsWith("{"), stderr.slice(-2000)).toBe(true);
    const { operations } = inspection.parse(JSON.parse(stdout));
    const rules: Record<string, number> = {};
    for (const { pagination } of operations) {
      if (pagination === null) continue;
      const kind = `${pagination.source} ${pagination.style}`;
      rules[kind] = (rules[kind] ?? 0) + 1;
    }
    expect({ operations: operations.length, rules }).toEqual({ operations: row.operations, rules: row.rules });
    expect(readme.split("\n")).toContain(printedRow(row));
  });
});
