/** Between the core of the runtime and its OAuth2 code, which an SDK passes in only where its document has such a scheme. */
import type { RuntimeClock } from "../clock.js";
import type { SecuritySchemeDescriptor } from "../contract.js";
import type { Transport, TransportResponse } from "../transport/transport.js";
import type { OAuth2Settings } from "./oauth2-credentials.js";
import type { TokenStore } from "./token-store.js";

/** A scheme whose access tokens can be got. */
export type TokenScheme = Extract<SecuritySchemeDescriptor, { readonly type: "oauth2" | "openIdConnect" }>;

/** Gets and keeps the access tokens of one scheme and credential. Clients that are derived from each other share it. */
export interface TokenSource {
  /** A promise only where the token must be waited for. @throws TokenError */
  token(io: TokenIo): string | Promise<string>;
  /** The API has refused the token for what it is: a newer one may help. */
  isRefused(response: TransportResponse): boolean;
  /** A newer token than the one that was refused, or undefined where there can be none. @throws TokenError */
  replace(refused: string, io: TokenIo): Promise<string | undefined>;
}

export interface TokenSourceInit {
  readonly apiName: string;
  readonly schemeName: string;
  readonly scheme: TokenScheme;
  readonly settings: OAuth2Settings;
  readonly store: TokenStore | undefined;
  readonly clock: RuntimeClock;
}

/** How a client reaches the authorization server. */
export interface TokenIo {
  readonly transport: Transport;
  /** Relative addresses of the document are relative to it; undefined where the client has no address. */
  readonly baseUrl: string | undefined;
  readonly userAgent: string | undefined;
  readonly clock: RuntimeClock;
}

/** `ApiDescriptor.oauth2` */
export interface OAuth2Support {
  createTokenSource(init: TokenSourceInit): TokenSource;
}

export function isTokenScheme(scheme: SecuritySchemeDescriptor | undefined): scheme is TokenScheme {
  return scheme?.type === "oauth2" || scheme?.type === "openIdConnect";
}
