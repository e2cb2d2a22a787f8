import type { SchemaId } from "../../model/schema.js";
import { type Change, ChangeLog, type Impact } from "./change.js";
import { diffOperation, type OperationSide } from "./diff-operation.js";
import { diffSchema } from "./diff-schema.js";
import type { Side } from "./side.js";

/** How the public surface of an SDK changes from one document to another. */
export interface SurfaceDiff {
  readonly format: 1;
  /** The part of the version to raise (https://semver.org); "none" where nothing changed. */
  readonly bump: "major" | "minor" | "patch" | "none";
  readonly counts: Readonly<Record<Impact, number>>;
  /** The breaking ones first; within them in the order of the document. */
  readonly changes: readonly Change[];
}

const order: readonly Impact[] = ["breaking", "additive", "docs"];

export function diffApi(before: Side, after: Side): SurfaceDiff {
  const log = new ChangeLog();
  diffClient(before, after, log);
  diffOperations(before, after, log);
  diffModels(before, after, log);
  diffErrorClasses(before, after, log);
  diffWebhooks(before, after, log);
  const changes = order.flatMap((impact) => log.changes.filter((change) => change.impact === impact));
  const count = (impact: Impact): number => changes.filter((change) => change.impact === impact).length;
  const counts = { breaking: count("breaking"), additive: count("additive"), docs: count("docs") };
  const bump = counts.breaking > 0 ? "major" : counts.additive > 0 ? "minor" : counts.docs > 0 ? "patch" : "none";
  return { format: 1, bump, counts, changes };
}

function diffClient(before: Side, after: Side, log: ChangeLog): void {
  const [old, now] = [before.plan.className.text, after.plan.className.text];
  const report = log.about("client", now);
  if (old !== now) report("breaking", `the client class \`${old}\` is now \`${now}\``);
  compareNames(schemeNames(before), schemeNames(after), {
    gone: (name) => report("breaking", `the credential \`auth.${name}\` is gone`),
    added: (name) => report("additive", `takes the credential \`auth.${name}\``),
  });
  const globals = ({ plan }: Side): readonly string[] => plan.globals.map(({ name }) => name);
  compareNames(globals(before), globals(after), {
    gone: (name) => report("breaking", `the client's \`params.${name}\` is gone`),
    added: (name) => report("additive", `the client takes \`params.${name}\``),
  });
}

function schemeNames({ plan }: Side): readonly string[] {
  return plan.security.map(({ scheme }) => scheme.wireName);
}

function diffOperations(before: Side, after: Side, log: ChangeLog): void {
  const [old, now] = [operationsOf(before), operationsOf(after)];
  // An operation is the same where its function's name is, or, renamed, where its method and path are.
  const byName = new Map(now.map((one) => [one.plan.functionName.text, one]));
  const byRoute = new Map(now.map((one) => [route(one), one]));
  const names = new Set(old.map(({ plan }) => plan.functionName.text));
  const matched = new Set<OperationSide>();
  for (const operation of old) {
    const renamed = byRoute.get(route(operation));
    const same =
      byName.get(operation.plan.functionName.text) ??
      (renamed && !names.has(renamed.plan.functionName.text) ? renamed : undefined);
    const report = log.about("operation", subject(same ?? operation));
    if (!same) report("breaking", `is gone (${route(operation)})`);
    else {
      matched.add(same);
      diffOperation(operation, same, report);
    }
  }
  for (const operation of now.filter((one) => !matched.has(one)))
    log.about("operation", subject(operation))("additive", `is new (${route(operation)})`);
}

function operationsOf(side: Side): readonly OperationSide[] {
  return side.plan.resources.flatMap((resource) => resource.operations.map((plan) => ({ side, resource, plan })));
}

function route({ plan: { operation } }: OperationSide): string {
  return `${operation.method} ${operation.path}`;
}

function subject({ resource, plan }: OperationSide): string {
  return `${resource.property.text}.${plan.methodName}`;
}

/** Types by their names. A type that is sent and received must suit both directions. */
function diffModels(before: Side, after: Side, log: ChangeLog): void {
  const [old, now] = [modelsOf(before), modelsOf(after)];
  compareNames([...old.keys()], [...now.keys()], {
    gone: (name) => log.about("model", name)("breaking", "is gone"),
    added: (name) => log.about("model", name)("additive", "is new"),
  });
  for (const [name, id] of old) {
    const other = now.get(name);
    if (other === undefined) continue;
    diffModel({ name, before, after, old: id, now: other, log });
  }
}

interface ModelPair {
  readonly name: string;
  readonly before: Side;
  readonly after: Side;
  readonly old: SchemaId;
  readonly now: SchemaId;
  readonly log: ChangeLog;
}

function diffModel({ name, before, after, old, now, log }: ModelPair): void {
  const [oldSchema, nowSchema] = [before.api.schemas.get(old)?.schema, after.api.schemas.get(now)?.schema];
  if (!oldSchema || !nowSchema) return;
  const found = new Map<string, Impact>();
  const usage = after.plan.usageOf(now);
  // A type that nothing sends is read.
  const directions = usage.request
    ? usage.response
      ? (["request", "response"] as const)
      : (["request"] as const)
    : (["response"] as const);
  for (const direction of directions) {
    const report = (impact: Impact, message: string): void => {
      const worse = found.get(message) === "breaking" ? "breaking" : impact;
      found.set(message, worse);
    };
    diffSchema(oldSchema, nowSchema, "", { before, after, direction, report });
  }
  const report = log.about("model", name);
  for (const [message, impact] of found) report(impact, message.trim());
}

function modelsOf({ api, plan }: Side): ReadonlyMap<string, SchemaId> {
  return new Map([...api.schemas.keys()].map((id) => [plan.typeOf(id).name.text, id]));
}

function diffErrorClasses(before: Side, after: Side, log: ChangeLog): void {
  const names = ({ plan }: Side): readonly string[] => plan.errors.map(({ name }) => name.text);
  compareNames(names(before), names(after), {
    gone: (name) => log.about("error", name)("breaking", "is gone"),
    added: (name) => log.about("error", name)("additive", "is new"),
  });
}

function diffWebhooks(before: Side, after: Side, log: ChangeLog): void {
  const events = ({ plan }: Side) => new Map((plan.webhooks?.events ?? []).map((event) => [event.name, event]));
  const [old, now] = [events(before), events(after)];
  compareNames([...old.keys()], [...now.keys()], {
    gone: (name) => log.about("webhook", name)("breaking", "is gone"),
    added: (name) => log.about("webhook", name)("additive", "is new"),
  });
  for (const [name, event] of old) {
    const [schema, other] = [event.webhook.media[0]?.schema, now.get(name)?.webhook.media[0]?.schema];
    const report = log.about("webhook", name);
    if (schema && other) diffSchema(schema, other, "the payload", { before, after, direction: "response", report });
  }
}

function compareNames(
  before: readonly string[],
  after: readonly string[],
  tell: { readonly gone: (name: string) => void; readonly added: (name: string) => void },
): void {
  const [old, now] = [new Set(before), new Set(after)];
  for (const name of old) if (!now.has(name)) tell.gone(name);
  for (const name of now) if (!old.has(name)) tell.added(name);
}
