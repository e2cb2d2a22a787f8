import type { ResponseInfo } from "../response.js";
import type { PageFlag, PageInput, PageOutput, PaginationDescriptor } from "./pagination-descriptor.js";
import { valueAt, withValueAt } from "./pointer.js";

/** The parameters of a list's function. */
export type Params = Readonly<Record<string, unknown>>;

/** What is known of a page that has come. */
export interface Arrived {
  readonly body: unknown;
  readonly items: readonly unknown[];
  readonly response: ResponseInfo;
  /** Where it began; undefined: where the parameters say. */
  readonly cursor: string | undefined;
  /** How many items the walk has met, with this page; undefined where it did not begin at the first page. */
  readonly seen: number | undefined;
}

/** The parameters with the cursor put in its place. */
export function paramsAt(input: PageInput, params: Params, cursor: string): Params {
  const value = input.numeric === true ? Number(cursor) : cursor;
  if (input.param !== undefined) return { ...params, [input.param]: value };
  return { ...params, body: withValueAt(params["body"], input.body ?? "", value) };
}

/** What the parameters ask for: the page's number or its offset, where the caller has given one. */
export function positionIn(input: PageInput, params: Params): number | undefined {
  const value = input.param === undefined ? valueAt(params["body"], input.body ?? "") : ownValue(params, input.param);
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) ? number : undefined;
}

function ownValue(params: Params, name: string): unknown {
  return Object.hasOwn(params, name) ? params[name] : undefined;
}

/** The cursor, address or count that a page has at this place; undefined where there is none: an end is written in many ways. */
export function outputText(output: PageOutput | undefined, page: Arrived): string | undefined {
  if (output === undefined) return undefined;
  const value =
    output.header === undefined ? valueAt(page.body, output.body ?? "") : page.response.headers.get(output.header);
  if (typeof value === "string") return value === "" ? undefined : value;
  return typeof value === "number" || typeof value === "bigint" ? String(value) : undefined;
}

export function outputNumber(output: PageOutput | undefined, page: Arrived): number | undefined {
  const text = outputText(output, page);
  const number = text === undefined ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** Whether the server says that more follows; undefined where it does not say. */
export function outputFlag(output: PageFlag | undefined, page: Arrived): boolean | undefined {
  if (output === undefined) return undefined;
  const said = output.header === undefined ? valueAt(page.body, output.body ?? "") : headerFlag(output.header, page);
  return typeof said === "boolean" ? said !== (output.negated === true) : undefined;
}

function headerFlag(name: string, { response }: Arrived): boolean | undefined {
  const text = response.headers.get(name)?.toLowerCase();
  return text === "true" || text === "1" ? true : text === "false" || text === "0" ? false : undefined;
}

/** Rules whose pages are asked for by a parameter. */
export type InputRule = Extract<PaginationDescriptor, { readonly input: PageInput }>;

export function hasInput(rule: PaginationDescriptor): rule is InputRule {
  return "input" in rule;
}
