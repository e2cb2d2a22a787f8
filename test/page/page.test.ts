import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pageAssets } from "../../src/host/assets.js";
import { pageData } from "../../src/page/page-data.js";
import { renderPage } from "../../src/page/render-page.js";
import { compileText } from "../scenarios/support/compile.js";

const executablePath = "/usr/bin/chromium";
const isThere = existsSync(executablePath);
if (!isThere) console.warn(`skipped: the page of inspect --html, as there is no ${executablePath}`);

const evil = `</script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 2"><!-- \${hacked} \u2028 */`;

/** Markdown that is hostile in its own ways, and some that is not. */
const prose = `# Heading

Some **bold** \`code\` of [a link](https://example.com/a), [a script](javascript:window.hacked=3), [a file](file:///etc/passwd),
[data](data:text/html,<script>window.hacked=4</script>), [here](#top), ![picture](https://example.com/p.png) and <b onclick="hacked()">markup</b>.

| a | b |
| - | - |
| 1<br>2 | <img src=x onerror=alert(1)> |

- one
- two

\`\`\`sh
curl $(it) </script>
\`\`\`
`;

const document = {
  openapi: "3.1.0",
  info: { title: evil, version: evil, description: evil },
  servers: [{ url: `https://example.com/${evil}` }],
  tags: [{ name: "pets", description: evil }],
  paths: {
    "/pets/{petId}": {
      put: {
        operationId: "putPet",
        tags: ["pets"],
        parameters: [{ name: "petId", in: "path", required: true, schema: { type: "string" } }],
        requestBody: {
          content: {
            "application/json": { schema: { $ref: "#/components/schemas/Dog" } },
            "text/plain": { schema: { type: "string" } },
          },
        },
        responses: { "204": { description: "Done." } },
      },
      get: {
        operationId: "getPet",
        tags: ["pets"],
        summary: evil,
        description: prose,
        parameters: [
          { name: "petId", in: "path", required: true, description: evil, schema: { type: "string", example: evil } },
          { name: evil, in: "query", schema: { enum: [evil] } },
        ],
        responses: {
          "200": {
            description: evil,
            content: {
              "application/json": { schema: { $ref: "#/components/schemas/Pet" } },
              "text/csv": { schema: { type: "string" } },
            },
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
      Dog: {
        description: "A dog.\n\nOf a **pet**.",
        allOf: [
          { $ref: "#/components/schemas/Pet" },
          { type: "object", required: ["bark"], properties: { bark: { type: "string", description: "How *loud*." } } },
        ],
      },
    },
  },
};

/** A node of the page, as these programs know it: they have no types of the DOM. */
interface TreeNode {
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly childNodes: Iterable<TreeNode>;
}

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

  const entry = (id: string): Locator => page.locator(`[id='${id}']`);

  /** The texts of each element with a space between them, also where it is not drawn yet. */
  const words = (elements: Locator): Promise<readonly string[]> =>
    elements.evaluateAll((list) => {
      const textsOf = (node: TreeNode): readonly string[] =>
        node.nodeType === 3 ? [node.textContent ?? ""] : [...node.childNodes].flatMap(textsOf);
      return list.map((element) => textsOf(element).join(" ").replaceAll(/\s+/g, " ").trim());
    });

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
    // What is opened is drawn then: the operations' and the models'.
    await expect.poll(() => page.locator("details .body").count(), { timeout: 60_000 }).toBe(4);
    expect(await page.locator(".about").first().textContent()).toContain("<script>window.hacked = 1</script>");
    expect(await page.evaluate("window.hacked")).toBeUndefined();
    expect(await page.locator("img").count()).toBe(0);
    expect(faults).toEqual([]);
    expect(requests.filter((url) => !url.startsWith("file:"))).toEqual([]);
  });

  test("methods, models and their fields are there; search finds, Escape ends it", { timeout: 300_000 }, async () => {
    const rows = page.locator("details:not(.hidden)");
    expect(await rows.count()).toBe(4);
    expect(await entry("pets.get").locator(".code pre").first().textContent()).toContain("client.pets.get(");
    await page.keyboard.press("/");
    await page.keyboard.type("getpet");
    expect(await rows.count()).toBe(1);
    await page.keyboard.type(" nowhere");
    expect(await rows.count()).toBe(0);
    expect(await page.getByRole("status").textContent()).toContain("Nothing");
    await page.keyboard.press("Escape");
    expect(await rows.count()).toBe(4);
  });

  test("descriptions are Markdown: a few kinds of elements, and links to the web alone", async () => {
    const body = entry("pets.get").locator(".body > .rich");
    expect(await body.locator("h4, strong, p code, li, td, pre").allTextContents()).toEqual([
      "Heading",
      "bold",
      "code",
      "12",
      "<img src=x onerror=alert(1)>",
      "one",
      "two",
      "curl $(it) </script>",
    ]);
    const links = await body.locator("a").evaluateAll((list) => list.map((link) => link.outerHTML));
    const attributes = 'rel="noreferrer noopener" target="_blank"';
    expect(links).toEqual([
      `<a href="https://example.com/a" ${attributes}>a link</a>`,
      `<a href="https://example.com/p.png" ${attributes}>picture</a>`,
    ]);
    expect(await body.textContent()).toContain('<b onclick="hacked()">markup</b>');
  });

  test("a model of allOf has all its fields; several media types have a row each", async () => {
    expect(await words(page.locator("[id='model Dog'] .row dt"))).toEqual([
      "bark * required",
      `${evil} of Pet`.replaceAll(/\s+/g, " "),
    ]);
    expect(await page.locator("[id='model Dog'] .body > p").textContent()).toBe("Pet & { … }");
    expect(await words(entry("pets.put").locator(".row"))).toEqual([
      "petId * path, required string",
      'contentType chooses the body "application/json" | "text/plain" Default: application/json',
      "body application/json Dog",
      "body text/plain string",
      "204 no content undefined Done.",
    ]);
    const answers = await words(entry("pets.get").locator("dl").nth(1).locator(".row"));
    expect(answers.map((text) => text.split(" ").slice(0, 3))).toEqual([
      ["200", "application/json", "Pet"],
      ["200", "text/csv", "string"],
    ]);
  });

  test("it fits a narrow screen", { timeout: 300_000 }, async () => {
    await page.setViewportSize({ width: 360, height: 700 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
  });
});
