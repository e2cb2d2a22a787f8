/** Each program of the tour is run against the example server, and what it prints is looked at. */
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { missingLine, tourPrograms } from "./tour-programs.js";
import { startTour, type Tour } from "./tour-server.js";

const folder = "generated-example/tour";
let tour: Tour;

beforeAll(async () => {
  tour = await startTour();
});

afterAll(() => tour[Symbol.asyncDispose]());

test.each(tourPrograms)("$name: $title", { timeout: 120_000 }, async (program) => {
  const lines: string[] = [];
  const log = vi
    .spyOn(console, "log")
    .mockImplementation((...values) => void lines.push(...values.join(" ").split("\n")));
  const { opened } = tour.server.connections;
  try {
    await tour.run(program);
  } finally {
    log.mockRestore();
  }
  expect([missingLine(program.prints, lines), lines]).toEqual([undefined, lines]);
  // A hundred clients have one each; the two sessions of a hundred calls need hardly any.
  if (program.name === "09-session") expect(tour.server.connections.opened - opened).toBeLessThan(110);
  await expect.poll(() => tour.server.connections.open, { timeout: 20_000 }).toBe(0);
});

test("every file of the tour is run, and the README lists it", () => {
  const names = tourPrograms.map(({ name }) => name);
  expect(readdirSync(folder).sort()).toEqual(names.map((name) => `${name}.ts`));
  const readme = readFileSync("README.md", "utf8");
  expect(names.filter((name) => !readme.includes(`(generated-example/tour/${name}.ts)`))).toEqual([]);
});

test("a line that is not printed, or too early, is noticed", () => {
  expect(missingLine([/a/, /b/], ["a", "x", "b"])).toBeUndefined();
  expect(missingLine([/a/, /b/], ["b", "a"])).toEqual(/b/);
});
