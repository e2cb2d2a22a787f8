import { dirname } from "node:path";
import { lintDocument as applyRules, detectSpec, type NormalizedProblem } from "@redocly/openapi-core";
import type { Diagnostics, Finding } from "../diagnostics/diagnostic.js";
import { type Origin, rootPointer, toPointer } from "../diagnostics/origin.js";
import { TextLines } from "../diagnostics/text-lines.js";
import type { Host } from "../host/host.js";
import { isRemote } from "../spec/reference.js";
import { absoluteName, DocumentResolver } from "./document-resolver.js";
import { redoclyConfig } from "./redocly-config.js";

interface LintInput {
  /** The document as it was named; it has been read, and `read` has its texts. */
  readonly input: string;
  readonly host: Host;
  readonly read: Diagnostics;
  /** Warnings are errors. */
  readonly strict: boolean;
}

/**
 * What sdkwright itself has reported, and what Redocly's rules say of the document.
 *
 * @throws RedoclyConfigError
 */
export async function lintDocument({ input, host, read, strict }: LintInput): Promise<readonly Finding[]> {
  const [name] = read.sources.names;
  if (name === undefined) return read.list;
  const entry = absoluteName(name, host.cwd);
  const resolver = new DocumentResolver(read, host.cwd);
  const document = await resolver.resolveDocument(null, entry, true);
  if (document instanceof Error || typeof document.parsed !== "object" || document.parsed === null) return read.list;
  if (isTooNew(document.parsed)) return [...read.list, tooNew(name)];
  if (!isKnown(document.parsed)) return read.list;
  const folders = isRemote(input) || input === "-" ? [host.cwd] : [...new Set([dirname(entry), host.cwd])];
  const config = await redoclyConfig(entry, folders, host);
  const problems = await applyRules({ document, config: config.styleguide, externalRefResolver: resolver }).catch(
    // It throws at some broken documents, at a reference with a lone % for one; what we say of them remains.
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );
  if (problems instanceof Error) return [...read.list, gaveUp(name, problems)];
  const names = new Map(read.sources.names.map((own) => [absoluteName(own, host.cwd), own]));
  const found = problems.filter(({ ignored }) => ignored !== true).map((problem) => findingOf(problem, names, strict));
  return joined(read.list, found);
}

/** Redocly's own version of the same mistake is one too many; how bad it is counts all the same. */
function joined(own: readonly Finding[], found: readonly Finding[]): readonly Finding[] {
  const isReference = ({ code }: Finding): boolean => code === "redocly/no-unresolved-refs";
  const dangling = new Set(found.filter((one) => isReference(one) && one.severity === "error").map(placeOf));
  const raised = own.map((one) => (dangling.has(placeOf(one)) ? { ...one, severity: "error" as const } : one));
  return [...raised, ...found.filter((one) => !isReference(one))];
}

function placeOf({ origin }: Finding): string {
  return origin === undefined ? "" : `${origin.source}#${origin.pointer.replace(/\/\$ref$/, "")}`;
}

function findingOf(
  { ruleId, severity, message, suggest, location }: NormalizedProblem,
  names: ReadonlyMap<string, string>,
  strict: boolean,
): Finding {
  const [place] = location;
  const source = place && (names.get(place.source.absoluteRef) ?? place.source.absoluteRef);
  const [near] = suggest;
  return {
    code: `redocly/${ruleId}`,
    severity: severity === "error" || strict ? "error" : "warning",
    message: message.trim().replaceAll(/(?<!\s)\s*\n\s*/g, " "),
    ...(near === undefined ? {} : { hint: `did you mean "${near}"?` }),
    ...(place === undefined || source === undefined ? {} : { origin: originOf(place, source) }),
  };
}

function originOf(place: NormalizedProblem["location"][number], source: string): Origin {
  if (place.pointer !== undefined)
    return { source, pointer: toPointer(place.pointer.replace(/^#\/?/, "/").replace(/^\/$/, "")) };
  const offset = new TextLines(place.source.body).startOf(place.start.line) + Math.max(0, place.start.col - 1);
  return { source, pointer: rootPointer, offset };
}

/** What is no OpenAPI document has been reported. */
function isKnown(parsed: object): boolean {
  try {
    return ("openapi" in parsed || "swagger" in parsed) && detectSpec(parsed) !== undefined;
  } catch {
    return false;
  }
}

function gaveUp(source: string, { message }: Error): Finding {
  const text = `Redocly's rules gave up ("${message}"); only sdkwright's own diagnostics are shown`;
  return { code: "redocly/not-applied", severity: "warning", message: text, origin: { source, pointer: rootPointer } };
}

/** Redocly's rules know Swagger 2.0, OpenAPI 3.0 and 3.1. */
function isTooNew(parsed: object): boolean {
  return "openapi" in parsed && typeof parsed.openapi === "string" && /^3\.[2-9]/.test(parsed.openapi);
}

function tooNew(source: string): Finding {
  const message = "Redocly's rules know OpenAPI up to 3.1; only sdkwright's own diagnostics are shown";
  return { code: "redocly/not-applied", severity: "info", message, origin: { source, pointer: toPointer("/openapi") } };
}
