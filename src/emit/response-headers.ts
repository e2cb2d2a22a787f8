import { alternatives, type Code, code, literal, objectCode, typeProperty } from "../code/code.js";
import type { Declaration, Member } from "../code/declaration.js";
import { distinctCodes } from "../code/distinct.js";
import type { DocTag } from "../code/doc-comment.js";
import type { ResponseHeader } from "../model/operation.js";
import type { Schema } from "../model/schema.js";
import type { ClientPlan, OperationPlan } from "../plan/client-plan.js";
import { schemaDoc } from "./schema-doc.js";
import { type TypeContext, typeExpression } from "./type-expression.js";
import { zodExpression } from "./zod-expression.js";

/** The headers that the successes of an operation declare, each by its name in the document. */
export function headersDeclaration(
  { operation, headersName: name, functionName }: OperationPlan,
  plan: ClientPlan,
): Declaration | undefined {
  if (!name) return undefined;
  const declared = new Map<string, ResponseHeader[]>();
  for (const header of operation.responses.flatMap(({ isError, headers }) => (isError ? [] : headers))) {
    declared.set(header.wireName, [...(declared.get(header.wireName) ?? []), header]);
  }
  // What every object has (`toString`) cannot be an optional member of another type.
  const typed = [...declared].filter(([wireName]) => !(wireName in Object.prototype));
  const members = typed.map(([wireName, headers]) => headerMember(wireName, headers, plan));
  const doc = {
    text: `The headers of what \`${functionName.text}\` gives; \`withResponse()\` has them as \`headerValues\`.`,
  };
  return { kind: "interface", name, exported: true, doc, heritage: [], members };
}

function headerMember(wireName: string, headers: readonly ResponseHeader[], plan: ClientPlan): Member {
  const context: TypeContext = { plan, openEnums: true, binaryInput: false };
  const types = distinctCodes(
    headers.map(({ schema }) => (staysText(schema, plan) ? code`string` : typeExpression(schema, context))),
  );
  const [first] = headers;
  const doc = first ? schemaDoc(first.schema) : {};
  const deprecated = first?.deprecated === true && !first.schema.deprecated;
  return {
    doc: {
      text: first?.description ?? doc.text,
      tags: [...(deprecated ? deprecation : []), ...(doc.tags ?? [])],
    },
    code: code`readonly ${typeProperty(wireName, true, alternatives(types, "|"))};`,
  };
}

const deprecation: readonly DocTag[] = [{ tag: "deprecated" }];

/** Without a schema nothing tells a number from its digits. */
function staysText(schema: Schema, { validation }: ClientPlan): boolean {
  return !validation.hasSchemas || isText(schema);
}

/** Says nothing but that it is text. */
function isText(schema: Schema): boolean {
  return schema.kind === "unknown" || schema.kind === "binary";
}

/** What reads them: `{ read: readHeaders, fields: { "X-Rate-Limit": { schema: () => … } } }`. */
export function headersDescriptor(headers: readonly ResponseHeader[], plan: ClientPlan): Code | undefined {
  if (headers.length === 0) return undefined;
  const fields = headers.map(({ wireName, schema, delimiter }) => {
    const isPlain = staysText(schema, plan) || (schema.kind === "text" && plan.typedValues.of(schema) === undefined);
    const thunk = isPlain ? undefined : code`() => ${zodExpression(schema, { plan, binaryInput: false })}`;
    return [
      wireName,
      objectCode([
        ["schema", thunk],
        ["delimiter", delimiter === undefined ? undefined : literal(delimiter)],
      ]),
    ] as const;
  });
  return objectCode([
    ["read", code`${plan.validation.hasSchemas ? plan.runtime.readHeaders : plan.runtime.readTextHeaders}`],
    ["fields", objectCode(fields)],
  ]);
}
