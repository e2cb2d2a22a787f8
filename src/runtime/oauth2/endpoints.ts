import type { OAuth2Grant } from "../auth/oauth2-credentials.js";
import type { TokenIo, TokenScheme } from "../auth/token-source.js";
import type { OAuth2Flow, OAuth2Flows } from "../contract.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { withoutFinalSlashes } from "../final-slashes.js";
import { discover, type Endpoints } from "./discovery.js";

export interface EndpointInput {
  readonly schemeName: string;
  readonly scheme: TokenScheme;
  readonly grant: OAuth2Grant;
  readonly io: TokenIo;
  /** The user's own address of the token endpoint. */
  readonly tokenUrl: string | undefined;
  readonly issuer: string | undefined;
  readonly giveUpAt: number;
}

/** The user's address wins over the document's, and that over the one that the server's metadata names. */
export async function findEndpoints(input: EndpointInput): Promise<Endpoints> {
  const { scheme, tokenUrl, grant } = input;
  const resolve = (url: string | undefined): string | undefined => url && resolveUrl(url, input);
  const flow = scheme.type === "oauth2" ? flowOf(scheme.flows, grant) : undefined;
  const given = resolve(tokenUrl);
  const declared: Endpoints = {
    authorization: resolve(flow?.authorizationUrl),
    deviceAuthorization: resolve(flow?.deviceAuthorizationUrl),
    token: given ?? resolve(flow?.tokenUrl),
    refresh: given ?? resolve(flow?.refreshUrl ?? flow?.tokenUrl),
    issuer: undefined,
    authMethods: undefined,
  };
  const metadataUrl = scheme.type === "oauth2" ? scheme.metadataUrl : scheme.url;
  if (metadataUrl === undefined || isEnough(declared, grant)) return declared;
  const found = await discover({ ...input, url: resolveUrl(metadataUrl, input) });
  return {
    ...found,
    authorization: declared.authorization ?? found.authorization,
    deviceAuthorization: declared.deviceAuthorization ?? found.deviceAuthorization,
    token: declared.token ?? found.token,
    refresh: declared.refresh ?? found.refresh,
  };
}

/** Nothing that the metadata could tell is missing for this grant. */
function isEnough({ authorization, deviceAuthorization, token, refresh }: Endpoints, grant: OAuth2Grant): boolean {
  if (grant === "refreshToken") return refresh !== undefined;
  if (token === undefined) return false;
  if (grant === "authorizationCode") return authorization !== undefined;
  return grant !== "deviceAuthorization" || deviceAuthorization !== undefined;
}

/** A refresh token may come from any flow; its first home is that of an authorization code. */
function flowOf(flows: OAuth2Flows, grant: OAuth2Grant): OAuth2Flow | undefined {
  if (grant !== "refreshToken") return flows[grant];
  const { authorizationCode, deviceAuthorization, password, implicit, clientCredentials } = flows;
  const candidates = [authorizationCode, deviceAuthorization, password, implicit, clientCredentials];
  return candidates.find((flow) => flow?.refreshUrl !== undefined || flow?.tokenUrl !== undefined);
}

/** @throws ConfigurationError where the address can't be told, or is none that a secret may be sent to */
function resolveUrl(url: string, { schemeName, io }: EndpointInput): string {
  const base = io.baseUrl;
  const absolute = parseUrl(url, base === undefined ? undefined : `${withoutFinalSlashes(base)}/`);
  if (absolute === undefined) {
    const message = `${JSON.stringify(url)}, an address of \`auth.${schemeName}\`, is relative: set \`baseUrl\`, or \`tokenUrl\``;
    throw new ConfigurationError({ message });
  }
  if (!/^https?:$/.test(absolute.protocol) || absolute.username !== "" || absolute.password !== "") {
    const message = `${JSON.stringify(url)}, an address of \`auth.${schemeName}\`, must be an http(s) URL without a password`;
    throw new ConfigurationError({ message });
  }
  absolute.hash = "";
  return absolute.href;
}

export function parseUrl(url: string, base?: string): URL | undefined {
  try {
    return new URL(url, base);
  } catch {
    return undefined;
  }
}
