/** OpenAPI 3.2, 4.20 Link Object and 4.20.3 Runtime Expressions. */
import type { Operation } from "../../model/operation.js";
import type { JsonObject } from "../../spec/json.js";
import { dereference, entriesOf, type Lowering, type Node, objectAt, stringAt } from "../node.js";
import type { OperationSite } from "../operation-sites.js";
import type { Found, OutputDraft } from "./draft.js";
import { responsesOf } from "./facts.js";

/** A link of a success back to its own operation, which sends one thing of the response: a cursor. */
export function linkPagination(site: OperationSite, operation: Operation, lowering: Lowering): Found | undefined {
  const successes = responsesOf(site, lowering).filter(([status]) => status.startsWith("2"));
  const links = successes.flatMap(([, response]) => entriesOf(objectAt(response, "links")));
  // What leads to the page before leads nowhere new.
  const forward = links.filter(([name]) => !/prev|before|back|first|last|self/i.test(name));
  const found = forward.flatMap(([, node]) => {
    const link = dereference(lowering, node);
    return link && isOwn(link, site, operation) ? cursorOf(link) : [];
  });
  const [only] = found;
  if (found.length !== 1 || !only) return undefined;
  return { source: "links", draft: { style: "cursor", param: only.param, next: only.next } };
}

function isOwn(link: Node<JsonObject>, { node }: OperationSite, { operationId }: Operation): boolean {
  const ref = stringAt(link, "operationRef");
  if (ref !== undefined) return ref === `#${node.pointer}`;
  return operationId !== undefined && stringAt(link, "operationId") === operationId;
}

interface SentBack {
  readonly param: string;
  readonly next: OutputDraft;
}

/** `parameters: { cursor: $response.body#/next }`; what is repeated from the request (`$request…`) does not count. */
function cursorOf(link: Node<JsonObject>): readonly SentBack[] {
  const sent = entriesOf(objectAt(link, "parameters")).flatMap(([key, { value }]) => {
    const next = typeof value === "string" ? outputOf(value) : undefined;
    // A parameter may be qualified by its place: `query.cursor`.
    return next === undefined ? [] : [{ param: key.replace(/^(?:query|header|cookie|path)\./, ""), next }];
  });
  return sent.length === 1 ? sent : [];
}

function outputOf(expression: string): OutputDraft | undefined {
  const text = expression.trim().replace(/^\{(.*)\}$/, "$1");
  const pointer = /^\$response\.body#(\/.*)$/.exec(text)?.[1];
  if (pointer !== undefined) return pointer;
  const header = /^\$response\.header\.(.+)$/.exec(text)?.[1];
  return header === undefined ? undefined : { header };
}
