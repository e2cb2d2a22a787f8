// What the page does: runs every step against the servers that its own address names, and shows what came of each.
import * as sdk from "../../generated-example/sdk/index.js";
import { runSteps, type StepResult } from "../runtimes/step.js";
import { steps } from "../runtimes/steps.js";
import { browserSteps } from "./browser-steps.js";

const asked = new URLSearchParams(location.search);
const baseUrl = asked.get("server") ?? "";
const closedUrl = asked.get("closed") ?? "";

const results = await runSteps([...steps, ...browserSteps(closedUrl)], { sdk, baseUrl }, show);
const failed = results.filter(({ ok }) => !ok).length;
const summary = failed === 0 ? `All ${results.length} steps are as they should be.` : `${failed} steps failed.`;
element("summary").textContent = `${summary} ${navigator.userAgent}`;
// For whoever drives the browser.
Object.assign(globalThis, { stepResults: results });

function show({ name, ok, text }: StepResult): void {
  const row = document.createElement("tr");
  row.className = ok ? "ok" : "bad";
  row.append(...[ok ? "✓" : "✗", name, text].map(cell));
  element("results").append(row);
}

function cell(text: string): HTMLTableCellElement {
  const made = document.createElement("td");
  made.textContent = text;
  return made;
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new TypeError(`the page has no #${id}`);
  return found;
}
