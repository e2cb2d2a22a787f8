import type { Api } from "../model/api.js";
import type { SecurityScheme } from "../model/security.js";
import { streamOf } from "../model/streaming.js";
import type { ClientPlan, OperationPlan, ResourcePlan } from "../plan/client-plan.js";

/**
 * The SDK as plugins see it: plain data, frozen. `function`, `resource`, `method`, types and classes are names in code;
 * every other text is the document's own and may be anything. Fields are only ever added while `format` is 1.
 */
export interface SdkModel {
  readonly format: 1;
  readonly api: {
    readonly title: string;
    readonly version: string;
    readonly description?: string | undefined;
    /** As declared: `3.0.3`. */
    readonly specVersion: string;
    readonly servers: readonly string[];
  };
  /** `class Petstore` of `client.ts`. */
  readonly client: { readonly class: string; readonly module: string };
  /** In the order of the SDK. */
  readonly operations: readonly SdkOperation[];
  /** Each has a type in `module` and a zod schema of the same name in `schemaModule`. */
  readonly models: readonly SdkType[];
  readonly securitySchemes: readonly { readonly name: string; readonly type: SecurityScheme["type"] }[];
}

/** Where the author wrote it. */
export interface SdkOrigin {
  /** A path or a URL. */
  readonly source: string;
  /** RFC 6901. */
  readonly pointer: string;
}

export interface SdkOperation {
  readonly origin: SdkOrigin;
  /** Undefined where the document gives none. */
  readonly operationId: string | undefined;
  /** `GET`; with the path a key of the configuration's `operations`. */
  readonly httpMethod: string;
  readonly path: string;
  readonly tags: readonly string[];
  readonly summary?: string | undefined;
  readonly description?: string | undefined;
  readonly deprecated: boolean;
  /** `listPets(client, params, options)` of `module`. */
  readonly function: string;
  /** `operations/pets.ts`: imported as `./operations/pets.js`. */
  readonly module: string;
  /** `petstore.pets.list(params, options)`. */
  readonly resource: string;
  readonly method: string;
  /** `ListPetsParams` of `module`; undefined where it takes nothing. */
  readonly paramsType: string | undefined;
  /** False where `params` may be left out. */
  readonly paramsRequired: boolean;
  /** `name` is the property of `params`. */
  readonly params: readonly {
    readonly name: string;
    readonly wireName: string;
    readonly in: string;
    readonly required: boolean;
  }[];
  readonly body: { readonly required: boolean; readonly contentTypes: readonly string[] } | undefined;
  readonly responses: readonly { readonly status: string; readonly contentTypes: readonly string[] }[];
  readonly errors: readonly { readonly status: string; readonly class: string }[];
  /** `cursor`, `page`, …; undefined where it is no list that comes in pages. */
  readonly pagination: string | undefined;
  readonly streams: boolean;
  /** Alternatives, each the names of schemes that go together. */
  readonly security: readonly (readonly string[])[];
}

export interface SdkType {
  readonly origin: SdkOrigin;
  readonly name: string;
  readonly description?: string | undefined;
  readonly module: string;
  readonly schemaModule: string;
}

/** The model for plugins. */
export function sdkModel(api: Api, plan: ClientPlan): SdkModel {
  const { title, version, description, specVersion } = api;
  return frozen({
    format: 1,
    api: { title, version, description, specVersion, servers: api.servers.map(({ url }) => url) },
    client: { class: plan.className.text, module: "client.ts" },
    operations: plan.resources.flatMap((resource) =>
      resource.operations.map((operation) => sdkOperation(operation, resource)),
    ),
    models: [...api.schemas.values()].map(({ id, schema }) => ({
      origin: { source: schema.origin.source, pointer: schema.origin.pointer },
      name: plan.typeOf(id).name.text,
      description: schema.description,
      module: plan.typeOf(id).module,
      schemaModule: plan.zodOf(id).module,
    })),
    securitySchemes: api.securitySchemes.map(({ wireName, type }) => ({ name: wireName, type })),
  });
}

function sdkOperation(plan: OperationPlan, resource: ResourcePlan): SdkOperation {
  const { operation } = plan;
  const { origin, operationId, path, summary, description, deprecated, body } = operation;
  return {
    origin: { source: origin.source, pointer: origin.pointer },
    operationId,
    httpMethod: operation.method,
    path,
    tags: [...operation.tags],
    summary,
    description,
    deprecated,
    function: plan.functionName.text,
    module: resource.module,
    resource: resource.property.text,
    method: plan.methodName,
    paramsType: plan.paramsName?.text,
    paramsRequired: operation.parameters.some(({ required }) => required) || (body?.required ?? false),
    params: plan.params.map(({ name, parameter: { wireName, location, required } }) => ({
      name,
      wireName,
      in: location,
      required,
    })),
    body: body && { required: body.required, contentTypes: body.media.map(({ mediaType }) => mediaType) },
    responses: operation.responses
      .filter(({ isError }) => !isError)
      .map(({ status, media }) => ({ status, contentTypes: media.map(({ mediaType }) => mediaType) })),
    errors: plan.errors.map(({ response, class: { name } }) => ({ status: response.status, class: name.text })),
    pagination: operation.pagination?.rule.style,
    streams: streamOf(operation.responses) !== undefined,
    security: operation.security.map((alternative) => alternative.map(({ scheme }) => scheme)),
  };
}

function frozen<Value extends object>(value: Value): Value {
  for (const inner of Object.values(value)) if (typeof inner === "object" && inner !== null) frozen(inner);
  return Object.freeze(value);
}
