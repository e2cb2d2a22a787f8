/** YAML 1.2.2, https://yaml.org/spec/1.2.2/: the core schema, with the merge key of 1.1. */
import {
  CORE_SCHEMA,
  constructFromEvents,
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  EVENT_ID,
  type Event,
  floatCoreTag,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
  parseEvents,
  SCALAR_STYLE,
  seqTag,
  YAMLException,
} from "js-yaml";
import { rootPointer } from "../diagnostics/origin.js";
import type { JsonValue } from "./json.js";
import { findAliasProblem, limitOf } from "./nesting.js";
import type { Parsed, TextInput } from "./parsed.js";
import { findDuplicateKeys, forEachKey } from "./yaml-keys.js";
import { indentDeficientLine } from "./yaml-repair.js";
import { readWithYaml } from "./yaml-syntax.js";

/** The value of a YAML text; undefined when its syntax is wrong, which is then reported: all of it, not the first only. */
export function parseYaml(input: TextInput): Parsed | undefined {
  try {
    return construct(input, readEvents(input));
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const limit = limits.find(({ reason }) => error.reason.startsWith(reason));
    if (limit === undefined) return readWithYaml(input, error);
    const origin = { source: input.source, pointer: rootPointer, offset: error.mark?.position ?? 0 };
    input.diagnostics.report(limit.code, origin, { most: limitOf(limit.code, input.limits) });
    return undefined;
  }
}

/** What js-yaml refuses that is well-formed. */
const limits = [
  { reason: "nesting exceeded", code: "spec/too-deep" },
  { reason: "merge keys exceeded", code: "spec/too-many-aliases" },
] as const;

interface ReadEvents {
  readonly list: Event[];
  /** The text that the events' offsets are of. */
  readonly text: string;
}

// Each costs another reading; more than this are not slips of an author.
const maxRepairs = 50;

/**
 * js-yaml holds to the indentation that YAML wants inside quoted strings and flow collections; other readers do not,
 * and documents live with that. Space at the beginning of such a line has no meaning, so it is added.
 */
function readEvents(input: TextInput): ReadEvents {
  let text = input.text;
  const repaired: number[] = [];
  for (;;) {
    try {
      const list = parseEvents(text, { maxDepth: input.limits.depth });
      reportRepairs(input, text, repaired);
      return { list, text };
    } catch (error) {
      const isOurs = error instanceof YAMLException && repaired.length < maxRepairs;
      const repair = isOurs ? indentDeficientLine(text, error) : undefined;
      if (repair === undefined) throw error;
      repaired.push(repair.lineStart);
      text = repair.text;
    }
  }
}

function reportRepairs(
  { source, text, diagnostics }: TextInput,
  parsedText: string,
  repaired: readonly number[],
): void {
  if (repaired.length === 0) return;
  diagnostics.sources.add(source, text, { syntax: "yaml", parsedText });
  for (const lineStart of repaired) {
    const offset = lineStart + parsedText.slice(lineStart).search(/\S/);
    diagnostics.report("spec/yaml-indentation", { source, pointer: rootPointer, offset }, {});
  }
}

function construct(input: TextInput, events: ReadEvents): Parsed | undefined {
  const { source, diagnostics } = input;
  const nodes = events.list.filter(({ type }) => type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE).length;
  if (nodes > input.limits.nodes) {
    diagnostics.report("spec/too-many-nodes", { source, pointer: rootPointer }, { most: input.limits.nodes });
    return undefined;
  }
  const isShared = events.list.some((event) => event.type === EVENT_ID.ALIAS);
  keepKeysAsWritten(events);
  const documents = constructDocuments(input, events);
  const offset = secondDocument(events.list);
  if (offset !== undefined) diagnostics.report("spec/several-documents", { source, pointer: rootPointer, offset }, {});
  if (documents.length === 0) {
    diagnostics.report("spec/empty-document", { source, pointer: rootPointer }, {});
    return undefined;
  }
  // The schema makes JSON's values only.
  const value = (documents[0] ?? null) as JsonValue;
  const problem = isShared ? findAliasProblem(value, input.limits) : undefined;
  if (problem === undefined) return { value, isShared };
  diagnostics.report(problem.code, { source, pointer: problem.pointer }, { most: limitOf(problem.code, input.limits) });
  return undefined;
}

function constructDocuments({ source, diagnostics }: TextInput, events: ReadEvents): unknown[] {
  const options = { source: events.text, schema, maxTotalMergeKeys: 1_000_000 };
  try {
    return constructFromEvents(events.list, options);
  } catch (error) {
    const duplicates = findDuplicateKeys(events.text, events.list);
    if (duplicates.length === 0) throw error;
    for (const { key, offset } of duplicates) {
      diagnostics.report("spec/duplicate-key", { source, pointer: rootPointer, offset }, { key });
    }
  }
  return constructFromEvents(events.list, { ...options, json: true });
}

/** Where the content of a second document begins. */
function secondDocument(events: readonly Event[]): number | undefined {
  const index = events.findIndex((event, at) => at > 0 && event.type === EVENT_ID.DOCUMENT);
  const content = index === -1 ? undefined : events[index + 1];
  if (content === undefined) return undefined;
  if (content.type === EVENT_ID.SCALAR) return Math.max(0, content.valueStart);
  return content.type === EVENT_ID.MAPPING || content.type === EVENT_ID.SEQUENCE ? content.start : undefined;
}

/** A key is a name: `200`, `null` and `1.10` stay as they are written and do not become numbers first. */
function keepKeysAsWritten({ text, list }: ReadEvents): void {
  forEachKey(list, (key) => {
    if (key.style !== SCALAR_STYLE.PLAIN || !key.fast || key.valueEnd <= key.valueStart) return;
    const isMergeKey = key.valueEnd - key.valueStart === 2 && text.startsWith("<<", key.valueStart);
    // js-yaml gives quoted scalars the type string, and reads a `fast` one as it stands.
    if (!isMergeKey) key.style = SCALAR_STYLE.SINGLE_QUOTED;
  });
}

/** JSON has no infinity: `.inf` and `.nan` stay text. */
const finiteFloatTag = defineScalarTag<number | string>(floatCoreTag.tagName, {
  ...floatCoreTag,
  resolve: (text, isExplicit, tagName) => {
    const value = floatCoreTag.resolve(text, isExplicit, tagName);
    if (typeof value !== "number" || Number.isFinite(value)) return value;
    return isExplicit ? text : NOT_RESOLVED;
  },
});

/** Tags that we do not know (`!reference`, `!!timestamp`) change nothing: the node is what it would be without. */
const unknownTags = ["!", "tag:"].flatMap((prefix) => [
  defineScalarTag(prefix, { resolve: (text) => text, identify: () => false, matchByTagPrefix: true }),
  defineSequenceTag(prefix, { ...seqTag, matchByTagPrefix: true, identify: () => false }),
  defineMappingTag(prefix, { ...mapTag, matchByTagPrefix: true, identify: () => false }),
]);

const schema = CORE_SCHEMA.withTags(mergeTag, finiteFloatTag, unknownTags);
