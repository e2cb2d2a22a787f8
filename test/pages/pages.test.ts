import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import type { WalkRow } from "./walk-row.js";

// `npm run pages` in small: the client in a process of its own, the server in another.
test("thousands of pages of every style are walked in memory that does not grow", { timeout: 600_000 }, async () => {
  const args = ["test/support/run-ts.mjs", "test/pages/main.ts", "5000", "--json"];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const rows: readonly WalkRow[] = JSON.parse(stdout);
  expect(rows.map(({ name, pages, items, last }) => ({ name, pages, items, last }))).toEqual(
    ["cursor", "ahead", "page", "item", "link"].map((name) => ({ name, pages: 5_000, items: 100_000, last: 100_000 })),
  );
  for (const { name, heap } of rows) {
    expect(heap, name).toHaveLength(10);
    // All items of one walk held would be some 15 MB more.
    expect((heap.at(-1) ?? 0) - (heap[1] ?? 0), `${name}: ${heap.join(" ")}`).toBeLessThan(5);
  }
});
