import { eventNumber } from "../data/ids.js";
import { type ApiEvent, eventTypes } from "../data/records.js";
import type { Exchange, Reply, Route } from "../exchange.js";
import { badRequest } from "../problem.js";
import { queryChoices } from "../query.js";
import { eventBytes, retryBytes } from "../sse.js";
import { byDefault } from "./security.js";

export const eventRoutes: readonly Route[] = [
  { operationId: "streamEvents", method: "GET", path: "/events", security: byDefault, handler: streamEvents },
];

/** A comment line is sent after so long a silence, so that nobody between takes the connection for dead. */
const keepAliveMs = 15_000;
/** Those who do not say where to go on get the latest ones. */
const backlog = 10;

function streamEvents(exchange: Exchange): Reply {
  const { query, request, store } = exchange;
  const types = queryChoices(query, { name: "types", choices: eventTypes, explode: false });
  const lastId = request.headers["last-event-id"];
  const last = lastId === undefined ? Math.max(0, store.events.length - backlog) : eventNumber(String(lastId));
  if (last === undefined) throw badRequest(`There is no event ${lastId}.`);
  const wanted = ({ type }: ApiEvent): boolean => types.length === 0 || types.includes(type);
  const chunks = listen(exchange, { first: last + 1, wanted });
  return {
    status: 200,
    headers: { "cache-control": "no-store" },
    body: { kind: "stream", contentType: "text/event-stream", chunks },
  };
}

interface Interest {
  readonly first: number;
  readonly wanted: (event: ApiEvent) => boolean;
}

/** Tests may ask for the end of the stream after the backlog with `?close=true`, which the document does not know. */
async function* listen({ query, signal, store }: Exchange, { first, wanted }: Interest): AsyncGenerator<Buffer, void> {
  yield retryBytes(1000);
  for (let number = first; !signal.aborted; number++) {
    while (number > store.events.length) {
      if (query.get("close") === "true") return;
      const silence = AbortSignal.timeout(keepAliveMs);
      await store.events.next(AbortSignal.any([signal, silence]));
      if (signal.aborted) return;
      if (silence.aborted) yield Buffer.from(": still here\n\n");
    }
    const logged = store.events.at(number);
    if (logged === undefined || !wanted(logged.event)) continue;
    yield eventBytes({ id: logged.id, event: logged.event.type, data: JSON.stringify(logged.event) });
  }
}
