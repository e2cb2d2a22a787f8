import type { Api } from "../model/api.js";
import type { ResponseMedia } from "../model/operation.js";
import type { Schema, SchemaId } from "../model/schema.js";
import { mediaSchemas } from "../model/streaming.js";
import { walkSchema } from "../model/walk.js";

/** Where the values of a named schema travel. */
export interface Usage {
  readonly request: boolean;
  readonly response: boolean;
  /** Inside a body that is not JSON: multipart, urlencoded or binary. */
  readonly form: boolean;
}

export type UsageOf = (id: SchemaId) => Usage;

/** What is reachable from the requests and the responses of the operations; a webhook is read as a response is. */
export function usageOf(api: Api): UsageOf {
  const request = new Set<SchemaId>();
  const response = new Set<SchemaId>();
  const form = new Set<SchemaId>();
  for (const operation of api.operations) {
    for (const { schema } of operation.parameters) reach(schema, api, request);
    for (const { schema } of operation.responses.flatMap(({ headers }) => headers)) reach(schema, api, response);
    for (const { schema, itemSchema, mediaType } of operation.body?.media ?? []) {
      reach(schema, api, request);
      if (itemSchema) reach(itemSchema, api, request);
      if (!mediaType.toLowerCase().includes("json")) reach(schema, api, form);
    }
  }
  const received = [...api.operations.flatMap(({ responses }) => responses), ...api.webhooks];
  for (const media of received.flatMap((answer): readonly Partial<ResponseMedia>[] => answer.media)) {
    for (const schema of mediaSchemas(media)) reach(schema, api, response);
  }
  return (id) => ({ request: request.has(id), response: response.has(id), form: form.has(id) });
}

function reach(root: Schema, api: Api, seen: Set<SchemaId>): void {
  const pending = [root];
  for (let next = pending.pop(); next; next = pending.pop()) {
    walkSchema(next, (schema) => {
      if (schema.kind !== "reference" || seen.has(schema.target)) return;
      seen.add(schema.target);
      const named = api.schemas.get(schema.target);
      if (named) pending.push(named.schema);
    });
  }
}
