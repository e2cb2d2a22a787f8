/** OpenID Connect Discovery 1.0, 4; RFC 8414 Authorization Server Metadata. */

import type { TokenIo } from "../auth/token-source.js";
import { TokenError } from "../errors/token-error.js";
import { withoutFinalSlashes } from "../final-slashes.js";
import { addressOf, askServer } from "./server-request.js";
import { textAt, valueAt } from "./token-response.js";

/** Where the authorization server takes what. Absolute addresses; undefined where neither document nor server names one. */
export interface Endpoints {
  readonly authorization: string | undefined;
  readonly deviceAuthorization: string | undefined;
  readonly token: string | undefined;
  /** For refresh tokens. */
  readonly refresh: string | undefined;
  /** Only from metadata. */
  readonly issuer: string | undefined;
  readonly authMethods: readonly string[] | undefined;
}

export interface DiscoveryInput {
  /** Of the metadata, or the issuer itself. Absolute. */
  readonly url: string;
  /** Instead of the issuer that the address implies. */
  readonly issuer: string | undefined;
  readonly io: TokenIo;
  readonly giveUpAt: number;
}

const wellKnown = /\/\.well-known\/(openid-configuration|oauth-authorization-server)(?=\/|$)/;

/** What the server says of itself. @throws TokenError where it is not the one that was meant */
export async function discover({ url, issuer, io, giveUpAt }: DiscoveryInput): Promise<Endpoints> {
  const metadataUrl = wellKnown.test(new URL(url).pathname)
    ? url
    : `${withoutFinalSlashes(url)}/.well-known/openid-configuration`;
  const { status, body } = await askServer({ method: "GET", url: metadataUrl, giveUpAt }, io);
  const found = textAt(body, "issuer");
  if (status !== 200 || found === undefined) {
    throw new TokenError({ message: `${addressOf(metadataUrl)} answered ${status}, which is no metadata`, status });
  }
  const expected = issuer ?? impliedIssuer(metadataUrl);
  if (found.replace(/\/$/, "") !== expected.replace(/\/$/, "")) {
    const message = `${addressOf(metadataUrl)} names ${JSON.stringify(found)} as its issuer, not ${JSON.stringify(expected)}`;
    throw new TokenError({ message, status });
  }
  const endpoint = (name: string): string | undefined => endpointAt(body, name, metadataUrl);
  const token = endpoint("token_endpoint");
  return {
    authorization: endpoint("authorization_endpoint"),
    deviceAuthorization: endpoint("device_authorization_endpoint"),
    token,
    refresh: token,
    issuer: found,
    authMethods: textsAt(body, "token_endpoint_auth_methods_supported"),
  };
}

/** OpenID Connect puts the well-known path behind the issuer's own (4.1), RFC 8414 before it (3.1). */
function impliedIssuer(metadataUrl: string): string {
  const { origin, pathname } = new URL(metadataUrl);
  return origin + pathname.replace(wellKnown, "");
}

/** A server that is reached by https may not send secrets over http. */
function endpointAt(body: unknown, name: string, metadataUrl: string): string | undefined {
  const endpoint = textAt(body, name);
  if (endpoint === undefined) return undefined;
  const allowed = metadataUrl.startsWith("https:") ? /^https:\/\// : /^https?:\/\//;
  if (allowed.test(endpoint) && URL.canParse(endpoint)) return endpoint;
  throw new TokenError({ message: `${addressOf(metadataUrl)} names ${JSON.stringify(endpoint)} as its ${name}` });
}

function textsAt(body: unknown, name: string): readonly string[] | undefined {
  const value = valueAt(body, name);
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : undefined;
}
