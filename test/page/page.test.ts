import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pageAssets } from "../../src/host/assets.js";
import { pageData } from "../../src/page/page-data.js";
import { renderPage } from "../../src/page/render-page.js";
import { compileText } from "../scenarios/support/compile.js";

const executablePath = "/usr/bin/chromium";
const isThere = existsSync(executablePath);
if (!isThere) console.warn(`skipped: the page of inspect --html, as there is no ${executablePath}`);

const evil = `</script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 2"><!-- \${hacked} \u2028 */`;

const document = {
  openapi: "3.1.0",
  info: { title: evil, version: evil, description: evil },
  servers: [{ url: `https://example.com/${evil}` }],
  tags: [{ name: "pets", description: evil }],
  paths: {
    "/pets/{petId}": {
      get: {
        operationId: "getPet",
        tags: ["pets"],
        summary: evil,
        description: `${evil} more`,
        parameters: [
          { name: "petId", in: "path", required: true, description: evil, schema: { type: "string", example: evil } },
          { name: evil, in: "query", schema: { enum: [evil] } },
        ],
        responses: {
          "200": {
            description: evil,
            content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } },
          },
          "404": {
            description: evil,
            content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Pet: { type: "object", description: evil, properties: { [evil]: { type: "string", description: evil } } },
    },
  },
};

async function html(): Promise<string> {
  const { api, plan } = await compileText(JSON.stringify(document));
  const diagnostics = [{ code: "a/b", severity: "warning", message: evil, hint: evil, place: evil }];
  return renderPage({ title: evil, data: { ...pageData(api, plan), diagnostics }, ...pageAssets() });
}

test("nothing of the document is markup, and nothing is fetched", { timeout: 60_000 }, async () => {
  const text = await html();
  expect(text.match(/<script/g)).toHaveLength(2);
  expect(text.match(/<\/script>/g)).toHaveLength(2);
  expect(text).not.toContain("<img");
  expect(text).toContain("default-src 'none'");
  expect(text.replace(/<script type="application\/json"[\s\S]*?<\/script>/, "")).not.toMatch(
    /\b(?:src|href)="?https?:|url\(|@import/,
  );
});

describe.skipIf(!isThere)("in Chromium", () => {
  let folder: string;
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];
  const requests: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "sdkwright-page-"));
    const file = join(folder, "page.html");
    await writeFile(file, await html());
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"], timeout: 120_000 });
    page = await browser.newPage();
    page.setDefaultTimeout(120_000);
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => faults.push(message.text()));
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(file).href);
  }, 300_000);

  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  test("a hostile document is shown as text, runs nothing and fetches nothing", { timeout: 300_000 }, async () => {
    for (const row of await page.locator("summary").all()) await row.click();
    // What is opened is drawn then: the operation's and the model's.
    expect(await page.locator("details .body").count()).toBe(2);
    expect(await page.locator(".about").first().textContent()).toContain("<script>window.hacked = 1</script>");
    expect(await page.evaluate("window.hacked")).toBeUndefined();
    expect(await page.locator("img").count()).toBe(0);
    expect(faults).toEqual([]);
    expect(requests.filter((url) => !url.startsWith("file:"))).toEqual([]);
  });

  test("methods, models and their fields are there; search finds, Escape ends it", { timeout: 300_000 }, async () => {
    const rows = page.locator("details:not(.hidden)");
    expect(await rows.count()).toBe(2);
    expect(await page.locator("details").first().locator("pre").first().textContent()).toContain("client.pets.get(");
    await page.keyboard.press("/");
    await page.keyboard.type("getpet");
    expect(await rows.count()).toBe(1);
    await page.keyboard.type(" nowhere");
    expect(await rows.count()).toBe(0);
    expect(await page.getByRole("status").textContent()).toContain("Nothing");
    await page.keyboard.press("Escape");
    expect(await rows.count()).toBe(2);
  });

  test("it fits a narrow screen", { timeout: 300_000 }, async () => {
    await page.setViewportSize({ width: 360, height: 700 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
  });
});
