import { rootPointer } from "../../diagnostics/origin.js";
import type { Api } from "../../model/api.js";
import type { Operation } from "../../model/operation.js";
import type { Pagination } from "../../model/pagination.js";
import type { JsonObject } from "../../spec/json.js";
import { datadogPagination } from "../extensions/datadog-pagination.js";
import { fernPagination } from "../extensions/fern-pagination.js";
import { microsoftPageable } from "../extensions/microsoft-pageable.js";
import { scalarPagination } from "../extensions/scalar-pagination.js";
import { speakeasyPagination } from "../extensions/speakeasy-pagination.js";
import { stainlessPagination } from "../extensions/stainless-pagination.js";
import type { Lowering, Node } from "../node.js";
import type { OperationSite } from "../operation-sites.js";
import type { Found, PaginationOptions } from "./draft.js";
import { listFacts } from "./facts.js";
import { inferredPagination } from "./infer.js";
import { linkPagination } from "./links.js";
import { Misfit, verified } from "./verify.js";

/** Which of the operations list something page by page, and how. */
export function lowerPagination(
  api: Api,
  sites: readonly OperationSite[],
  lowering: Lowering,
  options: PaginationOptions,
): Api {
  const places = new Map(sites.map((site) => [`${site.method} ${site.path}`, site]));
  const operations = api.operations.map((operation) => {
    const site = places.get(`${operation.method} ${operation.path}`);
    const pagination = site && !isStream(operation) && paginationOf(operation, site, { api, lowering, options });
    return pagination ? { ...operation, pagination } : operation;
  });
  return { ...api, operations };
}

/** What comes as a stream does not come in pages. */
function isStream({ streamFlag, responses }: Operation): boolean {
  const kinds = responses.flatMap(({ isError, media }) => (isError ? [] : media.map(({ kind }) => kind)));
  return streamFlag !== undefined || kinds.some((kind) => kind === "events" || kind === "lines");
}

interface Context {
  readonly api: Api;
  readonly lowering: Lowering;
  readonly options: PaginationOptions;
}

/** What the document may say at an operation: a rule, `false` for none, undefined where it says nothing. */
type ReadExtension = (
  site: OperationSite,
  operation: Operation,
  root: Node<JsonObject>,
  lowering: Lowering,
) => Found | false | undefined;

const extensions: readonly ReadExtension[] = [
  speakeasyPagination,
  fernPagination,
  stainlessPagination,
  scalarPagination,
  microsoftPageable,
  datadogPagination,
];

/** The first rule that fits. One that somebody states and that does not fit is reported. */
function paginationOf(operation: Operation, site: OperationSite, context: Context): Pagination | undefined {
  const { api, lowering, options } = context;
  const facts = listFacts(operation, site, api.schemas, lowering);
  const root: Node<JsonObject> = { value: lowering.document.root, pointer: rootPointer };
  const sources: readonly (() => Found | false | undefined)[] = [
    () => configured(operation, options),
    ...extensions.map((read) => () => read(site, operation, root, lowering)),
    () => linkPagination(site, operation, lowering),
    () => (options.infer === false ? undefined : inferredPagination(facts)),
  ];
  for (const source of sources) {
    const found = source();
    if (found === false) return undefined;
    if (!found) continue;
    const result = "problem" in found ? new Misfit(found.problem) : verified(found.draft, found.source, facts);
    if (!(result instanceof Misfit)) return result;
    // A guess that does not fit is no guess.
    if (found.source === "inferred") continue;
    const { reason } = result;
    lowering.diagnostics.report("lower/pagination-misfit", operation.origin, { source: found.source, reason });
  }
  return undefined;
}

/** By operationId or by `GET /pets`. Names that are no operation's are reported with the other settings. */
function configured(
  { operationId, method, path }: Operation,
  { operations = {} }: PaginationOptions,
): Found | false | undefined {
  const name = [operationId, `${method} ${path}`].find((key) => key !== undefined && Object.hasOwn(operations, key));
  const draft = name === undefined ? undefined : operations[name];
  if (draft === undefined || draft === false) return draft;
  return { source: "configuration", draft };
}
