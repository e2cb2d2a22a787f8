/** What `pages` declares. Where a list's end stands in no body, it is made of how many pages there are. */
import type { OperationDescriptor } from "../contract.js";
import { hasInput } from "../pagination/page-position.js";
import type { PageFlag, PageOutput, PaginationDescriptor } from "../pagination/pagination-descriptor.js";
import { valueAt, withValueAt } from "../pagination/pointer.js";
import { declaredAnswer } from "./declared-answer.js";
import type { Answer } from "./fake-response.js";

/** @throws MockError where the document declares other bodies */
export function pageAnswers(operation: OperationDescriptor, bodies: readonly unknown[]): readonly Answer[] {
  const rule = operation.pagination;
  return bodies.map((body, index) => {
    const headers = rule === undefined ? {} : saidInHeaders(rule, bodies, index);
    const answer = declaredAnswer(operation, { status: 200, body, options: { headers } });
    const hasLink = rule?.style === "link" && index < bodies.length - 1 && answer.kind === "response";
    return hasLink ? { ...answer, nextPage: index + 2 } : answer;
  });
}

/** By the names of their headers. */
function saidInHeaders(
  rule: PaginationDescriptor,
  bodies: readonly unknown[],
  index: number,
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  const say = (output: PageOutput | undefined, value: string | number | boolean): void => {
    if (output?.header !== undefined) headers[output.header] = String(value);
  };
  const isLast = index === bodies.length - 1;
  if ("next" in rule && !isLast) say(rule.next, rule.style === "cursor" ? `page-${index + 2}` : `?page=${index + 2}`);
  if ("hasMore" in rule) say(rule.hasMore, flag(rule.hasMore, !isLast));
  if ("totalPages" in rule) say(rule.totalPages, bodies.length);
  if ("totalItems" in rule)
    say(
      rule.totalItems,
      bodies.reduce((sum: number, body) => sum + countOf(rule, body), 0),
    );
  return headers;
}

function flag(output: PageFlag | undefined, hasMore: boolean): boolean {
  return hasMore !== (output?.negated === true);
}

function countOf(rule: PaginationDescriptor, body: unknown): number {
  const items = valueAt(body, rule.items);
  return Array.isArray(items) ? items.length : 0;
}

/**
 * The empty page that ends a list where nothing else does; undefined for lists whose pages say themselves whether another
 * one follows, and for those that must not be empty.
 */
export function emptyPage(operation: OperationDescriptor, body: unknown): Answer | undefined {
  const rule = operation.pagination;
  if (rule?.style !== "page" && rule?.style !== "offset" && rule?.style !== "item-cursor") return undefined;
  try {
    return declaredAnswer(operation, { status: 200, body: withValueAt(body, rule.items, []) });
  } catch {
    return undefined;
  }
}

/** Which page the parameters ask for; undefined: the first. */
export function pageAskedFor(rule: PaginationDescriptor | undefined, params: unknown): unknown {
  if (rule === undefined || !hasInput(rule)) return undefined;
  const { param, body } = rule.input;
  return valueAt(
    params,
    param === undefined ? `/body${body ?? ""}` : `/${param.replaceAll("~", "~0").replaceAll("/", "~1")}`,
  );
}
