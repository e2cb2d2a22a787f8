import { expect, test } from "vitest";
import { cli, withFolder } from "./terminal.js";

/** What a terminal takes for a command: the window's title, the screen, the direction of text; and what ends a paragraph. */
const commands = "\u001b]0;owned\u0007\u001b[2J\u009b31m\u202e\n\n![x](https://tracker.example)";
const forbidden = /[^\P{Cc}\n]|[\u202a-\u202e]/u;

function hostile(name: string): string {
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: `T${commands}`, version: `1${commands}` },
    "x-fern-global-headers": [{ header: "X-Tenant", name: `tenant${commands}` }],
    security: [{ [`k${commands}`]: [] }],
    paths: {
      [`/a${commands}`]: {
        get: {
          operationId: `op${commands}`,
          tags: [`t${commands}`],
          parameters: [{ name, in: "query", schema: { type: "string" } }],
          responses: { [`200`]: { description: "Done." } },
        },
      },
    },
    components: { securitySchemes: { [`k${commands}`]: { type: "apiKey", in: "header", name: "X" } } },
  });
}

test.each([
  ["control characters and a line of its own", `p${commands}`],
  ["backticks", "a``![x](https://tracker.example)``"],
])("a name with %s is text to a terminal and in a pull request", async (_what, name) => {
  await withFolder({ "a.json": hostile(name), "b.json": hostile("other") }, async (folder) => {
    const outputs = [
      await cli(["inspect", "a.json", "--cwd", folder]),
      await cli(["diff", "a.json", "b.json", "--cwd", folder]),
    ];
    const markdown = await cli(["diff", "a.json", "b.json", "--cwd", folder, "--markdown"]);
    for (const { code, stdout, stderr } of [...outputs, markdown]) {
      expect(code, stderr).toBe(0);
      expect(stdout.length).toBeGreaterThan(50);
      expect(stdout + stderr).not.toMatch(forbidden);
    }
    expect(markdown.stdout).toContain("tracker.example");
    // In a line of its own, or outside of a pair of backticks, it would be an image.
    for (const line of markdown.stdout.split("\n"))
      expect(line.replace(/(?<![\\`])`[^`]+`(?!`)/g, "")).not.toMatch(/(?<!\\)!\[/);
  });
});
