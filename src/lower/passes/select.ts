import type { Diagnostics } from "../../diagnostics/diagnostic.js";
import { suggest } from "../../diagnostics/suggest.js";
import type { Api } from "../../model/api.js";
import type { Operation } from "../../model/operation.js";
import type { NamedSchema, SchemaId } from "../../model/schema.js";
import type { Webhook } from "../../model/webhook.js";

/** Which operations and webhooks to take: patterns as the configuration's `include` and `exclude` have them. */
export interface Selection {
  /** Empty: all. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Single operations that are not taken, and with them what they call back: `GET /pets`. */
  readonly leftOut?: ReadonlySet<string> | undefined;
}

/** What a pattern is matched against. */
interface Candidate {
  readonly method: string;
  /** Undefined for webhooks of the document. */
  readonly path: string | undefined;
  readonly tags: readonly string[];
  readonly name: string | undefined;
}

/** The API with the chosen operations alone, and with the schemas that these need. */
export function select(api: Api, { include, exclude, leftOut = none }: Selection, diagnostics: Diagnostics): Api {
  if (include.length === 0 && exclude.length === 0 && leftOut.size === 0) return api;
  const candidates = [...api.operations.map(operationCandidate), ...api.webhooks.map(webhookCandidate)];
  const wanted = include.map(matcher);
  const unwanted = exclude.map(matcher);
  const isTaken = (candidate: Candidate): boolean =>
    (wanted.length === 0 || wanted.some((matches) => matches(candidate))) &&
    !unwanted.some((matches) => matches(candidate));
  for (const pattern of [...include, ...exclude]) {
    if (candidates.some(matcher(pattern))) continue;
    const near = suggest(pattern, candidates.flatMap(namesOf));
    diagnostics.report("config/unmatched-selection", undefined, { pattern, suggestion: near });
  }
  const operations = api.operations.filter(
    (operation) => isTaken(operationCandidate(operation)) && !leftOut.has(requestLine(operation)),
  );
  const webhooks = api.webhooks.filter(
    (webhook) => isTaken(webhookCandidate(webhook)) && !(webhook.caller && leftOut.has(requestLine(webhook.caller))),
  );
  return { ...api, operations, webhooks, schemas: reachable(api.schemas, [operations, webhooks]) };
}

const none: ReadonlySet<string> = new Set();

/** `GET /pets`: unique, as an operationId need not be there. */
export function requestLine({ method, path }: Pick<Operation, "method" | "path">): string {
  return `${method} ${path}`;
}

function operationCandidate({ method, path, tags, operationId }: Operation): Candidate {
  return { method, path, tags, name: operationId };
}

function webhookCandidate({ method, caller, wireName }: Webhook): Candidate {
  return { method, path: caller?.path, tags: [], name: caller ? caller.operationId : wireName };
}

function namesOf({ path, tags, name }: Candidate): readonly string[] {
  return [...(path === undefined ? [] : [path]), ...tags.map((tag) => `tag:${tag}`), ...(name ? [name] : [])];
}

/** `tag:pets`, `/pets/**`, `GET /pets`; anything else is an operationId, the name of a webhook, or a tag. */
function matcher(pattern: string): (candidate: Candidate) => boolean {
  if (pattern.startsWith("tag:")) {
    const tag = glob(pattern.slice("tag:".length));
    return ({ tags }) => tags.some((name) => tag.test(name));
  }
  const [, method, path] = /^(?:([A-Za-z]+)\s+)?(\/.*)$/.exec(pattern) ?? [];
  if (path !== undefined) {
    const expression = glob(path);
    return (candidate) =>
      candidate.path !== undefined &&
      expression.test(candidate.path) &&
      (method === undefined || candidate.method === method.toUpperCase());
  }
  const expression = glob(pattern);
  return ({ name, tags }) => (name !== undefined && expression.test(name)) || tags.some((tag) => expression.test(tag));
}

/** `*` is anything up to the next slash, `**` anything at all; braces are a path's own. */
function glob(pattern: string): RegExp {
  const source = pattern
    .split(/(\*\*|\*)/)
    .map((part) => (part === "**" ? ".*" : part === "*" ? "[^/]*" : part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")))
    .join("");
  // `/pets/**` means `/pets` as well.
  return new RegExp(`^${source.replace(/\\\/\.\*$/, "(?:\\/.*)?")}$`, "s");
}

/** The schemas that the roots refer to, and those that these refer to, in the order of the document. */
function reachable(
  schemas: ReadonlyMap<SchemaId, NamedSchema>,
  roots: readonly unknown[],
): ReadonlyMap<SchemaId, NamedSchema> {
  const found = new Set<SchemaId>();
  const pending: unknown[] = [...roots];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const target of targetsIn(next)) {
      if (found.has(target)) continue;
      found.add(target);
      pending.push(schemas.get(target));
    }
  }
  return new Map([...schemas].filter(([id]) => found.has(id)));
}

/** Every reference within a part of the model, wherever in it schemas stand. */
function targetsIn(part: unknown): readonly SchemaId[] {
  const targets: SchemaId[] = [];
  const pending: unknown[] = [part];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (typeof value !== "object" || value === null) continue;
    // A reference schema is the only thing in the model with this kind; an example that looks like one only keeps a schema.
    if ("kind" in value && value.kind === "reference" && "target" in value) targets.push(value.target as SchemaId);
    pending.push(...Object.values(value).filter((inner) => typeof inner === "object" && inner !== null));
  }
  return targets;
}
