import { resolve } from "node:path";
import type { Browser } from "playwright-core";
import { build, type InlineConfig, preview } from "vite";
import { projectRoot } from "../corpus/documents.js";
import { type RecordedRequest, startInkwell } from "../example-server/start.js";
import { exampleSdk, runtimesFolder, writeSdk } from "../runtimes/bundle.js";
import type { Outcome } from "../runtimes/run-hosts.js";
import type { StepResult } from "../runtimes/step.js";
import { serverOptions } from "../runtimes/steps.js";
import { launchChromium, missingChromium } from "./chromium.js";

/** What came of all steps on the page. */
export async function runInChromium(): Promise<{ readonly host: string; readonly fetch?: Outcome }> {
  if (missingChromium !== undefined) return { host: missingChromium };
  const { results, version, screenshot } = await visitPage();
  process.stderr.write(`the page: ${screenshot}\n`);
  const problems = results.filter(({ ok }) => !ok).map(({ name, text }) => `${name}: ${text}`);
  const fetch = { passed: results.length - problems.length, of: results.length, problems };
  return { host: `Chromium ${version}, bundled by Vite`, fetch };
}

export interface Visit {
  /** Of the browser. */
  readonly version: string;
  readonly results: readonly StepResult[];
  /** What the page says of itself when it is done. */
  readonly summary: string;
  /** What the server got of the page. */
  readonly requests: readonly RecordedRequest[];
  /** Errors of the page that no step met. */
  readonly pageErrors: readonly string[];
  /** A PNG of the whole page when it was done: its path. */
  readonly screenshot: string;
}

/** Below `.cache`, which git ignores; elsewhere by SCREENSHOT=/tmp/page.png. */
const screenshot = resolve(process.env["SCREENSHOT"] ?? resolve(runtimesFolder, "page.png"));

/** Builds the page with Vite, opens it in Chromium, waits until it is done, and keeps a picture of it. */
export async function visitPage(): Promise<Visit> {
  const config = await buildPage();
  await using open = await startInkwell({ ...serverOptions, cors: true });
  await using closed = await startInkwell(serverOptions);
  const site = await preview({ ...config, preview: { port: 0, host: "127.0.0.1" } });
  const browser = await launchChromium();
  try {
    const address = site.resolvedUrls?.local[0] ?? "";
    const query = new URLSearchParams({ server: open.url, closed: closed.url });
    const page = await readPage(browser, `${address}?${query}`);
    return { ...page, version: browser.version(), requests: open.requests, screenshot };
  } finally {
    await browser.close();
    await site.close();
  }
}

async function buildPage(): Promise<InlineConfig> {
  const sdk = await writeSdk("fetch", resolve(runtimesFolder, "page-sdk"));
  const config: InlineConfig = {
    configFile: false,
    root: resolve(projectRoot, "test/browser"),
    logLevel: "warn",
    resolve: { alias: [{ find: exampleSdk, replacement: `${sdk}/` }] },
    build: { outDir: resolve(runtimesFolder, "page"), emptyOutDir: true, target: "es2022" },
  };
  await build(config);
  return config;
}

async function readPage(browser: Browser, url: string): Promise<Pick<Visit, "results" | "summary" | "pageErrors">> {
  const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
  const pageErrors: string[] = [];
  page.on("pageerror", (error) => void pageErrors.push(String(error)));
  await page.goto(url);
  await page.waitForFunction(() => "stepResults" in globalThis, undefined, { timeout: 240_000 });
  await page.screenshot({ path: screenshot, fullPage: true });
  const results = await page.evaluate(() => Reflect.get(globalThis, "stepResults") as StepResult[]);
  return { results, summary: (await page.textContent("#summary")) ?? "", pageErrors };
}
