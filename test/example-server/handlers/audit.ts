import { type AuditRecord, auditActions } from "../data/records.js";
import { pick, seededTime, seedUser } from "../data/seed.js";
import type { Store } from "../data/store.js";
import type { Exchange, Reply, Route } from "../exchange.js";
import { queryChoices, queryInteger, queryTime } from "../query.js";

export const auditRoutes: readonly Route[] = [
  {
    operationId: "exportAuditLog",
    method: "GET",
    path: "/audit-log",
    security: [{ oauth: ["audit:read"] }],
    handler: exportAuditLog,
  },
];

/** JSON Lines: https://jsonlines.org */
function exportAuditLog({ query, store }: Exchange): Reply {
  const since = queryTime(query, "since") ?? -Infinity;
  const actions = queryChoices(query, { name: "action", choices: auditActions, explode: true });
  const limit = queryInteger(query, "limit", { min: 1, fallback: Number.MAX_SAFE_INTEGER });
  const wanted = (entry: AuditRecord): boolean =>
    Date.parse(entry.at) >= since && (actions.length === 0 || actions.includes(entry.action));
  return {
    status: 200,
    body: { kind: "stream", contentType: "application/jsonl", chunks: lines(store, wanted, limit) },
  };
}

/** The log may have millions of entries: they are computed while they are sent, some hundred at a time. */
function* lines(store: Store, wanted: (entry: AuditRecord) => boolean, limit: number): Generator<Buffer, void> {
  let batch = "";
  let sent = 0;
  for (let index = 0; index < entryCount(store) && sent < limit; index++) {
    const entry = entryAt(store, index);
    if (!wanted(entry)) continue;
    sent += 1;
    // The number is put in as text: it may have more digits than a JavaScript number can hold.
    batch += `{"sequence":${store.options.auditStart + BigInt(index)},${JSON.stringify(entry).slice(1)}\n`;
    if (batch.length < 32_768) continue;
    yield Buffer.from(batch);
    batch = "";
  }
  if (batch !== "") yield Buffer.from(batch);
}

function entryCount(store: Store): number {
  return store.options.auditEntries + store.audit.length;
}

function entryAt(store: Store, index: number): AuditRecord {
  const happened = store.audit[index - store.options.auditEntries];
  return happened ?? seededEntry(index + 1);
}

const actors = [1, 2, 3].map(seedUser).map(({ id, name }) => ({ id, name }));

function seededEntry(number: number): AuditRecord {
  return {
    at: seededTime(number),
    action: pick(auditActions, number),
    actor: pick(actors, number),
    target: `/v1/things/${number}`,
    // U+2028 is a line break to JavaScript, but not to JSON Lines.
    ...(number % 5 === 0 ? { details: { note: `entry\u2028${number}`, fields: ["title", "tags"] } } : {}),
  };
}
