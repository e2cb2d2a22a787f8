import type { Origin } from "../diagnostics/origin.js";
import type { Pagination } from "./pagination.js";
import type { Idempotency, RetryRule, TimeoutRule } from "./retry.js";
import type { JsonValue, Schema } from "./schema.js";
import type { SecurityRequirement } from "./security.js";
import type { Server } from "./server.js";

export interface Operation {
  readonly origin: Origin;
  /** The operationId of the document, unique; undefined where there is none. */
  readonly operationId: string | undefined;
  /** Upper case. */
  readonly method: string;
  /** The template: `/pets/{petId}`. */
  readonly path: string;
  readonly tags: readonly string[];
  /** What the configuration calls it; undefined where the document's own words name it. */
  readonly naming?: { readonly method: string | undefined; readonly resource: string | undefined } | undefined;
  /** What extensions of the document call it; the configuration wins. */
  readonly authorNames?: AuthorNames | undefined;
  /** The extension by which the document keeps it out of SDKs. */
  readonly ignoredBy?: string | undefined;
  readonly summary?: string | undefined;
  readonly description?: string | undefined;
  readonly deprecated: boolean;
  /** What to say of that. */
  readonly deprecation?: string | undefined;
  readonly parameters: readonly Parameter[];
  readonly body: RequestBody | undefined;
  readonly responses: readonly Response[];
  /** Alternatives; empty: none is needed. */
  readonly security: readonly SecurityRequirement[];
  /** Only where the operation (or its path) has servers of its own. */
  readonly servers: readonly Server[];
  /** Undefined where it is no list that comes in pages. */
  readonly pagination?: Pagination | undefined;
  /** The operation's own policies; undefined where nobody says anything. */
  readonly retry?: RetryRule | undefined;
  readonly timeout?: TimeoutRule | undefined;
  readonly idempotency?: Idempotency | undefined;
  /** What asks for a stream with `true`, by its wire name: a property of the body or a query parameter. */
  readonly streamFlag?: StreamFlag | undefined;
}

/** Words, not identifiers: any text. */
export interface AuthorNames {
  readonly method: string | undefined;
  /** Of groups within groups, all their names with dots between them. */
  readonly group: string | undefined;
  /** Of what it takes: its params. */
  readonly request: string | undefined;
}

export interface StreamFlag {
  readonly in: "body" | "query";
  readonly wireName: string;
}

export type ParameterLocation = "path" | "query" | "header" | "cookie" | "querystring";

export interface Parameter {
  readonly origin: Origin;
  readonly wireName: string;
  /** What an extension calls it in code: any text. */
  readonly authorName?: string | undefined;
  /** What the client's options call it, where the document says that the client gives it. */
  readonly clientName?: string | undefined;
  readonly location: ParameterLocation;
  readonly required: boolean;
  readonly deprecated: boolean;
  /** What to say of that. */
  readonly deprecation?: string | undefined;
  readonly description?: string | undefined;
  readonly style: string;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** Of a list that no style describes (Swagger 2.0): between its items, then between those of lists in it. */
  readonly delimiters?: readonly string[] | undefined;
  /** Set where the parameter has `content`: how its value is serialized. */
  readonly contentType: string | undefined;
  readonly schema: Schema;
  /** The parameter's own, not those of its schema. */
  readonly examples: readonly JsonValue[];
}

export interface RequestBody {
  readonly origin: Origin;
  readonly required: boolean;
  readonly description?: string | undefined;
  /** The first is the default: the first JSON one, otherwise the first. */
  readonly media: readonly RequestMedia[];
}

export interface RequestMedia {
  readonly mediaType: string;
  readonly schema: Schema;
  /** The media type's own, where it has some. */
  readonly examples?: readonly JsonValue[];
  /** OpenAPI 3.2: of a sequence (JSON Lines, multipart/mixed), each of its items. */
  readonly itemSchema?: Schema | undefined;
  readonly encoding: readonly Encoding[];
}

export interface Encoding {
  readonly property: string;
  /** Of the part, in multipart: those whose value the document fixes. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly contentType?: string | undefined;
  readonly style?: string | undefined;
  readonly explode?: boolean | undefined;
  readonly allowReserved?: boolean | undefined;
  readonly delimiters?: readonly string[] | undefined;
}

/** `200`, `4XX` or `default`. */
export interface Response {
  readonly origin: Origin;
  readonly status: string;
  readonly description?: string | undefined;
  readonly isError: boolean;
  readonly media: readonly ResponseMedia[];
  readonly headers: readonly ResponseHeader[];
}

/** OpenAPI 3.2, 4.21 Header Object. */
export interface ResponseHeader {
  readonly wireName: string;
  readonly description?: string | undefined;
  readonly deprecated: boolean;
  readonly schema: Schema;
  /** Of a list, where it is not a comma (Swagger 2.0). */
  readonly delimiter?: string | undefined;
}

/** `empty` where the document declares no body. */
export type BodyKind = "json" | "text" | "binary" | "events" | "lines";

export interface ResponseMedia {
  readonly mediaType: string;
  readonly kind: BodyKind;
  /** Undefined where the document gives none, and for streams. */
  readonly schema: Schema | undefined;
  /** As in `RequestMedia`. */
  readonly examples?: readonly JsonValue[];
  /** Of a sequence (JSON Lines, multipart/mixed) each of its items; of server-sent events the data of one. */
  readonly itemSchema?: Schema | undefined;
  /** Of an error: the properties that lead to its message, by their wire names, where the document marks it. */
  readonly messagePath?: readonly string[] | undefined;
  /** Only of server-sent events. */
  readonly events?: EventStream | undefined;
}

/** What is known of server-sent events besides `itemSchema`, which is about those that `named` does not name. */
export interface EventStream {
  readonly format: EventFormat;
  readonly named: readonly NamedEvent[];
  /** No other events than the named ones are declared. */
  readonly onlyNamed: boolean;
  /** The data of the event that says that no other follows. */
  readonly sentinel: string | undefined;
}

export interface NamedEvent {
  readonly name: string;
  readonly format: EventFormat;
  readonly schema: Schema | undefined;
}

/** What the data of an event is; `either` is JSON where it can be parsed, and text otherwise. */
export type EventFormat = "json" | "text" | "either";
