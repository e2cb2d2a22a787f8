import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { patience, typeErrors } from "../example/type-check.js";
import { runtimePaths } from "../support/runtime-paths.js";
import { parseScenarios } from "./support/markdown.js";
import { compileScenario } from "./support/outcome.js";

/** What the scenarios show is not only what comes out: it compiles, with the strictest settings that a user may have. */
const folder = fileURLToPath(new URL(".", import.meta.url));
const output = resolve(".cache/scenarios");
let count = 0;

beforeAll(async () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".md"));
  for (const file of files) {
    for (const [index, scenario] of parseScenarios(readFileSync(join(folder, file), "utf8")).entries()) {
      const { texts } = await compileScenario(scenario, { runtime: "package" });
      count += 1;
      for (const [path, text] of texts) {
        const target = join(output, `${file.replace(".md", "")}-${index}`, path);
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, text);
      }
    }
  }
}, 60_000);
afterAll(() => rmSync(output, { recursive: true, force: true }));

test("the SDKs of all scenarios type-check", patience, async () => {
  expect(count).toBeGreaterThan(50);
  const errors = await typeErrors({ compiler: "typescript7", include: [output], options: { paths: runtimePaths } });
  // The runtime has a check of its own.
  expect(errors.filter((line) => !line.includes("src/runtime/"))).toEqual([]);
});
