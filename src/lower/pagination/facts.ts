import type { Operation, ResponseMedia } from "../../model/operation.js";
import type { Schema } from "../../model/schema.js";
import { dereference, entriesOf, type Lowering, objectAt } from "../node.js";
import type { OperationSite } from "../operation-sites.js";
import type { Schemas } from "./shapes.js";

/** What a rule is verified against. */
export interface ListFacts {
  readonly operation: Operation;
  readonly schemas: Schemas;
  /** Of the first success that has a JSON body; undefined where none has one. */
  readonly body: Schema | undefined;
  /** The headers that this success declares, in lower case. */
  readonly headers: ReadonlySet<string>;
  /** The JSON body of the request. */
  readonly requestBody: Schema | undefined;
}

export function listFacts(operation: Operation, site: OperationSite, schemas: Schemas, lowering: Lowering): ListFacts {
  const success = operation.responses.find(({ isError, media }) => !isError && media.some(isJsonMedia));
  const media = success?.media.find(isJsonMedia);
  return {
    operation,
    schemas,
    body: media?.schema,
    // Hardly an operation is asked for them.
    get headers() {
      return success ? headersOf(success.status, site, lowering) : new Set<string>();
    },
    requestBody: operation.body?.media.find(({ mediaType }) => /json/i.test(mediaType))?.schema,
  };
}

function isJsonMedia({ kind, schema }: ResponseMedia): boolean {
  return kind === "json" && schema !== undefined;
}

/** As they are written: the model has only those that lead somewhere. */
function headersOf(status: string, site: OperationSite, lowering: Lowering): ReadonlySet<string> {
  const response = responsesOf(site, lowering).find(([key]) => key.trim().toUpperCase() === status.toUpperCase())?.[1];
  const headers = response && objectAt(response, "headers");
  return new Set(entriesOf(headers).map(([name]) => name.toLowerCase()));
}

/** The responses of an operation by status, references followed. */
export function responsesOf(site: OperationSite, lowering: Lowering) {
  return entriesOf(objectAt(site.node, "responses")).flatMap(([key, node]) => {
    const object = key.startsWith("x-") ? undefined : dereference(lowering, node);
    return object ? [[key, object] as const] : [];
  });
}
