import {
  alternatives,
  block,
  bracketed,
  type Code,
  code,
  concat,
  documented,
  literal,
  typeArguments,
  typeProperty,
} from "../code/code.js";
import type { Declaration, LaterDeclaration } from "../code/declaration.js";
import { distinctCodes, flatText } from "../code/distinct.js";
import type { DocComment, DocTag } from "../code/doc-comment.js";
import { Identifier } from "../code/identifier.js";
import { GlobalSymbol } from "../code/symbol.js";
import { essence, isJson, isMultipart, isText } from "../model/media-type.js";
import type { RequestMedia, Response, ResponseMedia } from "../model/operation.js";
import { defaultResults, resultChoices } from "../model/results.js";
import type { Schema } from "../model/schema.js";
import { wholeResults } from "../model/streaming.js";
import type { ClientPlan, OperationPlan, ParamPlan } from "../plan/client-plan.js";
import { withValues } from "./enum-doc.js";
import { schemaDoc } from "./schema-doc.js";
import { atom, type TypeContext, typeExpression } from "./type-expression.js";

/** What a caller gives: one flat object (contract.md, 3). */
export function paramsDeclaration(operation: OperationPlan, plan: ClientPlan): LaterDeclaration | undefined {
  const { paramsName: name, choosesContentType } = operation;
  const kind = choosesContentType ? "type" : "interface";
  return name && { kind, name, make: () => madeParams(operation, name, plan) };
}

function madeParams(operation: OperationPlan, name: Identifier, plan: ClientPlan): Declaration {
  const doc = { text: `What \`${operation.functionName.text}\` takes.` };
  const members = operation.params.map((param) => paramMember(param, plan));
  if (!operation.choosesContentType) {
    const body = operation.operation.body;
    const all = body ? [...members, bodyMember(operation, plan)] : members;
    return {
      kind: "interface",
      name,
      exported: true,
      doc,
      heritage: [],
      members: all.map((member) => ({ doc: member.doc, code: code`${member.code};` })),
    };
  }
  const variants = alternatives(mediaVariants(operation, plan), "|");
  const type = members.length === 0 ? variants : concat(membersType(members), code` & (`, variants, code`)`);
  return { kind: "type", name, exported: true, doc, type };
}

interface DocumentedMember {
  readonly doc: DocComment;
  readonly code: Code;
}

function membersType(members: readonly DocumentedMember[]): Code {
  return block(
    code`{`,
    members.map((member) => documented(member.doc, code`${member.code};`)),
  );
}

/** `undefined` is admitted besides leaving out: both mean that nothing is sent. */
function optional(type: Code, required: boolean): Code {
  return required ? type : alternatives([type, code`undefined`], "|");
}

function paramMember({ parameter, name }: ParamPlan, plan: ClientPlan): DocumentedMember {
  const type = typeExpression(parameter.schema, { plan, openEnums: false, binaryInput: false });
  const examples = [...parameter.examples, ...parameter.schema.examples];
  const fromSchema = schemaDoc({ ...parameter.schema, examples });
  const tags = fromSchema.tags ?? [];
  const deprecated: DocTag = { tag: "deprecated", text: parameter.deprecation };
  return {
    doc: {
      text: parameter.description === undefined ? fromSchema.text : withValues(parameter.description, parameter.schema),
      tags: parameter.deprecated && !tags.some(({ tag }) => tag === "deprecated") ? [deprecated, ...tags] : tags,
    },
    code: typeProperty(name, !parameter.required, optional(type, parameter.required)),
  };
}

function bodyMember({ operation }: OperationPlan, plan: ClientPlan): DocumentedMember {
  const required = operation.body?.required ?? false;
  const [media] = operation.body?.media ?? [];
  const type = media ? bodyType(media, plan) : code`unknown`;
  return {
    doc: { text: operation.body?.description },
    code: typeProperty("body", !required, optional(type, required)),
  };
}

/** `contentType` tells which body is meant; it may be left out for the default. */
function mediaVariants({ operation }: OperationPlan, plan: ClientPlan): readonly Code[] {
  const { media = [], required = false } = operation.body ?? {};
  return media.map((entry, index) => {
    const contentType = entry.mediaType.includes("*") ? code`string` : code`${entry.mediaType}`;
    const isDefault = index === 0;
    return bracketed(
      "{",
      [
        typeProperty("contentType", isDefault, optional(contentType, !isDefault)),
        typeProperty("body", !required, optional(bodyType(entry, plan), required)),
      ],
      "}",
      { padded: true, separator: ";" },
    );
  });
}

const formData = new GlobalSymbol(new Identifier("FormData"));
const searchParams = new GlobalSymbol(new Identifier("URLSearchParams"));

/** What may be given as a body of this media type. */
export function bodyType({ mediaType, schema }: RequestMedia, plan: ClientPlan): Code {
  const type = essence(mediaType);
  if (isJson(type)) return typeExpression(schema, { plan, openEnums: false, binaryInput: false });
  const declared = () => atom(typeExpression(schema, { plan, openEnums: false, binaryInput: true }));
  if (isMultipart(type)) return alternatives([partsType(schema, plan), code`${formData}`], "|");
  if (type === "application/x-www-form-urlencoded") return alternatives([declared(), code`${searchParams}`], "|");
  if (isText(type)) return code`string`;
  if (type === "*/*" && schema.kind !== "unknown" && schema.kind !== "binary") return declared();
  return code`${plan.runtime.BinaryInput}`;
}

/** Each property as it is or with settings for its part. */
function partsType(schema: Schema, plan: ClientPlan): Code {
  const declared = typeExpression(schema, { plan, openEnums: false, binaryInput: true });
  return flatText(declared) === "unknown" ? declared : typeArguments(plan.runtime.Parts, declared);
}

/** The types of an operation's successes by status: `{ 200: models.Pet }`; and of them all: what `await` gives. */
export function successTypes(
  operation: OperationPlan,
  plan: ClientPlan,
): { readonly data: Code; readonly responses: Code } {
  const successes = wholeResults(operation.operation.responses);
  const types = successes.map((response) => ({
    status: response.status,
    type: acceptedType(response, operation, plan) ?? responseType(response, plan),
  }));
  const data = distinctUnion(types.map(({ type }) => type));
  const members = types.map(({ status, type }) => typeProperty(status, false, type));
  return {
    data: types.length === 0 ? code`unknown` : data,
    responses: bracketed("{", members, "}", { padded: true, separator: ";" }),
  };
}

function distinctUnion(types: readonly Code[]): Code {
  return alternatives(distinctCodes(types), "|");
}

function responseType(response: Response, plan: ClientPlan): Code {
  if (response.media.length === 0) return code`undefined`;
  return distinctUnion(defaultResults(response).map((media) => mediaResult(media, plan)));
}

/** What is given of a body of this media type, read as a whole. */
export function mediaResult({ kind, schema }: ResponseMedia, plan: ClientPlan): Code {
  if (kind === "text") return code`string`;
  if (kind !== "json") return code`${plan.runtime.BinaryResponse}`;
  const context: TypeContext = { plan, openEnums: true, binaryInput: false };
  return schema ? typeExpression(schema, context) : code`unknown`;
}

/** `Accepted<GetReportMedia[200], Accept>`; undefined where `accept` makes no difference. */
function acceptedType(response: Response, { mediaName }: OperationPlan, { runtime }: ClientPlan): Code | undefined {
  if (!mediaName || resultChoices(response).length === 0) return undefined;
  const status = /^\d+$/.test(response.status) ? literal(Number(response.status)) : literal(response.status);
  return typeArguments(runtime.Accepted, code`${mediaName}[${status}]`, code`${acceptParameter}`);
}

const acceptParameter = new Identifier("Accept");

/** The type parameter that `accept` fixes: `<Accept extends string = "application/json">`. */
export function acceptTypeParameter({ operation, mediaName }: OperationPlan): Code | undefined {
  if (!mediaName) return undefined;
  const choices = operation.responses.flatMap((response) => (response.isError ? [] : resultChoices(response)));
  const json = choices.flatMap(({ kind, mediaType }) => (kind === "json" ? [literal(mediaType)] : []));
  const preset = json.length > 0 ? alternatives(distinctCodes(json), "|") : code`string`;
  return code`<${acceptParameter} extends string = ${preset}>`;
}

/** `RequestOptions<Accept>` where `accept` decides what is given. */
export function acceptOptions({ mediaName }: OperationPlan, { runtime }: ClientPlan): Code {
  const type = code`${runtime.RequestOptions}`;
  return mediaName ? typeArguments(type, code`${acceptParameter}`) : type;
}

/** What an operation gives by status and media type; undefined where `accept` makes no difference. */
export function mediaDeclaration(operation: OperationPlan, plan: ClientPlan): Declaration | undefined {
  const { mediaName: name, functionName } = operation;
  if (!name) return undefined;
  const members = operation.operation.responses.flatMap((response) => {
    const choices = response.isError ? [] : resultChoices(response);
    if (choices.length === 0) return [];
    const types = choices.map((media) => typeProperty(media.mediaType, false, mediaResult(media, plan)));
    const type = bracketed("{", types, "}", { padded: true, separator: ";" });
    return [{ code: code`${typeProperty(response.status, false, type)};` }];
  });
  const doc = { text: `What \`${functionName.text}\` gives by status and media type; \`accept\` chooses.` };
  return { kind: "interface", name, exported: true, doc, heritage: [], members };
}
