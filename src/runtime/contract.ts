/**
 * What generated code and the runtime agree on. Types only.
 *
 * Generated files state their descriptors with these types, so that an SDK and a runtime that do not fit each other
 * fail the user's type-check, not a request.
 */
import type * as z from "zod";
import type { GlobalParams } from "./global-params-contract.js";
import type { PaginationDescriptor } from "./pagination/pagination-descriptor.js";
import type { SerializedBody } from "./request-body.js";
import type { RetryOption } from "./retry-policy.js";
import type { TimeoutOptions } from "./timeouts.js";
import type { ValidationModes } from "./validation-mode.js";

/** A zod schema whose structure is hidden from the type checker: only what it gives, `T`, is visible. */
export type Schema<T = unknown> = z.ZodType<T>;

/** Builds a schema, or names one, when it is first needed. `unknown` keeps the structure out of the type checker's work. */
export type SchemaThunk = () => unknown;

/** How a received value comes to its typed values: `Date` and `bigint`. Only SDKs that ask for them have it. */
export interface TypedValues {
  /** Decodes what can be decoded; nothing is checked. */
  decode(schema: SchemaThunk, value: unknown): unknown;
  /** JSON with all digits of the integers that the schema takes for bigint. @throws SyntaxError */
  parseJson?(text: string, schema: SchemaThunk | undefined): unknown;
}

/** The API as a whole: what `client.ts` of an SDK hands to `ApiClient`. */
export interface ApiDescriptor {
  /** The SDK's name in PascalCase: `Petstore`. */
  readonly name: string;
  /** `info.version` of the document. */
  readonly version: string;
  /** The first words of the `User-Agent` header: `petstore/1.0.0`. */
  readonly userAgent: string;
  /** In the order of the document; the first is the default. An empty list: the user must give `baseUrl`. */
  readonly servers: readonly ServerDescriptor[];
  /** By the scheme's name in the document. */
  readonly security: Readonly<Record<string, SecuritySchemeDescriptor>>;
  readonly values?: TypedValues;
  /** How it validates by itself. Default: requests `off`, responses `lenient`. */
  readonly validate?: ValidationModes;
  /** False: its operations name no schemas, so that nothing can be validated. */
  readonly hasSchemas?: false;
  /** What the document says of retries for all operations. The client's option wins over it. */
  readonly retry?: RetryOption;
  /** Parameters that the client's option `params` gives to all operations that have them. */
  readonly globals?: GlobalParams;
}

/** What tells of its credentials. */
export type SecuredApi = Pick<ApiDescriptor, "name" | "security">;

/** OpenAPI 3.2, 4.5 Server Object. */
export interface ServerDescriptor {
  /** May hold `{variable}`s and may be relative (then the user must give `baseUrl`). */
  readonly url: string;
  /** How `server: "…"` chooses it. */
  readonly name?: string;
  readonly variables?: Readonly<Record<string, ServerVariableDescriptor>>;
}

export interface ServerVariableDescriptor {
  readonly default: string;
  readonly enum?: readonly string[];
}

/** OpenAPI 3.2, 4.30 Security Scheme Object. `env` is the variable that is read where the user gives no credential. */
export type SecuritySchemeDescriptor =
  /** `prefix`: what stands before the key in its header. */
  | {
      readonly type: "apiKey";
      readonly in: "header" | "query" | "cookie";
      readonly name: string;
      readonly prefix?: string;
      readonly env: string;
    }
  /** Reads `usernameEnv` and `passwordEnv`, or `<env>_USERNAME` and `<env>_PASSWORD`. */
  | { readonly type: "basic"; readonly env: string; readonly usernameEnv?: string; readonly passwordEnv?: string }
  | { readonly type: "bearer"; readonly env: string }
  /**
   * Reads `<env>`, a ready access token, or `<env>_CLIENT_ID` and `<env>_CLIENT_SECRET`. `scopes`: what the operations of
   * the document require. `metadataUrl`: where the authorization server describes itself (RFC 8414).
   */
  | {
      readonly type: "oauth2";
      readonly flows: OAuth2Flows;
      readonly metadataUrl?: string;
      readonly scopes?: readonly string[];
      readonly env: string;
    }
  | { readonly type: "openIdConnect"; readonly url: string; readonly scopes?: readonly string[]; readonly env: string }
  /** Another scheme of the HTTP authentication registry: the credential is sent as `Authorization: <scheme> <value>`. */
  | { readonly type: "http"; readonly scheme: string; readonly env: string }
  /** Mutual TLS: nothing to send; the user configures the transport. */
  | { readonly type: "mutualTLS" };

export interface OAuth2Flows {
  readonly authorizationCode?: OAuth2Flow;
  readonly clientCredentials?: OAuth2Flow;
  readonly deviceAuthorization?: OAuth2Flow;
  readonly implicit?: OAuth2Flow;
  readonly password?: OAuth2Flow;
}

export interface OAuth2Flow {
  readonly authorizationUrl?: string;
  readonly deviceAuthorizationUrl?: string;
  readonly tokenUrl?: string;
  readonly refreshUrl?: string;
  readonly scopes: readonly string[];
}

/** One operation: a plain object beside its function. */
export interface OperationDescriptor {
  /** The operationId, or what stands for it. */
  readonly id: string;
  /** Upper case, as it goes on the wire. */
  readonly method: string;
  /** The template: `/pets/{petId}`. */
  readonly path: string;
  readonly params?: readonly ParamDescriptor[];
  readonly body?: RequestBodyDescriptor;
  /** By `200`, `4XX` or `default`. */
  readonly responses: Readonly<Record<string, ResponseDescriptor>>;
  /** Alternatives (any of them), each a set of schemes (all of them). Absent or empty: no credential is sent. An empty alternative: credentials are optional. */
  readonly security?: readonly SecurityRequirement[];
  /** Only where the operation has servers of its own. */
  readonly servers?: readonly ServerDescriptor[];
  /** Only where it lists something page by page. */
  readonly pagination?: PaginationDescriptor;
  /** The operation's own policy: wins over the client's option, unless that is `false`. */
  readonly retry?: RetryOption;
  /** Milliseconds. Wins over the client's option. */
  readonly timeout?: number | TimeoutOptions;
  readonly idempotency?: IdempotencyDescriptor;
  /** Of an operation that streams on request: the property of its body, or its parameter, that asks for it with `true`. */
  readonly streamFlag?: { readonly in: "body" | "params"; readonly name: string };
}

/** What the document says of sending an operation twice. */
export interface IdempotencyDescriptor {
  /** The header that carries the key; a POST or PATCH gets one where the caller gives none. */
  readonly header?: string;
  /** A second request does no harm, even without a key. */
  readonly repeatable?: boolean;
}

/** The names of the schemes that are needed together; with scopes where the document names some. */
export type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

export type ParamLocation = "path" | "query" | "header" | "cookie" | "querystring";
export type ParamStyle =
  | "simple"
  | "label"
  | "matrix"
  | "form"
  | "spaceDelimited"
  | "pipeDelimited"
  | "deepObject"
  | "cookie";

/** OpenAPI 3.2, 4.12 Parameter Object. */
export interface ParamDescriptor {
  /** The property of the function's `params`. */
  readonly name: string;
  /** The name on the wire, where it is not `name`. */
  readonly wireName?: string;
  readonly in: ParamLocation;
  readonly required?: boolean;
  /** Default: `simple` in path and header, `form` in query and cookie. */
  readonly style?: ParamStyle;
  /** Default: true for `form` and `cookie` style, false for all others. */
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  /** Of a list that no style describes: prints it, or where it is exploded each list in it. */
  readonly printList?: PrintList;
  /** The parameter has `content`: its value is serialized as this media type. */
  readonly contentType?: string;
  readonly schema?: SchemaThunk;
}

export interface RequestBodyDescriptor {
  readonly required?: boolean;
  /** By media type; the first is the default of `contentType`. */
  readonly content: Readonly<Record<string, RequestMediaDescriptor>>;
}

export interface RequestMediaDescriptor {
  readonly schema?: SchemaThunk;
  /** OpenAPI 3.2: of a sequence (JSON Lines, multipart/mixed), each of its items. */
  readonly itemSchema?: SchemaThunk;
  /** By property of the body (urlencoded and multipart). */
  readonly encoding?: Readonly<Record<string, EncodingDescriptor>>;
  /** For media types that most APIs don't have: named here, it is only in the bundles of those that do. */
  readonly serialize?: BodySerializer;
}

/** Turns a value into the bytes of a media type. @throws RequestValidationError if it can't be one */
export type BodySerializer = (input: BodyInput) => SerializedBody;

export interface BodyInput {
  readonly mediaType: string;
  readonly media: RequestMediaDescriptor;
  readonly value: unknown;
}

/** OpenAPI 3.2, 4.15 Encoding Object. */
export interface EncodingDescriptor {
  readonly contentType?: string;
  /** Of the part, in multipart: those whose value the document fixes. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly style?: ParamStyle;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  readonly printList?: PrintList;
}

/** A list as one text. `encode` makes what is in it, and what stands between, fit for the place. */
export type PrintList = (list: readonly unknown[], encode: (text: string) => string) => string;

/** Without a schema, a header is the text that came. `delimiter`: of a list, default a comma. */
export type HeaderDescriptors = Readonly<
  Record<string, { readonly schema?: SchemaThunk; readonly delimiter?: string }>
>;

export type ReadHeaders = (
  fields: HeaderDescriptors,
  headers: ResponseHeaders,
  values: TypedValues | undefined,
) => Readonly<Record<string, unknown>>;

export interface ResponseDescriptor {
  /** By media type or range (`image/*`). Absent: no body is declared. */
  readonly content?: Readonly<Record<string, ResponseMediaDescriptor>>;
  /** What it declares as headers, by their names in the document, and what reads them. */
  readonly headers?: { readonly read: ReadHeaders; readonly fields: HeaderDescriptors };
  /** The class that is thrown: only on responses that are errors. A function, so that importing the SDK runs nothing. */
  readonly error?: () => ApiErrorClass;
}

/**
 * How a body is handed to the caller:
 * `json` parsed and validated, `text` a string, `binary` a `BinaryResponse`, `events` server-sent events, `lines` JSON Lines.
 */
export type BodyKind = "json" | "text" | "binary" | "events" | "lines";

export interface ResponseMediaDescriptor extends EventDescriptor {
  readonly schema?: SchemaThunk;
  /** Server-sent events whose data depends on their name. `itemSchema` and `format` are about all others. */
  readonly events?: Readonly<Record<string, EventDescriptor>>;
  /** True: events of other names than those of `events` are not declared. */
  readonly onlyNamed?: boolean;
  /** The data of the server-sent event that says that no other follows. Default `[DONE]`, where data is not `text`. */
  readonly sentinel?: string;
  /** Of an error: the properties that lead to its message. Without it, and where nothing is there, it is looked for. */
  readonly messagePath?: readonly string[];
  /** Only where it is not what the media type says: JSON is `json`, text and XML are `text`, all else is `binary`. */
  readonly kind?: BodyKind;
}

export interface EventDescriptor {
  /** Of a sequence (JSON Lines, multipart/mixed) each of its items; of server-sent events the data of one. */
  readonly itemSchema?: SchemaThunk;
  /** What the data of server-sent events is. Default `json`. `either`: JSON where it can be parsed, text otherwise. */
  readonly format?: "json" | "text" | "either";
}

/** Everything that an `ApiError` knows. */
export interface ApiErrorInit<Body = unknown> {
  readonly message: string;
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly body: Body;
  readonly operationId: string;
  readonly method: string;
  /** Without credentials. */
  readonly url: string;
  readonly requestId: string | undefined;
  readonly cause?: unknown;
}

// `never`: a class with a narrower body is as good; the runtime has validated the body before it makes one.
export type ApiErrorClass = new (init: ApiErrorInit<never>) => Error;

/** The headers of a response; names compare case-insensitively. */
export interface ResponseHeaders extends Iterable<[name: string, value: string]> {
  /** All values of the name joined with `, `; undefined where there is none. */
  get(name: string): string | undefined;
  /** The values one by one (`Set-Cookie`). */
  getAll(name: string): readonly string[];
  has(name: string): boolean;
  toJSON(): Record<string, string>;
}
