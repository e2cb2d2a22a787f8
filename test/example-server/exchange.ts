import type { IncomingMessage } from "node:http";
import type { Principal, SecurityRequirement } from "./auth.js";
import type { Store } from "./data/store.js";
import type { RecordedRequest } from "./record.js";
import type { TokenIssuer } from "./tokens.js";

/** What a handler answers; `send.ts` puts it on the wire. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: ReplyBody;
}

export type ReplyBody =
  | { readonly kind: "text"; readonly contentType: string; readonly text: string }
  | {
      readonly kind: "stream";
      readonly contentType: string;
      readonly chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
      /** Left out where nobody knows how long the body will be. */
      readonly length?: number;
    };

/** One request with all that is known about it, and the world that it meets. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly record: RecordedRequest;
  /** From the path: `{ postId: "…" }`. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly principal: Principal;
  readonly store: Store;
  readonly tokens: TokenIssuer;
  /** Aborted when the client is gone or the server closes. */
  readonly signal: AbortSignal;
}

export type Handler = (exchange: Exchange) => Reply | Promise<Reply>;

/** An operation of fixtures/inkwell.yaml and the function that carries it out. */
export interface Route {
  readonly operationId: string;
  readonly method: string;
  /** The template, without the server's `/v1`. */
  readonly path: string;
  /** Alternatives, as in the document; `[]`: nobody is asked who they are. */
  readonly security: readonly SecurityRequirement[];
  readonly handler: Handler;
}

/** A JSON answer. */
export function json(
  value: unknown,
  init: { status?: number; headers?: Readonly<Record<string, string>> } = {},
): Reply {
  return {
    status: init.status ?? 200,
    headers: init.headers ?? {},
    body: { kind: "text", contentType: "application/json", text: JSON.stringify(value) },
  };
}

/** An answer without a body. */
export const noContent: Reply = { status: 204 };
