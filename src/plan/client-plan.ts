import type { Identifier } from "../code/identifier.js";
import type { ImportedSymbol } from "../code/symbol.js";
import type { GlobalParam } from "../model/global-param.js";
import type { Operation, Parameter, Response } from "../model/operation.js";
import type { SchemaId } from "../model/schema.js";
import type { SecurityScheme } from "../model/security.js";
import type { WebhooksPlan } from "./plan-webhooks.js";
import type { RuntimeSymbols } from "./runtime-symbols.js";
import type { TypeOptions } from "./type-options.js";
import type { TypedValuesPlan } from "./typed-values.js";
import type { Usage } from "./usage.js";
import type { ValidationPlan } from "./validation.js";

/** Every name and every file of the SDK. After this, a reference is just a name. */
export interface ClientPlan {
  /** `Petstore`. */
  readonly name: string;
  readonly userAgent: string;
  readonly className: Identifier;
  readonly optionsName: Identifier;
  readonly authName: Identifier;
  readonly resources: readonly ResourcePlan[];
  readonly errors: readonly ErrorPlan[];
  readonly security: readonly SchemePlan[];
  /** The members of the client's option `params`. */
  readonly globals: readonly GlobalPlan[];
  /** One of the schemes has access tokens that the SDK can get. */
  readonly usesOAuth2: boolean;
  /** Undefined where the API sends nothing by itself. */
  readonly webhooks: WebhooksPlan | undefined;
  readonly types: TypeOptions;
  readonly typedValues: TypedValuesPlan;
  readonly validation: ValidationPlan;
  readonly runtime: RuntimeSymbols;
  /** What `index.ts` exports of the runtime. */
  readonly runtimeExports: RuntimeExports;
  /** What it exports of the runtime's OAuth2 part; nothing where the document has no need of it. */
  readonly oauth2Exports: RuntimeExports;
  typeOf(id: SchemaId): ImportedSymbol;
  zodOf(id: SchemaId): ImportedSymbol;
  usageOf(id: SchemaId): Usage;
}

export interface RuntimeExports {
  readonly values: readonly Identifier[];
  readonly types: readonly Identifier[];
}

export interface ResourcePlan {
  /** The property of the client: `pets`. */
  readonly property: Identifier;
  readonly className: Identifier;
  /** `operations/pets.ts`. */
  readonly module: string;
  /** What the document says of the tag. */
  readonly description: string | undefined;
  readonly operations: readonly OperationPlan[];
}

export interface OperationPlan {
  readonly operation: Operation;
  /** The operationId, or the function's name where there is none. */
  readonly id: string;
  readonly functionName: Identifier;
  /** A method may be called `delete`. */
  readonly methodName: string;
  readonly descriptorName: Identifier;
  /** Undefined where the operation takes nothing. */
  readonly paramsName: Identifier | undefined;
  readonly params: readonly ParamPlan[];
  /** The name of the union of its declared errors; undefined where it declares none. */
  readonly errorsName: Identifier | undefined;
  readonly errors: readonly DeclaredError[];
  /** The name of what its successes declare as headers; undefined where they declare none. */
  readonly headersName: Identifier | undefined;
  /** The name of what it gives by status and media type; undefined where `accept` makes no difference. */
  readonly mediaName: Identifier | undefined;
  /** More than one media type: the caller chooses by `contentType`. */
  readonly choosesContentType: boolean;
}

export interface ParamPlan {
  readonly parameter: Parameter;
  /** The property of `params`: what an extension calls it, or the wire name, with a suffix where it is taken. */
  readonly name: string;
}

/** A response that is thrown. */
export interface DeclaredError {
  readonly response: Response;
  /** The class that is thrown: one of `errors.ts`, or the runtime's own where no body is declared. */
  readonly class: ImportedSymbol;
  /** Its descriptor in `errors.ts`, shared by all operations; undefined where `class` is the runtime's. */
  readonly descriptor: ImportedSymbol | undefined;
}

/** A class of `errors.ts`. */
export interface ErrorPlan {
  readonly name: Identifier;
  readonly status: string;
  readonly base: ImportedSymbol;
  readonly body: SchemaId;
  readonly description: string | undefined;
  /** The responses that are thrown as this class: one for each set of media types. */
  readonly responses: readonly { readonly name: Identifier; readonly response: Response }[];
}

export interface GlobalPlan {
  readonly global: GlobalParam;
  readonly name: string;
  readonly env: string | undefined;
}

export interface SchemePlan {
  readonly scheme: SecurityScheme;
  /** The environment variable, or the beginning of its name. */
  readonly env: string;
  /** False where the name collides with an option: then the scheme stands under `auth` only. */
  readonly topLevel: boolean;
  /** How access tokens can be got; only of OAuth2 and OpenID Connect. */
  readonly grants: readonly OAuth2Grant[];
  /** What the operations require of the scheme. */
  readonly scopes: readonly string[];
}

/** The names of the runtime's credentials for access tokens. */
export type OAuth2Grant =
  | "authorizationCode"
  | "clientCredentials"
  | "deviceAuthorization"
  | "password"
  | "refreshToken";
