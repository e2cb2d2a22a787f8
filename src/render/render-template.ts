import Handlebars from "handlebars";
import { visibleText } from "../code/doc-comment.js";
import type { LiteralValue } from "../code/literal.js";
import { stringLiteral } from "../code/literal.js";

/**
 * Fills a template. Values reach the output only through a helper that fits the place: `{{literal x}}` in code,
 * `{{prose x}}` in Markdown text, `{{inline x}}` between backticks. Handlebars itself escapes nothing here.
 *
 * @param compiled what `precompiledTemplate` has made of this very template
 */
export function renderTemplate(
  template: string,
  values: Readonly<Record<string, LiteralValue>>,
  compiled?: TemplateSpecification,
): string {
  const handlebars = Handlebars.create();
  handlebars.registerHelper({ literal, prose, inline });
  const render = compiled ? handlebars.template(compiled) : handlebars.compile(template, compileOptions);
  return render(values);
}

const compileOptions = {
  noEscape: true,
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: { literal: true, prose: true, inline: true },
};

/** The template as JavaScript, as `compiled` above takes it: an expression. Handlebars needs longer to make it than to run it. */
export function precompiledTemplate(template: string): string {
  // What `@root` and `@index` are is worked out at each step, and costs more than all else: only where somebody asks.
  return String(Handlebars.precompile(template, { ...compileOptions, data: template.includes("@") }));
}

function literal(value: unknown): string {
  return stringLiteral(given(value));
}

/** Handlebars is not strict about what helpers are given. A template that asks for what is not there is our mistake. */
function given(value: unknown): string {
  if (value === undefined || value === null) throw new TypeError("a template asks for a value that it is not given");
  return String(value);
}

// Words of printable ASCII with single spaces between them, and nothing that is looked for below: nearly all there is.
const plainProse = /^[$-)+-;=?-Z^a-z~"%]+(?: [$-)+-;=?-Z^a-z~"%]+)*$/;
const plainInline = /^[!-_a-~]+(?: [!-_a-~]+)*$/;

/** One paragraph of Markdown in which nothing is markup. */
function prose(value: unknown): string {
  const text = given(value);
  if (plainProse.test(text)) return text;
  return visibleText(text)
    .replace(/\s+/g, " ")
    .replace(/[\\`*_{}[\]<>#|!]/g, "\\$&")
    .trim();
}

/** Text between single backticks. */
function inline(value: unknown): string {
  const text = given(value);
  if (plainInline.test(text)) return text;
  return visibleText(text)
    .replace(/[`\s]+/g, " ")
    .trim();
}
