import Handlebars from "handlebars";
import type { LiteralValue } from "../code/literal.js";
import { stringLiteral } from "../code/literal.js";

/**
 * Fills a template. Values reach the output only through a helper that fits the place: `{{literal x}}` in code,
 * `{{prose x}}` in Markdown text, `{{inline x}}` between backticks. Handlebars itself escapes nothing here.
 */
export function renderTemplate(template: string, values: Readonly<Record<string, LiteralValue>>): string {
  const handlebars = Handlebars.create();
  handlebars.registerHelper({ literal, prose, inline });
  const render = handlebars.compile(template, {
    noEscape: true,
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: { literal: true, prose: true, inline: true },
  });
  return render(values);
}

function literal(value: unknown): string {
  return stringLiteral(String(value));
}

/** One paragraph of Markdown in which nothing is markup. */
function prose(value: unknown): string {
  return String(value)
    .replace(/\s+/g, " ")
    .replace(/[\\`*_{}[\]<>#|!]/g, "\\$&")
    .trim();
}

/** Text between single backticks. */
function inline(value: unknown): string {
  return String(value)
    .replace(/[`\s]+/g, " ")
    .trim();
}
