import { alternatives, type Code, code, literal, typeArguments } from "../code/code.js";
import { distinctCodes } from "../code/distinct.js";
import type { EventFormat, ResponseMedia } from "../model/operation.js";
import type { Schema } from "../model/schema.js";
import { type OperationStream, streamOf } from "../model/streaming.js";
import type { ClientPlan, OperationPlan } from "../plan/client-plan.js";
import { typeExpression } from "./type-expression.js";

export function operationStream({ operation }: OperationPlan): OperationStream | undefined {
  return streamOf(operation.responses);
}

/** What one item of the stream is: `ServerSentEvent<models.Chunk>`, `models.Entry`. */
export function itemType({ kind, media }: OperationStream, plan: ClientPlan): Code {
  return kind === "events" ? eventType(media, plan) : schemaType(media.itemSchema, "json", plan);
}

/** A member for each event that has a name of its own: `event` tells them apart. */
function eventType({ itemSchema, events }: ResponseMedia, plan: ClientPlan): Code {
  const { named = [], onlyNamed = false, format = "text" } = events ?? {};
  const { ServerSentEvent } = plan.runtime;
  const types = named.map((event) =>
    typeArguments(ServerSentEvent, schemaType(event.schema, event.format, plan), literal(event.name)),
  );
  const others = onlyNamed ? [] : [typeArguments(ServerSentEvent, schemaType(itemSchema, format, plan))];
  return alternatives(distinctCodes([...types, ...others]), "|");
}

function schemaType(schema: Schema | undefined, format: EventFormat, plan: ClientPlan): Code {
  if (schema) return typeExpression(schema, { plan, openEnums: true, binaryInput: false });
  return format === "text" ? code`string` : code`unknown`;
}
