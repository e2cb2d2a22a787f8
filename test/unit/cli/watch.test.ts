import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { run } from "../../../src/cli/run.js";
import { withFolder } from "./terminal.js";

const api = `openapi: 3.1.0
info: { title: Petstore, version: 1.0.0 }
paths:
  /pets: { get: { operationId: listPets, tags: [pets], responses: { "204": { description: None. } } } }
`;

interface Watch {
  /** Everything that was said so far. */
  readonly log: { text: string };
  /** Until it has generated so many times. */
  waiting(times: number): Promise<void>;
}

/** A run that watches, while the action lasts. */
async function watching(argv: readonly string[], action: (watch: Watch) => Promise<void>): Promise<void> {
  const end = new AbortController();
  const log = { text: "" };
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      log.text += String(chunk);
      done();
    },
  });
  const terminal = { stdout: stream, stderr: stream, environment: {}, signal: end.signal };
  const running = run(["generate", ...argv, "--watch"], terminal);
  const waiting = (times: number) =>
    expect.poll(() => log.text.split("waiting for changes").length - 1, { timeout: 60_000, interval: 50 }).toBe(times);
  try {
    await action({ log, waiting });
  } finally {
    end.abort();
  }
  expect(await running).toBe(0);
}

const patience = { timeout: 120_000 };

describe("--watch", () => {
  test("generates again when the document changes, keeps the last good SDK, and ends when told", patience, () =>
    withFolder({ "api.yaml": api }, (folder) =>
      watching(["api.yaml", "-o", "sdk", "--cwd", folder], async ({ log, waiting }) => {
        const pets = () => readFile(join(folder, "sdk/operations/pets.ts"), "utf8");
        await waiting(1);
        await writeFile(join(folder, "api.yaml"), api.replaceAll("listPets", "allPets"));
        await waiting(2);
        expect(await pets()).toContain("export function allPets(");
        await writeFile(join(folder, "api.yaml"), "openapi: 3.1.0\ninfo: {\n");
        await waiting(3);
        expect(log.text).toContain("error spec/");
        expect(await pets()).toContain("export function allPets(");
        await writeFile(join(folder, "api.yaml"), api);
        await waiting(4);
        expect(await pets()).toContain("export function listPets(");
      }),
    ),
  );

  test("generates again when a module changes that the configuration imports", patience, () => {
    const plugin = (title: string) =>
      `import { text } from "./text.mjs";
import mark from "./mark.cjs";
export const titled = () => ({ name: "titled", document: (api: any) => void (api.info.title = ${JSON.stringify(title)} + text + mark) });\n`;
    const config = `import { titled } from "./plugins/titled";
export default { input: "api.yaml", output: "sdk", plugins: [titled()] };\n`;
    return withFolder({ "api.yaml": api, "sdkwright.config.ts": config }, async (folder) => {
      await mkdir(join(folder, "plugins"));
      await writeFile(join(folder, "plugins/titled.ts"), plugin("First"));
      await writeFile(join(folder, "plugins/text.mjs"), 'export const text = "Api";\n');
      await writeFile(join(folder, "plugins/mark.cjs"), 'module.exports = "";\n');
      await watching(["--cwd", folder], async ({ log, waiting }) => {
        const client = () => readFile(join(folder, "sdk/client.ts"), "utf8");
        await waiting(1);
        expect(await client()).toContain("export class FirstApi extends");
        await writeFile(join(folder, "plugins/titled.ts"), plugin("Second"));
        await waiting(2);
        expect(await client()).toContain("export class SecondApi extends");
        await writeFile(join(folder, "plugins/titled.ts"), "export const titled = ;\n");
        await waiting(3);
        expect(log.text).toMatch(/sdkwright\.config\.ts: ParseError: .*\s+\S*titled\.ts:1:22/);
        expect(await client()).toContain("export class SecondApi extends");
        await writeFile(join(folder, "plugins/titled.ts"), plugin("Third"));
        await waiting(4);
        await writeFile(join(folder, "plugins/text.mjs"), 'export const text = "Service";\n');
        await waiting(5);
        expect(await client()).toContain("export class ThirdService extends");
        await writeFile(join(folder, "plugins/mark.cjs"), 'module.exports = "Two";\n');
        await waiting(6);
        expect(await client()).toContain("export class ThirdServiceTwo extends");
      });
    });
  });
});
