import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { verifyModules } from "../support/verify-modules.js";
import { featureIndex, scenarioFiles } from "./support/feature-index.js";
import { parseScenarios, type Scenario, withBlocks } from "./support/markdown.js";
import { actualBlocks, compileScenario } from "./support/outcome.js";

/**
 * Each Markdown file beside this one shows a feature: a sentence, a part of a document, and the TypeScript that it must
 * become. `UPDATE=1 npx vitest run … test/scenarios` writes what comes out into the files; read the difference.
 */
const folder = fileURLToPath(new URL(".", import.meta.url));
const files = scenarioFiles(folder);
const update = process.env["UPDATE"] === "1";

test("scenarios are never rewritten where nobody reads the difference", () => {
  expect(update && process.env["CI"] !== undefined).toBe(false);
});

test("there are scenarios", () => {
  expect(files.length).toBeGreaterThan(20);
});

test("the index lists them all", () => {
  if (update) writeFileSync(`${folder}README.md`, featureIndex(folder, files));
  const index = readFileSync(`${folder}README.md`, "utf8");
  const listed = [...index.matchAll(/\]\(([^)]+\.md)\)/g)].map((match) => match[1]).sort();
  expect(listed, "UPDATE=1 npx vitest run --config test/vitest.config.ts test/scenarios writes it").toEqual(files);
});

describe.each(files)("%s", (file) => {
  const text = readFileSync(folder + file, "utf8");
  const scenarios = parseScenarios(text);

  if (update && process.env["CI"] === undefined) {
    test("is rewritten", async () => {
      const blocks = await Promise.all(
        scenarios.map(async (scenario) => actualBlocks(scenario, await compileScenario(scenario))),
      );
      writeFileSync(folder + file, withBlocks(text, blocks.flat()));
    });
    return;
  }

  test("says what it shows", () => {
    expect(text).toMatch(/^# .+\n\n\S/);
    expect(scenarios.length).toBeGreaterThan(0);
    expect(scenarios.filter(({ blocks }) => blocks.length === 0).map(({ title }) => title)).toEqual([]);
  });

  test.each(scenarios.map((scenario) => [scenario.title, scenario] as const))("%s", async (_, scenario: Scenario) => {
    const compiled = await compileScenario(scenario);
    const wanted = scenario.blocks.map(({ target, text: want }) => `${target}\n${want}`);
    const found = (await actualBlocks(scenario, compiled)).map(({ target, text: actual }) => `${target}\n${actual}`);
    expect(found).toEqual(wanted);
    expect(verifyModules(compiled.files)).toEqual([]);
  });
});
