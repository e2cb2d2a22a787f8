import type { SecuredApi, SecurityRequirement, SecuritySchemeDescriptor } from "../contract.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { copyHeaders } from "../headers.js";
import type { ClientOptions } from "../options.js";
import type { ApiRequest } from "../request.js";
import type { AppliedCredential } from "./applied-credential.js";
import { applyCredential, toApplied } from "./apply.js";
import type { Credential } from "./credentials.js";
import { describeScheme, environmentCredential, environmentGrant } from "./environment.js";
import { givenCredential } from "./given-credential.js";
import type { OAuth2Settings } from "./oauth2-credentials.js";
import { isTokenScheme, type OAuth2Support, type TokenIo, type TokenScheme, type TokenSource } from "./token-source.js";
import type { TokenSources } from "./token-sources.js";

/** A scheme of the document with the credential for it. */
export interface Satisfied {
  readonly name: string;
  readonly scheme: SecuritySchemeDescriptor;
  /** Undefined for schemes that send nothing. */
  readonly credential: Credential | undefined;
  /** Where the credential is what access tokens are got with. */
  readonly tokens: TokenSource | undefined;
}

export interface AuthenticatorInit {
  readonly api: SecuredApi;
  readonly options: ClientOptions;
  /** Only where the document has OAuth2 or OpenID Connect. */
  readonly oauth2: OAuth2Support | undefined;
  /** What derived clients share. */
  readonly sources: TokenSources;
  /** How the client reaches an authorization server. */
  readonly tokenIo: TokenIo;
}

/** Chooses among an operation's alternatives and puts the credentials into a request. */
export class Authenticator {
  readonly #api: SecuredApi;
  readonly #options: ClientOptions;
  readonly #oauth2: OAuth2Support | undefined;
  readonly #sources: TokenSources;
  readonly #tokenIo: TokenIo;
  /** Credentials that were found, by scheme. A missing one is looked for again: the environment may change. */
  readonly #found = new Map<string, Satisfied>();
  /** What a fixed credential becomes on the wire, by scheme; of a token, the latest. */
  readonly #fixed = new Map<string, { readonly value: unknown; readonly applied: AppliedCredential }>();

  constructor({ api, options, oauth2, sources, tokenIo }: AuthenticatorInit) {
    this.#api = api;
    this.#options = options;
    this.#oauth2 = oauth2;
    this.#tokenIo = tokenIo;
    this.#sources = sources;
  }

  /** A copy of the request with credentials; a promise only where one must be waited for. */
  authorize(request: ApiRequest, schemes: readonly Satisfied[]): ApiRequest | Promise<ApiRequest> {
    const values = schemes.map((one) => this.#valueOf(one, request));
    if (values.some((value) => value instanceof Promise)) {
      return Promise.all(values).then((all) => this.#apply(request, schemes, all));
    }
    return this.#apply(request, schemes, values);
  }

  /** A newer token than the one that was refused, or undefined where there can be none. */
  replaceToken(tokens: TokenSource, refused: string): Promise<string | undefined> {
    return tokens.replace(refused, this.#tokenIo);
  }

  /** @internal What functions that sign somebody in need to know of a scheme. */
  tokenScheme(name: string | undefined): ChosenTokenScheme {
    const schemes = Object.entries(this.#api.security).filter(([, scheme]) => isTokenScheme(scheme));
    const [chosen] = name === undefined ? schemes : schemes.filter(([wireName]) => wireName === name);
    if (chosen === undefined || (name === undefined && schemes.length > 1) || !isTokenScheme(chosen[1])) {
      const names = schemes.map(([wireName]) => `"${wireName}"`).join(", ");
      throw new ConfigurationError({ message: `\`scheme\` must be one of ${names}` });
    }
    const [schemeName, scheme] = chosen;
    const credential = givenCredential(this.#options, schemeName);
    const found = this.#find(schemeName);
    return {
      apiName: this.#api.name,
      schemeName,
      scheme,
      settings: isSettings(credential) ? credential : {},
      tokens: found?.tokens,
      io: this.#tokenIo,
    };
  }

  /** The first alternative whose credentials are all there. One that asks for nothing is the last resort. */
  choose(request: ApiRequest, requirements: readonly SecurityRequirement[]): readonly Satisfied[] {
    for (const requirement of requirements) {
      const names = Object.keys(requirement);
      const found = names.flatMap((name) => this.#find(name) ?? []);
      if (names.length > 0 && found.length === names.length) return found;
    }
    const isOptional = requirements.some((requirement) => Object.keys(requirement).length === 0);
    // The user may have written the header by hand.
    if (isOptional || request.headers["authorization"] !== undefined) return [];
    throw new ConfigurationError({ message: this.#explain(request.operation.id, requirements) });
  }

  #find(name: string): Satisfied | undefined {
    const known = this.#found.get(name);
    if (known !== undefined) return known;
    const scheme = Object.hasOwn(this.#api.security, name) ? this.#api.security[name] : undefined;
    if (scheme === undefined) return undefined;
    const credential = givenCredential(this.#options, name) ?? environmentCredential(scheme);
    if (credential === undefined && scheme.type !== "mutualTLS") return undefined;
    const satisfied: Satisfied = { name, scheme, credential, tokens: this.#tokensOf(name, scheme, credential) };
    this.#found.set(name, satisfied);
    return satisfied;
  }

  #tokensOf(
    schemeName: string,
    scheme: SecuritySchemeDescriptor,
    credential: Credential | undefined,
  ): TokenSource | undefined {
    if (!isTokenScheme(scheme) || !isSettings(credential)) return undefined;
    if (this.#oauth2 === undefined) {
      throw new ConfigurationError({
        message: `\`auth.${schemeName}\` must be an access token: OAuth2 is not built in`,
      });
    }
    const settings = credential === environmentGrant ? this.#sources.environment : credential;
    const { clock, baseUrl } = this.#tokenIo;
    const init = { apiName: this.#api.name, schemeName, scheme, settings, store: this.#options.tokenStore, clock };
    return this.#sources.find(this.#oauth2, init, baseUrl);
  }

  #valueOf({ credential, tokens }: Satisfied, request: ApiRequest): unknown {
    if (tokens !== undefined) return tokens.token(this.#tokenIo);
    // A copy: what is done to it must not be seen by hooks, nor by the next attempt.
    if (typeof credential === "function") return credential({ ...request, headers: copyHeaders(request.headers) });
    return credential;
  }

  #apply(request: ApiRequest, schemes: readonly Satisfied[], values: readonly unknown[]): ApiRequest {
    const own = values.filter(isRequest).reduce<ApiRequest | undefined>(mergeRequests, undefined);
    const applied: AppliedCredential[] = [];
    for (const [index, { name, scheme, credential }] of schemes.entries()) {
      const value = values[index];
      if (!isRequest(value)) applied.push(this.#applied(name, scheme, credential, value));
    }
    return applyCredential(own ?? request, applied);
  }

  #applied(name: string, scheme: SecuritySchemeDescriptor, credential: unknown, value: unknown): AppliedCredential {
    if (typeof credential === "function") return toApplied(name, scheme, value);
    const known = this.#fixed.get(name);
    if (known !== undefined && known.value === value) return known.applied;
    const applied = toApplied(name, scheme, value);
    this.#fixed.set(name, { value, applied });
    return applied;
  }

  #explain(operationId: string, requirements: readonly SecurityRequirement[]): string {
    const alternatives = requirements.map((requirement) =>
      Object.keys(requirement)
        .map((name) => describeScheme(name, this.#api.security[name]))
        .join(" together with "),
    );
    return `${operationId} needs credentials: set ${alternatives.join(", or ")}`;
  }
}

/** An OAuth2 scheme as a function that signs somebody in needs it. */
export interface ChosenTokenScheme {
  readonly apiName: string;
  readonly schemeName: string;
  readonly scheme: TokenScheme;
  /** The client's own; empty where it has none. */
  readonly settings: OAuth2Settings;
  readonly tokens: TokenSource | undefined;
  readonly io: TokenIo;
}

function isSettings(credential: Credential | undefined): credential is OAuth2Settings {
  return typeof credential === "object" && credential !== null;
}

/** A function has signed the request by itself. */
function isRequest(value: unknown): value is ApiRequest {
  return typeof value === "object" && value !== null && "trustedOrigin" in value;
}

/** Two functions that have both signed. */
function mergeRequests(first: ApiRequest | undefined, second: ApiRequest): ApiRequest {
  return first === undefined ? second : { ...second, headers: { ...first.headers, ...second.headers } };
}
