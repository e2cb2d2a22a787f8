import { describe, expect, test } from "vitest";
import { changeList } from "../../../src/cli/change-list.js";

const lines = (count: number, prefix = "line"): string =>
  Array.from({ length: count }, (_, at) => `${prefix} ${at + 1}\n`).join("");

interface File {
  readonly path: string;
  readonly before: string | undefined;
  readonly text: string;
}

function list(details: readonly File[], removed: readonly string[] = [], options = {}): string {
  const changes = { written: details.map(({ path }) => path), unchanged: [], removed, details };
  return changeList(changes, { folder: "sdk", color: false, lines: true, ...options });
}

describe("the list of changes", () => {
  test("shows what was added, changed and removed, with the changed lines and their neighbours", () => {
    const text = lines(40).replace("line 10\n", "line ten\n").replace("line 30\n", "");
    const shown = list(
      [
        { path: "models.ts", before: lines(40), text },
        { path: "client.ts", before: undefined, text: "new\n" },
      ],
      ["old.ts"],
    );
    expect(shown).toBe(`sdk
  + client.ts
  ~ models.ts  (+1 -2)
        8   line 8
            line 9
           -line 10
           +line ten
            line 11
            line 12
       28   line 28
            line 29
           -line 30
            line 31
            line 32
  - old.ts
  1 changed, 1 added, 1 removed
`);
  });

  test("cuts a long difference and says how much is left; without `lines` there are only the counts", () => {
    const file = { path: "a.ts", before: lines(30), text: lines(30, "other") };
    const shown = list([file]);
    expect(shown.split("\n")).toHaveLength(21);
    expect(shown).toContain("\n           … 44 more changed lines\n");
    expect(list([file], [], { lines: false })).toBe("sdk\n  ~ a.ts  (+30 -30)\n  1 changed, 0 added, 0 removed\n");
  });

  test("of many files only the first are shown in full", () => {
    const files = Array.from({ length: 60 }, (_, at) => ({
      path: `f${at}.ts`,
      before: "a\nb\nc\n",
      text: "a\nB\nc\n",
    }));
    const rows = list(files).split("\n");
    expect(rows.filter((row) => row.startsWith("  ~ "))).toHaveLength(60);
    expect(rows.length).toBeLessThan(60 + 260);
  });

  test("what has nothing in common is counted without being compared", () => {
    const started = performance.now();
    const shown = list([{ path: "a.ts", before: lines(30_000), text: lines(30_000, "other") }]);
    expect(shown).toContain("  ~ a.ts  (+30000 -30000)\n");
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test("a file on disk cannot write to the terminal", () => {
    const shown = list([{ path: "a.ts", before: "\u001b]0;title\u0007\u001b[31m\n", text: `${"x".repeat(500)}\n` }]);
    expect(shown).not.toMatch(/\p{Cc}(?<!\n)/u);
    expect(Math.max(...shown.split("\n").map(({ length }) => length))).toBeLessThan(180);
  });
});
