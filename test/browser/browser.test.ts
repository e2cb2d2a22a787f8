import { statSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { steps } from "../runtimes/steps.js";
import { browserSteps } from "./browser-steps.js";
import { missingChromium } from "./chromium.js";
import { type Visit, visitPage } from "./run-in-chromium.js";

const everyStep = [...steps, ...browserSteps("")].map(({ name }) => name);

describe.skipIf(missingChromium !== undefined)("a page bundled by Vite from the SDK for browsers, in Chromium", () => {
  let visit: Visit;

  beforeAll(async () => {
    visit = await visitPage();
    console.log(`The page, as it looked: ${visit.screenshot}`);
  }, 300_000);

  test("every step is as it should be", () => {
    expect(visit.results.filter(({ ok }) => !ok)).toEqual([]);
    expect(visit.results.map(({ name }) => name)).toEqual(everyStep);
  });

  test("a picture of the page is kept", () => {
    const { size } = statSync(visit.screenshot);
    expect(size).toBeGreaterThan(10_000);
  });

  test("the page says so, and no error was left over", () => {
    expect(visit.summary).toMatch(new RegExp(`^All ${everyStep.length} steps are as they should be\\.`));
    expect(visit.pageErrors).toEqual([]);
  });

  test("a plain GET is sent as it is: nothing in it makes the browser ask the server first", () => {
    const health = visit.requests.filter(({ path }) => path === "/health");
    expect(health.map(({ method }) => method)).toEqual(["GET", "GET"]);
    expect(health[0]?.headers).not.toHaveProperty("x-request-id");
    for (const { headers } of health) expect(headers["user-agent"]).toMatch(/^Mozilla\/5\.0 /);
  });

  test("an id that is given is sent", () => {
    const ids = visit.requests
      .filter(({ method }) => method !== "OPTIONS")
      .map(({ headers }) => headers["x-request-id"]);
    expect(ids.filter((id) => id !== undefined)).toEqual(["everywhere-1"]);
  });
});

test.runIf(missingChromium !== undefined)(`the browser is skipped: ${missingChromium}`, () => {
  expect(missingChromium).toContain("apt-get install -y chromium");
});
