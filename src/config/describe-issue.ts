import type * as z from "zod";
import { suggest } from "../diagnostics/suggest.js";

type Issue = z.core.$ZodIssue;

/** What is wrong with a setting, and what was expected: one line a problem. */
export function describeIssue(issue: Issue, config: unknown, schema: z.ZodType): readonly string[] {
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(schema, issue.path);
    return issue.keys.map((key) => unknownKey([...issue.path, key].map(String).join("."), suggest(key, known)));
  }
  if (issue.code === "invalid_union") {
    // The alternative that fits best is the one that the author meant: its complaints lie deepest.
    const [closest] = [...issue.errors].sort((a, b) => depth(b) - depth(a));
    const nested = (closest ?? []).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }) as Issue);
    if (nested.length > 0) return nested.flatMap((inner) => describeIssue(inner, config, schema));
  }
  const place = issue.path.map(String).join(".") || "it";
  const value = valueAt(config, issue.path);
  // Its message says all of it.
  if (issue.code === "custom") return [`${place}: ${issue.message}`];
  const wanted = wantedBy(issue);
  if (value === undefined) return [`${place}: is missing, ${wanted}`];
  return [`${place}: ${wanted}, but it is ${shown(value)}${advice(issue, value)}`];
}

function wantedBy(issue: Issue): string {
  const choices = choicesOf(issue);
  if (choices.length > 1) return `expected one of ${choices.map((choice) => JSON.stringify(choice)).join(", ")}`;
  return issue.message.replace(/^Invalid (?:input|option): /, "").replace(/, received .*$/, "");
}

/** The texts that may stand there; a union that is told apart by a key says them in its message alone. */
function choicesOf(issue: Issue): readonly string[] {
  if (issue.code === "invalid_value") return issue.values.filter((value) => typeof value === "string");
  const told = /^Invalid discriminator value\. Expected (.*)$/.exec(issue.message)?.[1] ?? "";
  return [...told.matchAll(/'([^']*)'/g)].map(([, choice = ""]) => choice);
}

function advice(issue: Issue, value: unknown): string {
  if (issue.code === "invalid_type" && issue.expected === "array" && typeof value === "string")
    return `; write [${JSON.stringify(value)}]`;
  const near = typeof value === "string" ? suggest(value, choicesOf(issue)) : undefined;
  return near === undefined ? "" : `; did you mean ${JSON.stringify(near)}?`;
}

function unknownKey(place: string, near: string | undefined): string {
  return `${place}: there is no such setting${near === undefined ? "" : `; did you mean ${near}?`}`;
}

function depth(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map(({ path }) => path.length));
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "function" ? "a function" : JSON.stringify(value);
}

/** Own properties only: a key may be `constructor`. */
function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Readonly<Record<PropertyKey, unknown>>)[key];
  }
  return found;
}

/** The settings that may stand at a place of the configuration. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let found = alternativesOf(schema);
  for (const key of path) found = found.flatMap((one) => alternativesOf(memberOf(one, key)));
  return found.flatMap((one) => (one._zod.def.type === "object" ? Object.keys((one as z.ZodObject).shape) : []));
}

function memberOf(schema: z.ZodType, key: PropertyKey): z.ZodType | undefined {
  const { def } = schema._zod;
  // What a schema holds depends on its type, which the compiler can't follow.
  if (def.type === "object") return (schema as z.ZodObject).shape[String(key)] as z.ZodType | undefined;
  if (def.type === "record") return (schema as z.ZodRecord).valueType as z.ZodType;
  return def.type === "array" ? ((schema as z.ZodArray).element as z.ZodType) : undefined;
}

function alternativesOf(schema: z.ZodType | undefined): readonly z.ZodType[] {
  if (schema === undefined) return [];
  const { def } = schema._zod;
  if (def.type === "optional") return alternativesOf((schema as z.ZodOptional).unwrap() as z.ZodType);
  if (def.type === "union") return (schema as z.ZodUnion).options.flatMap((one) => alternativesOf(one as z.ZodType));
  return [schema];
}
