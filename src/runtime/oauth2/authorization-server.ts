import type { OAuth2Grant } from "../auth/oauth2-credentials.js";
import type { TokenIo, TokenScheme } from "../auth/token-source.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { authenticateClient, type OAuth2Client, readClient } from "./client-authentication.js";
import type { Endpoints } from "./discovery.js";
import { findEndpoints } from "./endpoints.js";
import type { GrantSettings } from "./grant-settings.js";
import type { HeldToken } from "./held-token.js";
import { askServer, type ServerReply } from "./server-request.js";
import { holdResponse, readTokenResponse, refusalOf } from "./token-response.js";

export interface AuthorizationServerInit {
  readonly schemeName: string;
  readonly scheme: TokenScheme;
  readonly settings: GrantSettings;
}

/** Fields of a form; those that are undefined are left out. */
export type Form = Readonly<Record<string, string | undefined>>;

export interface Ask {
  readonly io: TokenIo;
  readonly giveUpAt: number;
}

/** Fields that no error may repeat. */
const secretFields = ["client_secret", "refresh_token", "password", "code", "code_verifier", "device_code"];

/** The authorization server of one scheme, as one client of it sees it. */
export class AuthorizationServer {
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
    if (response === undefined) throw refusalOf(reply, url, secretsOf(form, client));
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

export function secretsOf(form: Form, client: OAuth2Client): readonly string[] {
  const values = [client.secret, ...secretFields.map((name) => form[name])].flatMap((value) => value ?? []);
  return values.flatMap((value) => [value, encodeURIComponent(value)]);
}
