import type { EventFormat, EventStream, NamedEvent } from "../model/operation.js";
import type { Schema } from "../model/schema.js";
import { child, itemsAt, type Lowering, type Node, stringAt, valuesAt } from "./node.js";
import { promoted } from "./promote.js";
import { bareBase } from "./schema/base.js";
import type { SchemaContext } from "./schema/context.js";
import { type Form, followed, formsOf } from "./schema-forms.js";

/** The fields of an event (https://html.spec.whatwg.org/multipage/server-sent-events.html), the way OpenAPI 3.2, 4.14.4 describes it. */
const fields: readonly string[] = ["event", "data", "id", "retry"];

export interface EventItems {
  readonly itemSchema: Schema | undefined;
  readonly events: Omit<EventStream, "sentinel">;
}

/**
 * What the schema of an item says of server-sent events. It is that of the whole event where it has no properties but an
 * event's fields (OpenAPI 3.2, Speakeasy), and of its data otherwise (everybody before 3.2).
 */
export function lowerEvents(node: Node | undefined, words: readonly string[], context: SchemaContext): EventItems {
  if (!node) return { itemSchema: undefined, events: { format: "text", named: [], onlyNamed: false } };
  const forms = formsOf(node, context);
  if (forms.every(isEvent)) return lowerForms(forms, words, context);
  const format = formatOf(node, context);
  return {
    itemSchema: promoted(node, [...words, "item"], context),
    events: { format, named: [], onlyNamed: false },
  };
}

function isEvent(form: Form): boolean {
  return [...form.keys()].every((key) => fields.includes(key)) && (form.has("data") || form.has("event"));
}

function lowerForms(forms: readonly Form[], words: readonly string[], context: SchemaContext): EventItems {
  const byName = new Map<string, Form[]>();
  const unnamed: Form[] = [];
  for (const form of forms) {
    const names = namesOf(form.get("event"), context);
    if (names.length === 0) unnamed.push(form);
    for (const name of names) byName.set(name, [...(byName.get(name) ?? []), form]);
  }
  const named = [...byName].map(
    ([name, some]): NamedEvent => ({ name, ...lowerData(some, [...words, name], context) }),
  );
  if (unnamed.length === 0) return { itemSchema: undefined, events: { format: "json", named, onlyNamed: true } };
  const { schema, format } = lowerData(unnamed, words, context);
  return { itemSchema: schema, events: { format, named, onlyNamed: false } };
}

/** The names that `const` or `enum` allow; none where any will do. */
function namesOf(node: Node | undefined, lowering: Lowering): readonly string[] {
  const object = node && followed(node, lowering);
  if (!object) return [];
  const fixed = child(object, "const");
  const values = fixed ? [fixed.value] : valuesAt(object, "enum");
  return values.filter((value) => typeof value === "string");
}

interface EventData {
  readonly schema: Schema | undefined;
  readonly format: EventFormat;
}

function lowerData(forms: readonly Form[], words: readonly string[], context: SchemaContext): EventData {
  const distinct = new Map(
    forms.flatMap((form) => {
      const node = form.get("data");
      return node ? [[node.pointer, contentOf(node, context)] as const] : [];
    }),
  );
  const found = [...distinct.values()];
  const format = joinFormats(found.map((entry) => entry.format));
  const nodes = found.flatMap(({ node }) => (node ? [node] : []));
  const [first] = nodes;
  if (!first || nodes.length < found.length) return { schema: undefined, format };
  const data = [...words, "data"];
  if (nodes.length === 1) return { schema: promoted(first, data, context), format };
  const variants = nodes.map((node, index) => promoted(node, [...data, String(index + 1)], context));
  return { schema: { kind: "union", ...bareBase(first, context), variants }, format };
}

interface Content {
  /** Undefined where the document says nothing of the parsed data. */
  readonly node: Node | undefined;
  readonly format: EventFormat;
}

/** JSON Schema 2020-12 validation, 8: a text may hold a document of its own. */
function contentOf(node: Node, lowering: Lowering): Content {
  const object = followed(node, lowering);
  const mediaType = object && stringAt(object, "contentMediaType");
  const schema = object && child(object, "contentSchema");
  if (schema || /[/+]json\b/i.test(mediaType ?? "")) return { node: schema, format: "json" };
  return { node, format: formatOf(node, lowering) };
}

/** Whether values of the schema are texts. */
function formatOf(node: Node, lowering: Lowering, depth = 0): EventFormat {
  const object = followed(node, lowering);
  if (!object || depth > 8) return "either";
  const fixed = child(object, "const");
  const values = fixed ? [fixed.value] : valuesAt(object, "enum");
  if (values.length > 0) return joinFormats(values.map((value) => (typeof value === "string" ? "text" : "json")));
  const type = child(object, "type");
  if (type) return typesFormat([type.value].flat());
  if (child(object, "properties") || child(object, "items")) return "json";
  const members = [...itemsAt(object, "oneOf"), ...itemsAt(object, "anyOf"), ...itemsAt(object, "allOf")];
  return joinFormats(members.map((member) => formatOf(member, lowering, depth + 1)));
}

function typesFormat(types: readonly unknown[]): EventFormat {
  return joinFormats(types.filter((type) => type !== "null").map((type) => (type === "string" ? "text" : "json")));
}

function joinFormats(formats: readonly EventFormat[]): EventFormat {
  const [first = "either"] = formats;
  return formats.every((format) => format === first) ? first : "either";
}
