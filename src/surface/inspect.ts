import type { Api } from "../model/api.js";
import type { Response } from "../model/operation.js";
import type { PageFlag, PageInput, Pagination } from "../model/pagination.js";
import type { Server } from "../model/server.js";
import type {
  ClientPlan,
  DeclaredError,
  GlobalPlan,
  OperationPlan,
  ParamPlan,
  ResourcePlan,
} from "../plan/client-plan.js";
import type { EventPlan } from "../plan/plan-webhooks.js";

/** contract.md, 4. `diagnostics` are added by the caller, who has the texts of the sources. */
export interface Inspection {
  readonly format: 1;
  readonly api: object;
  readonly operations: readonly object[];
  readonly schemas: readonly { readonly name: string; readonly pointer: string }[];
  readonly webhooks: readonly object[];
  /** What the client's option `params` takes; not there where it takes nothing. */
  readonly globals?: readonly object[];
}

/** The public surface of the SDK as data. */
export function inspectApi(api: Api, plan: ClientPlan): Inspection {
  return {
    format: 1,
    api: {
      title: api.title,
      version: api.version,
      specVersion: api.specVersion,
      name: plan.name,
      servers: api.servers.map(({ url }: Server) => url),
    },
    operations: plan.resources.flatMap((resource) =>
      resource.operations.map((operation) => inspectOperation(operation, resource)),
    ),
    schemas: [...api.schemas.values()].map(({ id, schema }) => ({
      name: plan.typeOf(id).name.text,
      pointer: schema.origin.pointer,
    })),
    webhooks: (plan.webhooks?.events ?? []).map((event) => inspectWebhook(event, plan)),
    ...(plan.globals.length > 0 ? { globals: plan.globals.map(inspectGlobal) } : {}),
  };
}

function inspectOperation(plan: OperationPlan, resource: ResourcePlan): object {
  const { operation } = plan;
  return {
    operationId: plan.id,
    method: operation.method,
    path: operation.path,
    resource: resource.property.text,
    function: plan.functionName.text,
    resourceMethod: plan.methodName,
    module: resource.module,
    deprecated: operation.deprecated,
    params: plan.params.map(inspectParam),
    body: operation.body
      ? { required: operation.body.required, contentTypes: operation.body.media.map(({ mediaType }) => mediaType) }
      : null,
    responses: operation.responses.filter(({ isError }) => !isError).map(inspectResponse),
    errors: plan.errors.map(({ response, class: { name } }: DeclaredError) => ({
      status: response.status,
      class: name.text,
    })),
    pagination: inspectPagination(operation.pagination),
    security: operation.security.map((alternative) => alternative.map(({ scheme }) => scheme)),
  };
}

/** `{ style, source, items, … }`: what a request says by its name or pointer, what a response says by its pointer or header. */
function inspectPagination(pagination: Pagination | undefined): object | null {
  if (!pagination) return null;
  const { style, ...rest } = pagination.rule;
  const places = Object.entries(rest).map(([name, value]) => [
    name,
    typeof value === "object" ? inspectPlace(value) : value,
  ]);
  return { style, source: pagination.source, items: pagination.items, ...Object.fromEntries(places) };
}

function inspectPlace(place: PageInput | PageFlag): object {
  if (place.in === "parameter") return { in: place.location, name: place.wireName };
  const negated = "negated" in place && place.negated === true ? { negated: true } : {};
  const where = place.in === "header" ? { name: place.name } : { pointer: place.pointer };
  return { in: place.in, ...where, ...negated };
}

function inspectWebhook({ webhook, name }: EventPlan, plan: ClientPlan): object {
  const schema = webhook.media[0]?.schema;
  return {
    name,
    method: webhook.method,
    contentTypes: webhook.media.map(({ mediaType }) => mediaType),
    ...(schema?.kind === "reference" ? { schema: plan.typeOf(schema.target).name.text } : {}),
    source: webhook.caller ? "callback" : "webhook",
  };
}

function inspectParam({ parameter, name }: ParamPlan): object {
  const { wireName, location, required, style, explode, contentType } = parameter;
  const serialization = contentType === undefined ? { style, explode } : { contentType };
  return { name, wireName, in: location, required, ...serialization };
}

function inspectGlobal({ global: { wireName, location }, name, env }: GlobalPlan): object {
  return { name, wireName, in: location, env: env ?? null };
}

function inspectResponse({ status, media }: Response): object {
  return {
    status,
    contentTypes: media.map(({ mediaType }) => mediaType),
    kind: media[0]?.kind ?? "empty",
  };
}
