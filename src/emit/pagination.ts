import { type Code, code, concat, literal, objectCode } from "../code/code.js";
import { flatText } from "../code/distinct.js";
import { Identifier } from "../code/identifier.js";
import { GlobalSymbol } from "../code/symbol.js";
import type { PageFlag, PageInput, Pagination } from "../model/pagination.js";
import type { ClientPlan, OperationPlan } from "../plan/client-plan.js";
import { atom, typeExpression } from "./type-expression.js";

/** What `PaginationDescriptor` of the runtime's contract asks for. */
export function paginationDescriptor(pagination: Pagination, plan: OperationPlan): Code {
  const { rule, items } = pagination;
  const input = "input" in rule ? inputDescriptor(rule.input, plan) : undefined;
  const output = (name: "next" | "totalPages" | "totalItems" | "hasMore") => outputOf(rule, name);
  return objectCode([
    ["style", literal(rule.style)],
    ["items", literal(items)],
    ["input", input],
    ["first", rule.style === "page" ? literal(rule.first) : undefined],
    ["field", rule.style === "item-cursor" ? literal(rule.field) : undefined],
    ["next", output("next")],
    ["totalPages", output("totalPages")],
    ["totalItems", output("totalItems")],
    ["hasMore", output("hasMore")],
  ]);
}

function outputOf(rule: object, name: string): Code | undefined {
  // Each member of the union has some of the four; all of them are outputs.
  const output = (rule as Readonly<Record<string, PageFlag | undefined>>)[name];
  if (!output) return undefined;
  const negated = output.negated === true ? { negated: true } : {};
  return literal({ ...(output.in === "body" ? { body: output.pointer } : { header: output.name }), ...negated });
}

function inputDescriptor(input: PageInput, plan: OperationPlan): Code {
  const numeric = input.numeric ? { numeric: true } : {};
  if (input.in === "body") return literal({ body: input.pointer, ...numeric });
  const param = plan.params.find(
    ({ parameter }) => parameter.wireName === input.wireName && parameter.location === input.location,
  );
  return literal({ param: param?.name ?? input.wireName, ...numeric });
}

const nonNullable = new GlobalSymbol(new Identifier("NonNullable"));

// Longer types are better named by where they stand.
const longestItem = 60;

/** The type of an item: by its name, or as the element of the list of the body's named type. */
export function listItemType({ item, items }: Pagination, body: Code, plan: ClientPlan): Code {
  const type = typeExpression(item, { plan, openEnums: true, binaryInput: false });
  const isShort = type.width <= longestItem;
  if (isShort || items === "" || !/^[\w$.]+$/.test(flatText(body))) return type;
  const list = items
    .slice(1)
    .split("/")
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce((holder, token) => code`${nonNullable}<${holder}[${token}]>`, body);
  return concat(atom(list), code`[number]`);
}
