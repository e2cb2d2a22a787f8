// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import {
  Authenticator,
  Cancellation,
  ConfigurationError,
  ConnectionError,
  TimeoutError,
  TokenError,
  codeOfInFailure,
  decodeUtf8,
  insidesOf,
  readEnvironment,
  readRetryAfter,
  withoutFinalSlashes,
} from "./core.js";
import type {
  ClockTimer,
  DeviceCodePrompt,
  OAuth2Flow,
  OAuth2Flows,
  OAuth2Grant,
  OAuth2Settings,
  OAuth2Support,
  ResponseHeaders,
  RuntimeClock,
  SecretSource,
  TokenIo,
  TokenScheme,
  TokenSet,
  TokenSource,
  TokenSourceInit,
  TokenStore,
  TransportResponse,
} from "./core.js";
export type {
  AuthorizationCodeGrant,
  ClientCredentialsGrant,
  DeviceAuthorizationGrant,
  DeviceCodePrompt,
  OAuth2Grant,
  OAuth2Grants,
  OAuth2Settings,
  OAuth2Support,
  PasswordGrant,
  RefreshTokenGrant,
  SecretSource,
  TokenIo,
  TokenScheme,
  TokenSet,
  TokenSetGrant,
  TokenSource,
  TokenSourceInit,
  TokenStore,
} from "./core.js";

// #region oauth2/challenge.ts
/** RFC 6750 3 The WWW-Authenticate Response Header Field, https://www.rfc-editor.org/rfc/rfc6750#section-3 */


const bearerError = /\bbearer\b.*?\berror\s*=\s*"?([\w-]+)/i;

/**
 * A 401 that a newer token may help with: what is wrong is the token, or the server doesn't say. Neither does a newer
 * one help where a scope is missing (`insufficient_scope`), nor where the request is wrong.
 */
function isTokenRefusal({ status, headers }: Pick<TransportResponse, "status" | "headers">): boolean {
  if (status !== 401) return false;
  const error = bearerError.exec((headers.get("www-authenticate") ?? "").slice(0, 2_000))?.[1]?.toLowerCase();
  return error === undefined || error === "invalid_token";
}
// #endregion

// #region oauth2/grant-settings.ts
/** What the grants of a credential have, all at once: which of them are there tells which grant is meant. */
interface GrantSettings extends OAuth2Settings {
  readonly flow?: OAuth2Grant | undefined;
  readonly refreshToken?: SecretSource | undefined;
  readonly tokens?: TokenSet | undefined;
  readonly username?: SecretSource | undefined;
  readonly password?: SecretSource | undefined;
  readonly redirectUri?: string | undefined;
  readonly authorize?: ((url: string) => string | URL | Promise<string | URL>) | undefined;
  readonly onUserCode?: ((prompt: DeviceCodePrompt) => void | Promise<void>) | undefined;
}

/** What each grant can't do without. */
const needs: Readonly<Record<OAuth2Grant, (keyof GrantSettings)[]>> = {
  authorizationCode: ["authorize", "redirectUri"],
  clientCredentials: [],
  deviceAuthorization: ["onUserCode"],
  password: ["username", "password"],
  refreshToken: [],
};

/** @throws ConfigurationError where something is missing for the grant that is asked for */
function grantOf(settings: GrantSettings, schemeName: string): OAuth2Grant {
  const grant = settings.flow ?? impliedGrant(settings);
  const missing = needs[grant].find((key) => settings[key] === undefined);
  if (missing !== undefined) {
    throw new ConfigurationError({
      message: `\`auth.${schemeName}.${missing}\` is missing: the ${grant} flow needs it`,
    });
  }
  return grant;
}

function impliedGrant(settings: GrantSettings): OAuth2Grant {
  if (settings.authorize !== undefined) return "authorizationCode";
  if (settings.onUserCode !== undefined) return "deviceAuthorization";
  if (settings.username !== undefined) return "password";
  return settings.refreshToken !== undefined || settings.tokens !== undefined ? "refreshToken" : "clientCredentials";
}
// #endregion

// #region oauth2/secret.ts
/** The text that the user gives, or that the environment holds. */
async function readSecret(source: SecretSource | undefined, variable?: string): Promise<string | undefined> {
  const value = typeof source === "function" ? await source() : source;
  if (value !== undefined && value !== "") return value;
  return variable === undefined ? undefined : readEnvironment(variable);
}
// #endregion

// #region oauth2/client-authentication.ts
/** RFC 6749 2.3.1 Client Password, https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1 */


/** Who asks for a token. */
interface OAuth2Client {
  readonly id: string;
  /** Undefined for a public client. */
  readonly secret: string | undefined;
  readonly method: "client_secret_basic" | "client_secret_post";
}

interface ClientInput {
  readonly schemeName: string;
  readonly env: string;
  readonly settings: GrantSettings;
  /** `token_endpoint_auth_methods_supported` of the server's metadata. */
  readonly methods: readonly string[] | undefined;
}

/** @throws ConfigurationError where there is no id */
async function readClient({ schemeName, env, settings, methods }: ClientInput): Promise<OAuth2Client> {
  const [id, secret] = await Promise.all([
    readSecret(settings.clientId, `${env}_CLIENT_ID`),
    readSecret(settings.clientSecret, `${env}_CLIENT_SECRET`),
  ]);
  if (id === undefined) {
    const message = `\`auth.${schemeName}.clientId\` is missing: set it, or the environment variable ${env}_CLIENT_ID`;
    throw new ConfigurationError({ message });
  }
  return { id, secret, method: settings.clientAuthentication ?? supportedMethod(methods) };
}

/** Every server must take `client_secret_basic`, unless its metadata says otherwise (RFC 8414 2). */
function supportedMethod(methods: readonly string[] | undefined): OAuth2Client["method"] {
  const takesBasic = methods === undefined || methods.includes("client_secret_basic");
  return takesBasic || !methods.includes("client_secret_post") ? "client_secret_basic" : "client_secret_post";
}

/** Adds who asks: a header, or fields of the form. A public client says its id alone (RFC 6749 3.2.1). */
function authenticateClient(client: OAuth2Client, form: URLSearchParams): string | undefined {
  if (client.secret !== undefined && client.method === "client_secret_basic") {
    return `Basic ${btoa(`${formEncode(client.id)}:${formEncode(client.secret)}`)}`;
  }
  form.set("client_id", client.id);
  if (client.secret !== undefined) form.set("client_secret", client.secret);
  return undefined;
}

/** Id and secret are form-encoded first: a colon or a letter outside ASCII would not survive otherwise. */
function formEncode(text: string): string {
  return new URLSearchParams({ v: text }).toString().slice(2);
}
// #endregion

// #region oauth2/wait.ts
/** @throws the signal's reason */
function wait(ms: number, clock: RuntimeClock, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason);
      return;
    }
    const onAbort = (): void => {
      clock.stop(timer);
      reject(signal?.reason);
    };
    const timer = clock.start(ms, () => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    });
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
// #endregion

// #region oauth2/server-request.ts
/** Requests to the authorization server: past the client's policies, with limits and retries of their own. */


interface ServerRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  /** Of a POST. */
  readonly form?: URLSearchParams;
  readonly authorization?: string | undefined;
  /** When to give up, as the clock's `now` counts. */
  readonly giveUpAt: number;
}

interface ServerReply {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** Parsed JSON; undefined where it is something else. */
  readonly body: unknown;
  /** When the request that this answers was sent, as the clock's `now` counts. */
  readonly askedAt: number;
}

const maxAttempts = 3;
/** One request. A token endpoint that takes longer is down. */
const maxAttemptTime = 10_000;
const maxBytes = 262_144;
const baseDelay = 500;
const maxDelayInServerRequest = 4_000;
/** Worth another try. A token request that went wrong half-way may be repeated: its answer would be lost either way. */
const passingStatuses = /* @__PURE__ */ new Set([408, 425, 429, 500, 502, 503, 504]);

/** Sends until there is an answer that another try would not change. @throws TokenError where there is none */
async function askServer(request: ServerRequest, io: TokenIo): Promise<ServerReply> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await tryOnce(request, io);
    const delay = attempt < maxAttempts ? delayBefore(result, attempt, io.clock.time()) : undefined;
    if (delay === undefined || io.clock.now() + delay >= request.giveUpAt) {
      if (!(result instanceof Error)) return result;
      throw unreachable(request.url, result);
    }
    await wait(delay, io.clock);
  }
}

async function tryOnce(request: ServerRequest, io: TokenIo): Promise<ServerReply | Error> {
  const askedAt = io.clock.now();
  const cancellation = new Cancellation(io.clock);
  try {
    const limit = Math.max(1, Math.min(maxAttemptTime, request.giveUpAt - askedAt));
    cancellation.startTimer(limit);
    const { origin, pathname, search } = new URL(request.url);
    const response = await io.transport.send({
      method: request.method,
      origin,
      path: pathname + search,
      headers: headersOf(request, io),
      body: request.form?.toString(),
      timeouts: { headers: limit, body: limit },
      abort: cancellation,
    });
    const { status, headers } = response;
    return { status, headers, body: parseInServerRequest(await response.body.bytes(maxBytes)), askedAt };
  } catch (error) {
    // What the user's own transport throws is no more than a reason.
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    cancellation.settle();
  }
}

function headersOf({ form, authorization }: ServerRequest, { userAgent }: TokenIo): Record<string, string> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (userAgent !== undefined) headers["user-agent"] = userAgent;
  if (form !== undefined) headers["content-type"] = "application/x-www-form-urlencoded";
  if (authorization !== undefined) headers["authorization"] = authorization;
  return headers;
}

function parseInServerRequest(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decodeUtf8(bytes));
  } catch {
    return undefined;
  }
}

/** Milliseconds until the next try; undefined where there is to be none. */
function delayBefore(result: ServerReply | Error, attempt: number, now: number): number | undefined {
  if (result instanceof Error) {
    if (!(result instanceof ConnectionError || result instanceof TimeoutError) || isCertain(result)) return undefined;
  } else if (!passingStatuses.has(result.status)) return undefined;
  const asked = result instanceof Error ? undefined : readRetryAfter(result.headers, now);
  return asked ?? Math.random() * Math.min(maxDelayInServerRequest, baseDelay * 2 ** (attempt - 1));
}

/** A certificate does not get better, nor does a server that speaks no HTTP. */
function isCertain(error: Error): boolean {
  return /CERT|TLS|SSL|SIGNED|VERIFY|^HPE_/.test(codeOfInFailure(error) ?? "");
}

function unreachable(url: string, cause: Error): TokenError {
  return new TokenError({ message: `No answer from ${addressOfInServerRequest(url)}: ${cause.message}`, cause });
}

/** For messages: a query may hold secrets. */
function addressOfInServerRequest(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
// #endregion

// #region oauth2/held-token.ts
/**
 * An access token and when to renew it, by the monotonic clock: what a machine thinks the time is has no part in it.
 * Milliseconds as the clock's `now` gives them.
 */
interface HeldToken {
  readonly tokens: TokenSet;
  /** From here on it is renewed in the background. */
  readonly refreshAt: number;
  /** From here on callers wait for the new one. */
  readonly waitAt: number;
  /** From here on it is of no use. */
  readonly goneAt: number;
}

/** RFC 6749 5.1 only recommends `expires_in`. An hour is what most servers take; where it is less, a 401 says so. */
const defaultLifetime = 3_600_000;

const refreshAhead = 60_000;
const waitAhead = 5_000;

/** A token that was asked for at `askedAt`: its life can't have begun earlier. */
function holdIssued(tokens: TokenSet, lifetime: number, askedAt: number): HeldToken {
  return holdUntil(tokens, lifetime, askedAt + lifetime);
}

/** A token of a store, or of the user. Its end is told by the clock of the wall, but it can't live longer than it was given. */
function holdStored(tokens: TokenSet, clock: RuntimeClock): HeldToken {
  const { expiresAt, obtainedAt } = tokens;
  const never = Number.POSITIVE_INFINITY;
  if (expiresAt === undefined) return { tokens, refreshAt: never, waitAt: never, goneAt: never };
  const left = expiresAt - clock.time();
  const lifetime = obtainedAt === undefined ? left : expiresAt - obtainedAt;
  return holdUntil(tokens, Math.max(0, lifetime), clock.now() + Math.min(left, lifetime));
}

/** A token that lives shorter than two minutes is renewed at half of its life; the others follow from that. */
function holdUntil(tokens: TokenSet, lifetime: number, goneAt: number): HeldToken {
  const ahead = Math.min(refreshAhead, lifetime / 2);
  return { tokens, refreshAt: goneAt - ahead, waitAt: goneAt - Math.min(waitAhead, ahead / 2), goneAt };
}
// #endregion

// #region oauth2/token-response.ts
/** RFC 6749 5 Issuing an Access Token, https://www.rfc-editor.org/rfc/rfc6749#section-5 */


/** What a token endpoint's answer holds. Other members are of no interest (5.1). */
interface TokenResponse {
  readonly accessToken: string;
  readonly tokenType: string | undefined;
  /** Seconds; undefined where the server doesn't say. */
  readonly expiresIn: number | undefined;
  readonly refreshToken: string | undefined;
  readonly scope: string | undefined;
  readonly idToken: string | undefined;
}

/** Undefined where the answer is no token. */
function readTokenResponse({ status, body }: Pick<ServerReply, "status" | "body">): TokenResponse | undefined {
  const accessToken = textAt(body, "access_token");
  // Some servers say 200 to an error.
  if (status < 200 || status > 299 || accessToken === undefined || accessToken === "") return undefined;
  return {
    accessToken,
    tokenType: textAt(body, "token_type"),
    expiresIn: secondsAt(body, "expires_in"),
    refreshToken: textAt(body, "refresh_token"),
    scope: textAt(body, "scope"),
    idToken: textAt(body, "id_token"),
  };
}

/**
 * The token, ready to be used. One without a refresh token keeps the old one (RFC 6749 6).
 * @throws TokenError where the token is not one to be sent as `Bearer` (7.1)
 */
function holdResponse(
  response: TokenResponse,
  reply: ServerReply,
  { oldRefreshToken, clock }: { readonly oldRefreshToken: string | undefined; readonly clock: RuntimeClock },
): HeldToken {
  const { accessToken, tokenType, expiresIn, scope, idToken } = response;
  if (tokenType !== undefined && tokenType.toLowerCase() !== "bearer") {
    const message = `The authorization server issued a token of type ${JSON.stringify(tokenType)}; only Bearer is supported`;
    throw new TokenError({ message, status: reply.status });
  }
  const lifetime = expiresIn === undefined ? defaultLifetime : expiresIn * 1_000;
  const obtainedAt = clock.time() - (clock.now() - reply.askedAt);
  const refreshToken = response.refreshToken ?? oldRefreshToken;
  const tokens: TokenSet = {
    accessToken,
    obtainedAt: Math.round(obtainedAt),
    expiresAt: Math.round(obtainedAt + lifetime),
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(scope === undefined ? {} : { scope }),
    ...(idToken === undefined ? {} : { idToken }),
  };
  return holdIssued(tokens, lifetime, reply.askedAt);
}

/** RFC 6749 4.1.2.1 and 5.2, RFC 8628 3.5: no secret, even where one of its letters is somebody's password. */
const knownCodes = /* @__PURE__ */ new Set([
  "invalid_request",
  "invalid_client",
  "invalid_grant",
  "unauthorized_client",
  "unsupported_grant_type",
  "invalid_scope",
  "access_denied",
  "unsupported_response_type",
  "server_error",
  "temporarily_unavailable",
  "authorization_pending",
  "slow_down",
  "expired_token",
]);

/** What was refused: the answer of an endpoint, or of a browser that was sent back. */
interface Refusal {
  /** Undefined where it came by way of a browser. */
  readonly status: number | undefined;
  readonly body: unknown;
}

/** RFC 6749 5.2. `secrets` are taken out of what the server says: some repeat what they were sent. */
function refusalOf({ status, body }: Refusal, url: string, secrets: readonly string[]): TokenError {
  const code = textAt(body, "error");
  const error = code !== undefined && knownCodes.has(code) ? code : withoutSecrets(code, secrets);
  const errorDescription = withoutSecrets(textAt(body, "error_description"), secrets);
  const reasons = [status?.toString(), error, errorDescription].filter((part) => part !== undefined);
  if (error === undefined && status !== undefined && status < 300) reasons.push("which is no token");
  const message = `${addressOfInServerRequest(url)} answered ${reasons.join(", ")}${hintFor(error)}`;
  return new TokenError({ message, status, error, errorDescription });
}

function hintFor(error: string | undefined): string {
  if (error !== "invalid_client") return "";
  return ' (some servers take the secret in the body only: `clientAuthentication: "client_secret_post"`)';
}

function withoutSecrets(text: string | undefined, secrets: readonly string[]): string | undefined {
  let clean = text;
  for (const secret of secrets) if (secret !== "") clean = clean?.split(secret).join("REDACTED");
  return clean?.slice(0, 1_000);
}

function textAt(body: unknown, key: string): string | undefined {
  const value = valueAtInTokenResponse(body, key);
  return typeof value === "string" ? value : undefined;
}

/** A number of seconds. Some servers send it as a text. */
function secondsAt(body: unknown, key: string): number | undefined {
  const value = valueAtInTokenResponse(body, key);
  const seconds = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof seconds === "number" && Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

function valueAtInTokenResponse(body: unknown, key: string): unknown {
  if (typeof body !== "object" || body === null || !Object.hasOwn(body, key)) return undefined;
  // Own property checked.
  return (body as Readonly<Record<string, unknown>>)[key];
}
// #endregion

// #region oauth2/discovery.ts
/** OpenID Connect Discovery 1.0, 4; RFC 8414 Authorization Server Metadata. */


/** Where the authorization server takes what. Absolute addresses; undefined where neither document nor server names one. */
interface Endpoints {
  readonly authorization: string | undefined;
  readonly deviceAuthorization: string | undefined;
  readonly token: string | undefined;
  /** For refresh tokens. */
  readonly refresh: string | undefined;
  /** Only from metadata. */
  readonly issuer: string | undefined;
  readonly authMethods: readonly string[] | undefined;
}

interface DiscoveryInput {
  /** Of the metadata, or the issuer itself. Absolute. */
  readonly url: string;
  /** Instead of the issuer that the address implies. */
  readonly issuer: string | undefined;
  readonly io: TokenIo;
  readonly giveUpAt: number;
}

const wellKnown = /\/\.well-known\/(openid-configuration|oauth-authorization-server)(?=\/|$)/;

/** What the server says of itself. @throws TokenError where it is not the one that was meant */
async function discover({ url, issuer, io, giveUpAt }: DiscoveryInput): Promise<Endpoints> {
  const metadataUrl = wellKnown.test(new URL(url).pathname)
    ? url
    : `${withoutFinalSlashes(url)}/.well-known/openid-configuration`;
  const { status, body } = await askServer({ method: "GET", url: metadataUrl, giveUpAt }, io);
  const found = textAt(body, "issuer");
  if (status !== 200 || found === undefined) {
    throw new TokenError({ message: `${addressOfInServerRequest(metadataUrl)} answered ${status}, which is no metadata`, status });
  }
  const expected = issuer ?? impliedIssuer(metadataUrl);
  if (found.replace(/\/$/, "") !== expected.replace(/\/$/, "")) {
    const message = `${addressOfInServerRequest(metadataUrl)} names ${JSON.stringify(found)} as its issuer, not ${JSON.stringify(expected)}`;
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
  throw new TokenError({ message: `${addressOfInServerRequest(metadataUrl)} names ${JSON.stringify(endpoint)} as its ${name}` });
}

function textsAt(body: unknown, name: string): readonly string[] | undefined {
  const value = valueAtInTokenResponse(body, name);
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : undefined;
}
// #endregion

// #region oauth2/endpoints.ts
interface EndpointInput {
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
async function findEndpoints(input: EndpointInput): Promise<Endpoints> {
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

function parseUrl(url: string, base?: string): URL | undefined {
  try {
    return new URL(url, base);
  } catch {
    return undefined;
  }
}
// #endregion

// #region oauth2/authorization-server.ts
interface AuthorizationServerInit {
  readonly schemeName: string;
  readonly scheme: TokenScheme;
  readonly settings: GrantSettings;
}

/** Fields of a form; those that are undefined are left out. */
type Form = Readonly<Record<string, string | undefined>>;

interface Ask {
  readonly io: TokenIo;
  readonly giveUpAt: number;
}

/** Fields that no error may repeat. */
const secretFields = ["client_secret", "refresh_token", "password", "code", "code_verifier", "device_code"];

/** The authorization server of one scheme, as one client of it sees it. */
class AuthorizationServer {
  readonly #init: AuthorizationServerInit;
  /** What is found out by asking is kept, once it has been found. */
  readonly #endpoints = new Map<string, Endpoints>();

  constructor(init: AuthorizationServerInit) {
    this.#init = init;
  }

  get settings(): GrantSettings {
    return this.#init.settings;
  }

  get scheme(): TokenScheme {
    return this.#init.scheme;
  }

  async endpoints(grant: OAuth2Grant, { io, giveUpAt }: Ask): Promise<Endpoints> {
    const key = `${grant} ${io.baseUrl ?? ""}`;
    let endpoints = this.#endpoints.get(key);
    if (endpoints === undefined) {
      const { tokenUrl, issuer } = this.settings;
      endpoints = await findEndpoints({ ...this.#init, grant, io, tokenUrl, issuer, giveUpAt });
      this.#endpoints.set(key, endpoints);
    }
    return endpoints;
  }

  /** @throws ConfigurationError where there is no such endpoint */
  async endpoint(
    name: "authorization" | "deviceAuthorization" | "token" | "refresh",
    grant: OAuth2Grant,
    ask: Ask,
  ): Promise<string> {
    const url = (await this.endpoints(grant, ask))[name];
    if (url !== undefined) return url;
    const message = `Nobody names the ${name} endpoint of \`auth.${this.#init.schemeName}\` for the ${grant} flow`;
    throw new ConfigurationError({
      message: name === "token" || name === "refresh" ? `${message}: set \`tokenUrl\`` : message,
    });
  }

  async client(grant: OAuth2Grant, ask: Ask): Promise<OAuth2Client> {
    const { schemeName, scheme, settings } = this.#init;
    // Before anything is sent: what is missing here, no server can make up for.
    await readClient({ schemeName, env: scheme.env, settings, methods: undefined });
    const { authMethods } = await this.endpoints(grant, ask);
    return readClient({ schemeName, env: scheme.env, settings, methods: authMethods });
  }

  /** The user's scopes, or those that the operations of the document require. */
  scope(): string | undefined {
    const { settings, scheme } = this.#init;
    const scopes = settings.scopes ?? scheme.scopes ?? [];
    return scopes.length === 0 ? undefined : scopes.join(" ");
  }

  /** RFC 6749 3.2. @throws TokenError where there is no token in the answer */
  async token(grant: OAuth2Grant, form: Form, ask: Ask): Promise<HeldToken> {
    const client = await this.client(grant, ask);
    const url = await this.endpoint(form["grant_type"] === "refresh_token" ? "refresh" : "token", grant, ask);
    const reply = await this.post(url, { ...form, ...this.settings.tokenParams }, client, ask);
    const response = readTokenResponse(reply);
    if (response === undefined) throw refusalOf(reply, url, secretsOfInAuthorizationServer(form, client));
    return holdResponse(response, reply, { oldRefreshToken: form["refresh_token"], clock: ask.io.clock });
  }

  post(url: string, form: Form, client: OAuth2Client, { io, giveUpAt }: Ask): Promise<ServerReply> {
    const fields = new URLSearchParams(
      Object.entries(form).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
    const authorization = authenticateClient(client, fields);
    return askServer({ method: "POST", url, form: fields, authorization, giveUpAt }, io);
  }
}

function secretsOfInAuthorizationServer(form: Form, client: OAuth2Client): readonly string[] {
  const values = [client.secret, ...secretFields.map((name) => form[name])].flatMap((value) => value ?? []);
  return values.flatMap((value) => [value, encodeURIComponent(value)]);
}
// #endregion

// #region oauth2/id-token.ts
/** OpenID Connect Core 1.0, 3.1.3.7 ID Token Validation, https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation */


interface IdTokenExpectation {
  readonly nonce: string | undefined;
  readonly clientId: string;
  /** Undefined where the server has not said who it is. */
  readonly issuer: string | undefined;
}

/** For clocks that disagree: "usually no more than a few minutes" (section 2, `exp`). */
const leeway = 300_000;

/**
 * That the token is for this client and this request. It comes from the token endpoint itself, whose certificate stands
 * for its signature (rule 6).
 * @throws TokenError
 */
function checkIdToken(idToken: string | undefined, { nonce, clientId, issuer }: IdTokenExpectation): void {
  const claims = idToken === undefined ? undefined : readClaims(idToken);
  if (claims === undefined) throw wrong("there is none that can be read");
  if (issuer !== undefined && textAt(claims, "iss") !== issuer) throw wrong("it is from another issuer");
  const audience = valueAtInTokenResponse(claims, "aud");
  const isForUs = Array.isArray(audience) ? audience.includes(clientId) : audience === clientId;
  if (!isForUs) throw wrong("it is for another client");
  if (nonce !== undefined && textAt(claims, "nonce") !== nonce) throw wrong("its `nonce` is not the request's");
  const expires = secondsAt(claims, "exp");
  if (expires === undefined) throw wrong("it does not say when it expires (`exp`)");
  if (Date.now() < expires * 1_000 + leeway) return;
  const now = new Date().toISOString();
  throw wrong(`it has expired at ${printTime(expires)}, if this machine's clock is right: it says ${now}`);
}

function readClaims(idToken: string): unknown {
  try {
    const payload = (idToken.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(payload), (letter) => letter.charCodeAt(0))));
  } catch {
    return undefined;
  }
}

function wrong(what: string): TokenError {
  return new TokenError({ message: `The ID token is not to be trusted: ${what}` });
}

function printTime(seconds: number): string {
  const time = new Date(seconds * 1_000);
  return Number.isNaN(time.getTime()) ? `${seconds} s` : time.toISOString();
}
// #endregion

// #region oauth2/pkce.ts
/** RFC 7636, https://www.rfc-editor.org/rfc/rfc7636 */

/** 256 random bits: a state, a nonce or a code verifier. */
function randomText(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

/** The method S256 (4.2). */
async function codeChallenge(verifier: string): Promise<string> {
  return base64Url(await sha256(verifier));
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

/** RFC 4648 5, without padding. */
function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
// #endregion

// #region oauth2/authorization-code.ts
/** RFC 6749 4.1 with PKCE (RFC 7636), `iss` (RFC 9207) and OpenID Connect Core 1.0, 3.1. */


/** What was asked for. Plain data: keep it, bound to the browser's session, until the browser comes back. It is secret. */
export interface AuthorizationRequest {
  /** Send the browser there. */
  readonly url: string;
  readonly state: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
  /** Only with OpenID Connect. */
  readonly nonce?: string | undefined;
}

export interface AuthorizationOptions {
  readonly redirectUri: string;
  /** Default: 256 random bits. */
  readonly state?: string | undefined;
  /** More parameters of the authorization endpoint: `prompt`, `login_hint`, `audience`. */
  readonly params?: Readonly<Record<string, string>> | undefined;
}

async function beginAuthorization(
  server: AuthorizationServer,
  { redirectUri, state = randomText(), params = {} }: AuthorizationOptions,
  ask: Ask,
): Promise<AuthorizationRequest> {
  const client = await server.client("authorizationCode", ask);
  const url = new URL(await server.endpoint("authorization", "authorizationCode", ask));
  const scope = signInScope(server);
  const nonce = scope?.split(" ").includes("openid") === true ? randomText() : undefined;
  const codeVerifier = randomText();
  const fields = {
    response_type: "code",
    client_id: client.id,
    redirect_uri: redirectUri,
    scope,
    state,
    nonce,
    code_challenge: await codeChallenge(codeVerifier),
    code_challenge_method: "S256",
    ...params,
  };
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) url.searchParams.set(name, value);
  return { url: url.href, state, codeVerifier, redirectUri, ...(nonce === undefined ? {} : { nonce }) };
}

/** OpenID Connect is what the scope `openid` asks for. */
function signInScope(server: AuthorizationServer): string | undefined {
  const scope = server.scope();
  if (server.scheme.type !== "openIdConnect" || server.settings.scopes !== undefined) return scope;
  return [...new Set(["openid", ...(scope?.split(" ") ?? [])])].join(" ");
}

export interface AuthorizationCallback {
  readonly request: AuthorizationRequest;
  /** The address that the browser was sent back to, with its query. */
  readonly callbackUrl: string | URL;
}

/** @throws TokenError where the answer is not one to this request, or where there is no token for it */
async function finishAuthorization(
  server: AuthorizationServer,
  { request, callbackUrl }: AuthorizationCallback,
  ask: Ask,
): Promise<HeldToken> {
  const { searchParams } = new URL(callbackUrl, request.redirectUri);
  const code = await readCallback(server, { request, callback: searchParams }, ask);
  const client = await server.client("authorizationCode", ask);
  const form = {
    grant_type: "authorization_code",
    code,
    redirect_uri: request.redirectUri,
    code_verifier: request.codeVerifier,
  };
  const held = await server.token("authorizationCode", form, ask);
  const { issuer } = await server.endpoints("authorizationCode", ask);
  if (request.nonce !== undefined || held.tokens.idToken !== undefined) {
    checkIdToken(held.tokens.idToken, { nonce: request.nonce, clientId: client.id, issuer });
  }
  return held;
}

/** The code of a callback that belongs to the request (RFC 6749 4.1.2, 10.12). */
async function readCallback(
  server: AuthorizationServer,
  { request, callback }: { readonly request: AuthorizationRequest; readonly callback: URLSearchParams },
  ask: Ask,
): Promise<string> {
  if (callback.get("state") !== request.state) {
    throw new TokenError({
      message: "The callback's `state` is not the request's: it answers another request, or none",
    });
  }
  const { issuer, authorization } = await server.endpoints("authorizationCode", ask);
  const iss = callback.get("iss");
  if (iss !== null && issuer !== undefined && iss !== issuer) {
    throw new TokenError({
      message: `The callback is from ${JSON.stringify(iss)}, not from ${JSON.stringify(issuer)}`,
    });
  }
  const error = callback.get("error");
  if (error !== null) {
    const body = { error, error_description: callback.get("error_description") ?? undefined };
    throw refusalOf({ status: undefined, body }, authorization ?? request.url, []);
  }
  const code = callback.get("code");
  if (code === null || code === "") throw new TokenError({ message: "The callback holds no `code`" });
  return code;
}
// #endregion

// #region oauth2/device-authorization.ts
/** RFC 8628 OAuth 2.0 Device Authorization Grant, https://www.rfc-editor.org/rfc/rfc8628 */


/** A code that waits for its person. */
interface DeviceCode {
  readonly prompt: DeviceCodePrompt;
  /** Asks until the person has decided. @throws TokenError, or the signal's reason */
  poll(ask: Ask, signal?: AbortSignal): Promise<HeldToken>;
}

/** Seconds, where the server doesn't say (3.2). */
const defaultInterval = 5;
/** Seconds that `slow_down` adds, for all that follows (3.5). */
const slowDown = 5;
const grant = "deviceAuthorization";

async function beginDeviceAuthorization(server: AuthorizationServer, ask: Ask): Promise<DeviceCode> {
  const client = await server.client(grant, ask);
  const url = await server.endpoint("deviceAuthorization", grant, ask);
  const form = { scope: signInScope(server) };
  const reply = await server.post(url, form, client, ask);
  const deviceCode = textAt(reply.body, "device_code");
  const userCode = textAt(reply.body, "user_code");
  // Google says `verification_url`.
  const verificationUri = textAt(reply.body, "verification_uri") ?? textAt(reply.body, "verification_url");
  const lifetime = secondsAt(reply.body, "expires_in");
  if (deviceCode === undefined || userCode === undefined || verificationUri === undefined || lifetime === undefined) {
    throw refusalOf(reply, url, secretsOfInAuthorizationServer(form, client));
  }
  return {
    prompt: {
      userCode,
      verificationUri,
      verificationUriComplete: textAt(reply.body, "verification_uri_complete"),
      expiresAt: Math.round(ask.io.clock.time() + lifetime * 1_000),
    },
    poll: (pollAsk, signal) =>
      poll(server, {
        ask: pollAsk,
        signal,
        deviceCode,
        interval: secondsAt(reply.body, "interval") ?? defaultInterval,
        expiresAt: reply.askedAt + lifetime * 1_000,
      }),
  };
}

interface Polling {
  readonly ask: Ask;
  readonly signal: AbortSignal | undefined;
  readonly deviceCode: string;
  /** Seconds. */
  readonly interval: number;
  /** As the clock's `now` counts. */
  readonly expiresAt: number;
}

async function poll(
  server: AuthorizationServer,
  { ask, signal, deviceCode, interval, expiresAt }: Polling,
): Promise<HeldToken> {
  const form = { grant_type: "urn:ietf:params:oauth:grant-type:device_code", device_code: deviceCode };
  for (let seconds = interval; ; ) {
    await wait(seconds * 1_000, ask.io.clock, signal);
    if (ask.io.clock.now() >= expiresAt) {
      const message = "Nobody has signed in with the device code, and it has expired";
      throw new TokenError({ message, error: "expired_token" });
    }
    try {
      return await server.token(grant, form, ask);
    } catch (error) {
      const code = error instanceof TokenError ? error.error : undefined;
      if (code === "slow_down") seconds += slowDown;
      else if (code !== "authorization_pending") throw error;
    }
  }
}
// #endregion

// #region oauth2/grants.ts
interface Issue extends Ask {
  /** Forgets the refresh token. */
  readonly drop: () => Promise<void>;
}

/** Getting a token takes so long at most, with all its retries. */
const defaultLimit = 30_000;
/** A person needs longer. A device code has an end of its own. */
const personLimit = 900_000;

/** Gets tokens by the grant that a credential stands for. */
class Grants {
  readonly #server: AuthorizationServer;
  readonly #schemeName: string;
  /** The server has refused it: it is not tried again. */
  #refusedToken: string | undefined;

  constructor(init: AuthorizationServerInit) {
    this.#server = new AuthorizationServer(init);
    this.#schemeName = init.schemeName;
  }

  /** @throws ConfigurationError where something is missing that no server could make up for */
  check(): OAuth2Grant {
    return grantOf(this.#server.settings, this.#schemeName);
  }

  /** A newer token can be had, as far as can be told. */
  async canRenew(tokens: TokenSet | undefined): Promise<boolean> {
    return this.check() !== "refreshToken" || (await this.#refreshToken(tokens)) !== undefined;
  }

  /** Runs the task within the time that it may take. */
  async limit<Result>(task: (ask: Ask) => Promise<Result>, io: TokenIo): Promise<Result> {
    const isPerson = this.#server.settings.authorize !== undefined || this.#server.settings.onUserCode !== undefined;
    const limitMs = this.#server.settings.tokenTimeout ?? (isPerson ? personLimit : defaultLimit);
    let timer: ClockTimer | undefined;
    const tooLate = new Promise<never>((_resolve, reject) => {
      const message = `No access token for \`auth.${this.#schemeName}\` within ${limitMs} ms`;
      timer = io.clock.start(limitMs, () => reject(new TokenError({ message })));
    });
    try {
      return await Promise.race([task({ io, giveUpAt: io.clock.now() + limitMs }), tooLate]);
    } finally {
      io.clock.stop(timer);
    }
  }

  /** With the refresh token where there is one, otherwise from the beginning. @throws TokenError, ConfigurationError */
  async issue(previous: TokenSet | undefined, issue: Issue): Promise<HeldToken> {
    const grant = this.check();
    // RFC 6749 4.4.3: a client that acts for itself has no need of a refresh token.
    const refreshToken = grant === "clientCredentials" ? undefined : await this.#refreshToken(previous);
    if (refreshToken === undefined) return this.#begin(grant, issue);
    try {
      return await this.#refresh(grant, refreshToken, issue);
    } catch (error) {
      if (!(error instanceof TokenError) || error.error !== "invalid_grant") throw error;
      this.#refusedToken = refreshToken;
      await issue.drop();
      if (grant === "refreshToken") throw error;
      return this.#begin(grant, issue);
    }
  }

  #refresh(grant: OAuth2Grant, refreshToken: string, ask: Ask): Promise<HeldToken> {
    // Without a scope the server gives what was granted before (RFC 6749 6).
    const scope = grant === "refreshToken" && this.#server.settings.scopes ? this.#server.scope() : undefined;
    return this.#server.token(grant, { grant_type: "refresh_token", refresh_token: refreshToken, scope }, ask);
  }

  /** The latest one that is not known to be of no use: what was issued last, then what the user gives. */
  async #refreshToken(previous: TokenSet | undefined): Promise<string | undefined> {
    const { refreshToken, tokens } = this.#server.settings;
    const candidates = [previous?.refreshToken, await readSecret(refreshToken), tokens?.refreshToken];
    return candidates.find((token) => token !== undefined && token !== this.#refusedToken);
  }

  async #begin(grant: OAuth2Grant, ask: Ask): Promise<HeldToken> {
    const { settings } = this.#server;
    const scope = this.#server.scope();
    switch (grant) {
      case "clientCredentials":
        return this.#server.token(grant, { grant_type: "client_credentials", scope }, ask);
      case "password": {
        const [username, password] = await Promise.all([readSecret(settings.username), readSecret(settings.password)]);
        return this.#server.token(grant, { grant_type: "password", username, password, scope }, ask);
      }
      case "authorizationCode": {
        const request = await beginAuthorization(this.#server, { redirectUri: settings.redirectUri ?? "" }, ask);
        // Checked by `check`.
        const callbackUrl = await settings.authorize?.(request.url);
        return finishAuthorization(this.#server, { request, callbackUrl: callbackUrl ?? "" }, ask);
      }
      case "deviceAuthorization": {
        const device = await beginDeviceAuthorization(this.#server, ask);
        await settings.onUserCode?.(device.prompt);
        return device.poll(ask);
      }
      case "refreshToken":
        throw new TokenError({ message: this.#expired() });
    }
  }

  #expired(): string {
    const why =
      this.#refusedToken === undefined ? "there is no refresh token" : "the refresh token was refused (invalid_grant)";
    return `No access token for \`auth.${this.#schemeName}\`: ${why}. Sign in again, and give the new tokens to the client`;
  }
}
// #endregion

// #region oauth2/memory-token-store.ts
/** Tokens of this process, for clients that are not derived from each other and are to share them all the same. */
export class MemoryTokenStore implements TokenStore {
  readonly #tokens = new Map<string, TokenSet>();
  readonly #locks = new Map<string, Promise<unknown>>();

  get(key: string): TokenSet | undefined {
    return this.#tokens.get(key);
  }

  set(key: string, tokens: TokenSet | undefined): void {
    if (tokens === undefined) this.#tokens.delete(key);
    else this.#tokens.set(key, tokens);
  }

  /** One after the other, in the order in which they ask. */
  lock<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
    const result = (this.#locks.get(key) ?? Promise.resolve()).then(task);
    const done = result.then(ignoreInMemoryTokenStore, ignoreInMemoryTokenStore);
    this.#locks.set(key, done);
    done.then(() => {
      if (this.#locks.get(key) === done) this.#locks.delete(key);
    });
    return result;
  }
}

function ignoreInMemoryTokenStore(): undefined {
  return undefined;
}
// #endregion

// #region oauth2/store-key.ts
/** Where a credential's tokens lie in a store: the same in every process that has the same credential, and no secret. */
async function storeKey(
  { apiName, schemeName, scheme, settings }: TokenSourceInit,
  io: TokenIo,
): Promise<string> {
  const { refreshToken, tokens, username, clientId, scopes, tokenUrl, tokenParams }: GrantSettings = settings;
  const parts = await Promise.all([
    readSecret(clientId, `${scheme.env}_CLIENT_ID`),
    readSecret(username),
    // Who has signed in anew has another place.
    readSecret(refreshToken ?? tokens?.refreshToken ?? tokens?.accessToken),
  ]);
  const digest = await sha256(JSON.stringify([io.baseUrl, tokenUrl, scopes, tokenParams, ...parts]));
  return `${apiName}:${schemeName}:${base64Url(digest)}`;
}
// #endregion

// #region oauth2/token-manager.ts
/** After a renewal in the background has failed, the next is tried when so much of the time that is left has gone by. */
const retryAfterShare = 6;

/** Keeps one access token, and renews it once for all who need it. */
class TokenManager implements TokenSource {
  readonly #init: TokenSourceInit;
  readonly #grants: Grants;
  readonly #store: TokenStore;
  #held: HeldToken | undefined;
  #flight: Promise<HeldToken> | undefined;
  #nextInBackground = 0;
  #key: Promise<string> | undefined;

  constructor(init: TokenSourceInit) {
    this.#init = init;
    const settings: GrantSettings = init.settings;
    this.#grants = new Grants({ schemeName: init.schemeName, scheme: init.scheme, settings });
    this.#store = init.store ?? new MemoryTokenStore();
    if (settings.tokens !== undefined) this.#held = holdStored(settings.tokens, init.clock);
  }

  token(io: TokenIo): string | Promise<string> {
    const held = this.#held;
    if (held === undefined) return this.#wait(io);
    const now = this.#init.clock.now();
    if (now >= held.waitAt) return this.#wait(io);
    if (now >= held.refreshAt && now >= this.#nextInBackground) this.#renewInBackground(held, io);
    return held.tokens.accessToken;
  }

  isRefused(response: TransportResponse): boolean {
    return isTokenRefusal(response);
  }

  async replace(refused: string, io: TokenIo): Promise<string | undefined> {
    const { accessToken } = this.#held?.tokens ?? {};
    if (accessToken !== undefined && accessToken !== refused) return accessToken;
    if (!(await this.#grants.canRenew(this.#held?.tokens))) return undefined;
    const renewed = (await this.#renewed(io)).tokens.accessToken;
    return renewed === refused ? undefined : renewed;
  }

  async #wait(io: TokenIo): Promise<string> {
    try {
      return (await this.#renewed(io)).tokens.accessToken;
    } catch (error) {
      // As long as the old one lives, it is better than nothing.
      const held = this.#held;
      if (held !== undefined && this.#init.clock.now() < held.goneAt) return held.tokens.accessToken;
      throw error;
    }
  }

  #renewInBackground(held: HeldToken, io: TokenIo): void {
    const pause = (held.goneAt - held.refreshAt) / retryAfterShare;
    this.#nextInBackground = this.#init.clock.now() + pause;
    // Nobody waits for it; whoever must wait will see what is wrong.
    this.#renewed(io).catch(() => {
      this.#nextInBackground = this.#init.clock.now() + pause;
    });
  }

  /** One at a time, for all callers; none of them can give it up for the others. */
  async #renewed(io: TokenIo): Promise<HeldToken> {
    this.#flight ??= this.#renew(io).finally(() => {
      this.#flight = undefined;
    });
    try {
      return await this.#flight;
    } catch (error) {
      throw ownError(error);
    }
  }

  async #renew(io: TokenIo): Promise<HeldToken> {
    const old = this.#held;
    this.#grants.check();
    this.#key ??= this.#init.store === undefined ? Promise.resolve("tokens") : storeKey(this.#init, io);
    const key = await this.#key;
    return this.#grants.limit(
      (ask) =>
        this.#store.lock(key, async () => {
          const stored = await this.#store.get(key);
          const shared = stored && holdStored(stored, this.#init.clock);
          // Somebody else has renewed it meanwhile.
          const isNewer = shared !== undefined && shared.tokens.accessToken !== old?.tokens.accessToken;
          if (isNewer && this.#init.clock.now() < shared.waitAt) return this.#hold(shared);
          const issued = await this.#grants.issue(stored ?? old?.tokens, {
            ...ask,
            drop: () => this.#drop(key),
          });
          this.#hold(issued);
          await this.#store.set(key, issued.tokens);
          return issued;
        }),
      io,
    );
  }

  #hold(token: HeldToken): HeldToken {
    this.#held = token;
    this.#nextInBackground = 0;
    return token;
  }

  /** The refresh token is of no use any more; the access token may be. */
  async #drop(key: string): Promise<void> {
    if (this.#held !== undefined) {
      const { refreshToken: _dropped, ...tokens } = this.#held.tokens;
      this.#held = { ...this.#held, tokens };
    }
    await this.#store.set(key, undefined);
  }
}

/** Each caller gets an error of its own: it learns which call it belongs to. */
function ownError(error: unknown): unknown {
  if (!(error instanceof TokenError)) return error;
  const { message, cause, status, errorDescription } = error;
  return new TokenError({ message, cause, status, errorDescription, error: error.error });
}
// #endregion

// #region auth/client-authenticators.ts
/** For functions that take a client and need its credentials. @throws ConfigurationError where it has none of its own */
function authenticatorOf(client: object): Authenticator {
  const { authenticator } = insidesOf(client);
  if (authenticator === undefined) throw new ConfigurationError({ message: "A lean client gets no access tokens" });
  return authenticator;
}
// #endregion

// #region oauth2/sign-in.ts
/** Which scheme, and what of its settings is not the client's own. */
export interface SignInOptions extends OAuth2Settings {
  /** Needed only where the document has several OAuth2 or OpenID Connect schemes. */
  readonly scheme?: string | undefined;
}

/** A device code that waits for its person. */
export interface DeviceAuthorization extends DeviceCodePrompt {
  /** Asks until the person has decided. @throws TokenError (`access_denied`, `expired_token`), or the signal's reason */
  tokens(options?: { readonly signal?: AbortSignal | undefined }): Promise<TokenSet>;
}

/**
 * The address to send a browser to, so that a person may authorize this program (RFC 6749 4.1, with PKCE). Keep what it
 * gives until the browser comes back to `redirectUri`, and hand both to `exchangeAuthorizationCode`.
 */
export async function createAuthorizationRequest(
  client: object,
  options: SignInOptions & AuthorizationOptions,
): Promise<AuthorizationRequest> {
  const { server, ask } = serverOf(client, options);
  return beginAuthorization(server, options, ask);
}

/**
 * The tokens for a browser that has come back. Give them to a client: `client.with({ auth: { <scheme>: { tokens } } })`.
 * @throws TokenError where the callback is not the answer to the request, or holds a refusal
 */
export async function exchangeAuthorizationCode(
  client: object,
  options: SignInOptions & AuthorizationCallback,
): Promise<TokenSet> {
  const { server, ask } = serverOf(client, options);
  return (await finishAuthorization(server, options, ask)).tokens;
}

/** A code for a person to type in on another device (RFC 8628). */
export async function startDeviceAuthorization(
  client: object,
  options: SignInOptions = {},
): Promise<DeviceAuthorization> {
  const { server, ask } = serverOf(client, options);
  const device = await beginDeviceAuthorization(server, ask);
  const { clock } = ask.io;
  const giveUpAt = clock.now() + device.prompt.expiresAt - clock.time();
  return {
    ...device.prompt,
    tokens: async ({ signal } = {}) => (await device.poll({ io: ask.io, giveUpAt }, signal)).tokens,
  };
}

/** The access token that the client would send now: for what is not an operation, a WebSocket for example. @throws TokenError */
export async function getAccessToken(
  client: object,
  options: { readonly scheme?: string | undefined } = {},
): Promise<string> {
  const { tokens, io, schemeName } = authenticatorOf(client).tokenScheme(options.scheme);
  if (tokens === undefined) {
    throw new ConfigurationError({ message: `\`auth.${schemeName}\` must be what access tokens are got with` });
  }
  return tokens.token(io);
}

const defaultLimitInSignIn = 30_000;

function serverOf(client: object, options: SignInOptions): { readonly server: AuthorizationServer; readonly ask: Ask } {
  const { schemeName, scheme, settings, io } = authenticatorOf(client).tokenScheme(options.scheme);
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const server = new AuthorizationServer({ schemeName, scheme, settings: { ...settings, ...given } });
  return { server, ask: { io, giveUpAt: io.clock.now() + (options.tokenTimeout ?? defaultLimitInSignIn) } };
}
// #endregion

// #region oauth2.ts
/** OAuth2 and OpenID Connect: the part of the runtime that is shipped only where the document has such a scheme. */


/** What a client is given, so that it can get access tokens by itself. */
export const oauth2: OAuth2Support = {
  createTokenSource: (init) => new TokenManager(init),
};
// #endregion
