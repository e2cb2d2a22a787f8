import { arrayCode, type Code, call, code, literal, objectCode } from "../code/code.js";
import { essence, isJson, isMultipart, runtimeKind } from "../model/media-type.js";
import type { Encoding, EventStream, Parameter, RequestBody, RequestMedia, Response } from "../model/operation.js";
import type { RetryRule } from "../model/retry.js";
import type { Schema } from "../model/schema.js";
import type { Server } from "../model/server.js";
import type { ClientPlan, OperationPlan, ParamPlan } from "../plan/client-plan.js";
import { paginationDescriptor } from "./pagination.js";
import { headersDescriptor } from "./response-headers.js";
import { zodExpression } from "./zod-expression.js";

/** The operation as data: what `OperationDescriptor` of the runtime's contract asks for. Defaults are left out. */
export function operationDescriptor(plan: OperationPlan, client: ClientPlan): Code {
  const { operation } = plan;
  return objectCode([
    ["id", literal(plan.id)],
    ["method", literal(operation.method)],
    ["path", literal(operation.path)],
    ["params", list(plan.params.map((param) => paramDescriptor(param, client)))],
    ["body", operation.body && bodyDescriptor(operation.body, client)],
    ["responses", responsesDescriptor(plan, client)],
    ["security", list(operation.security.map(requirement))],
    ["servers", list(operation.servers.map(serverDescriptor))],
    ["retry", retryDescriptor(operation.retry)],
    ["timeout", operation.timeout === undefined ? undefined : literal(operation.timeout)],
    ["idempotency", operation.idempotency && literal({ ...operation.idempotency })],
    ["streamFlag", streamFlag(plan)],
    ["pagination", operation.pagination && paginationDescriptor(operation.pagination, plan)],
  ]);
}

function streamFlag({ operation: { streamFlag: flag }, params }: OperationPlan): Code | undefined {
  if (!flag) return undefined;
  if (flag.in === "body") return literal({ in: "body", name: flag.wireName });
  const param = params.find(({ parameter }) => parameter.location === "query" && parameter.wireName === flag.wireName);
  return param && literal({ in: "params", name: param.name });
}

/** What the runtime's `RetryOption` says. */
export function retryDescriptor(rule: RetryRule | undefined): Code | undefined {
  if (rule === undefined) return undefined;
  if (rule === false) return literal(false);
  const { statuses, methods, ...rest } = rule;
  return literal({ ...rest, statuses: statuses && [...statuses], methods: methods && [...methods] });
}

function list(items: readonly Code[]): Code | undefined {
  return items.length === 0 ? undefined : arrayCode(items);
}

function requirement(alternative: OperationPlan["operation"]["security"][number]): Code {
  return objectCode(alternative.map(({ scheme, scopes }) => [scheme, literal([...scopes])]));
}

export function serverDescriptor({ url, name, variables }: Server): Code {
  return objectCode([
    ["url", literal(url)],
    ["name", name === undefined ? undefined : literal(name)],
    [
      "variables",
      variables.length === 0
        ? undefined
        : objectCode(
            variables.map((variable) => [
              variable.name,
              objectCode([
                ["default", literal(variable.default)],
                ["enum", variable.enum.length === 0 ? undefined : literal([...variable.enum])],
              ]),
            ]),
          ),
    ],
  ]);
}

function paramDescriptor({ parameter, name }: ParamPlan, client: ClientPlan): Code {
  const { wireName, location, style, explode, contentType } = parameter;
  return objectCode([
    ["name", literal(name)],
    ["wireName", name === wireName ? undefined : literal(wireName)],
    ["in", literal(location)],
    ["required", parameter.required ? literal(true) : undefined],
    ["style", contentType !== undefined || style === defaultStyle(parameter) ? undefined : literal(style)],
    [
      "explode",
      contentType !== undefined || explode === (style === "form" || style === "cookie") ? undefined : literal(explode),
    ],
    ["allowReserved", parameter.allowReserved ? literal(true) : undefined],
    ["printList", printList(parameter, client)],
    ["contentType", contentType === undefined ? undefined : literal(contentType)],
    ["schema", schemaThunk(parameter.schema, client, false)],
  ]);
}

function printList({ delimiters }: Pick<Parameter, "delimiters">, { runtime }: ClientPlan): Code | undefined {
  if (delimiters === undefined) return undefined;
  return call(runtime.delimited, ...delimiters.map((delimiter) => literal(delimiter)));
}

/** OpenAPI 3.2, 4.12.2.2. */
function defaultStyle({ location }: Parameter): string {
  return location === "path" || location === "header" ? "simple" : "form";
}

/** A function, so that importing the SDK builds nothing. */
function schemaThunk(schema: Schema | undefined, plan: ClientPlan, binaryInput: boolean): Code | undefined {
  if (!schema || schema.kind === "unknown" || schema.kind === "binary") return undefined;
  return code`() => ${zodExpression(schema, { plan, binaryInput })}`;
}

function bodyDescriptor({ required, media }: RequestBody, client: ClientPlan): Code {
  return objectCode([
    ["required", required ? literal(true) : undefined],
    ["content", objectCode(media.map((entry) => [entry.mediaType, requestMedia(entry, client)]))],
  ]);
}

function requestMedia({ mediaType, schema, itemSchema, encoding }: RequestMedia, client: ClientPlan): Code {
  return objectCode([
    ["schema", isStructured(mediaType) ? schemaThunk(schema, client, !isJson(mediaType)) : undefined],
    ["itemSchema", schemaThunk(itemSchema, client, false)],
    // Named, so that a bundler keeps it only where an operation needs it.
    ["serialize", isMultipart(mediaType) ? code`${client.runtime.multipart}` : undefined],
    [
      "encoding",
      encoding.length === 0
        ? undefined
        : objectCode(encoding.map((entry) => [entry.property, encodingDescriptor(entry, client)])),
    ],
  ]);
}

/** Bodies that are given as a value; text and bytes are sent as they are. */
function isStructured(mediaType: string): boolean {
  const type = essence(mediaType);
  return isJson(type) || isMultipart(type) || type === "application/x-www-form-urlencoded" || type === "*/*";
}

function encodingDescriptor(encoding: Encoding, client: ClientPlan): Code {
  const { contentType, headers, style, explode, allowReserved } = encoding;
  return objectCode([
    ["contentType", contentType === undefined ? undefined : literal(contentType)],
    ["headers", headers.length === 0 ? undefined : objectCode(headers.map(([name, value]) => [name, literal(value)]))],
    ["style", style === undefined ? undefined : literal(style)],
    ["explode", explode === undefined ? undefined : literal(explode)],
    ["allowReserved", allowReserved === undefined ? undefined : literal(allowReserved)],
    ["printList", printList(encoding, client)],
  ]);
}

function responsesDescriptor({ operation, errors }: OperationPlan, client: ClientPlan): Code {
  return objectCode(
    operation.responses.map((response) => {
      const shared = errors.find((error) => error.response === response)?.descriptor;
      return [response.status, shared ? code`${shared}` : responseDescriptor(response, undefined, client)];
    }),
  );
}

/** `error` names the class that is thrown, where it is one of the SDK's own. */
export function responseDescriptor(
  { media, headers, isError }: Response,
  error: Code | undefined,
  client: ClientPlan,
): Code {
  return objectCode([
    [
      "content",
      media.length === 0
        ? undefined
        : objectCode(
            media.map(({ mediaType, kind, schema, itemSchema, messagePath, events }) => [
              mediaType,
              objectCode([
                ["schema", kind === "json" ? schemaThunk(schema, client, false) : undefined],
                ["itemSchema", schemaThunk(itemSchema, client, false)],
                ["kind", kind === runtimeKind(mediaType) ? undefined : literal(kind)],
                ["messagePath", messagePath && literal(messagePath)],
                ...(events ? eventMembers(events, client) : []),
              ]),
            ]),
          ),
    ],
    ["headers", isError ? undefined : headersDescriptor(headers, client)],
    ["error", error],
  ]);
}

function eventMembers({ format, named, onlyNamed, sentinel }: EventStream, client: ClientPlan): DescriptorMembers {
  return [
    ["format", format === "json" ? undefined : literal(format)],
    [
      "events",
      named.length === 0
        ? undefined
        : objectCode(
            named.map((event) => [
              event.name,
              objectCode([
                ["itemSchema", schemaThunk(event.schema, client, false)],
                ["format", event.format === "json" ? undefined : literal(event.format)],
              ]),
            ]),
          ),
    ],
    ["onlyNamed", onlyNamed ? literal(true) : undefined],
    ["sentinel", sentinel === undefined ? undefined : literal(sentinel)],
  ];
}

type DescriptorMembers = readonly (readonly [key: string, value: Code | undefined])[];
