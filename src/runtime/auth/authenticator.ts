import type { ApiDescriptor, SecurityRequirement, SecuritySchemeDescriptor } from "../contract.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import type { ClientOptions } from "../options.js";
import type { ApiRequest } from "../request.js";
import type { AppliedCredential } from "./applied-credential.js";
import { applyCredential, toApplied } from "./apply.js";
import type { Credential } from "./credentials.js";
import { describeScheme, environmentCredential } from "./environment.js";

/** A scheme of the document with the credential for it. */
interface Satisfied {
  readonly name: string;
  readonly scheme: SecuritySchemeDescriptor;
  /** Undefined for schemes that send nothing. */
  readonly credential: Credential | undefined;
}

/** Chooses among an operation's alternatives and puts the credentials into a request. */
export class Authenticator {
  readonly #api: ApiDescriptor;
  readonly #options: ClientOptions;
  /** Credentials that were found, by scheme. A missing one is looked for again: the environment may change. */
  readonly #found = new Map<string, Satisfied>();
  /** What a fixed credential becomes on the wire, by scheme. */
  readonly #fixed = new Map<string, AppliedCredential>();

  constructor(api: ApiDescriptor, options: ClientOptions) {
    this.#api = api;
    this.#options = options;
  }

  /** A copy of the request with credentials; a promise only where a credential is a function. */
  authorize(request: ApiRequest, requirements: readonly SecurityRequirement[]): ApiRequest | Promise<ApiRequest> {
    const schemes = this.#choose(request, requirements);
    if (schemes.length === 0) return request;
    const applied: (AppliedCredential | Promise<AppliedCredential>)[] = schemes.map((one) => this.#apply(one));
    if (applied.some((one) => one instanceof Promise)) {
      return Promise.all(applied).then((all) => applyCredential(request, all));
    }
    // None is a promise: the line above has seen them all.
    return applyCredential(request, applied as AppliedCredential[]);
  }

  /** The first alternative whose credentials are all there. One that asks for nothing is the last resort. */
  #choose(request: ApiRequest, requirements: readonly SecurityRequirement[]): readonly Satisfied[] {
    for (const requirement of requirements) {
      const names = Object.keys(requirement);
      const found = names.map((name) => this.#find(name)).filter((one) => one !== undefined);
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
    const satisfied: Satisfied = { name, scheme, credential };
    this.#found.set(name, satisfied);
    return satisfied;
  }

  #apply({ name, scheme, credential }: Satisfied): AppliedCredential | Promise<AppliedCredential> {
    if (typeof credential === "function") return callSource(name, scheme, credential);
    let applied = this.#fixed.get(name);
    if (applied === undefined) {
      applied = toApplied(name, scheme, credential);
      this.#fixed.set(name, applied);
    }
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

async function callSource(
  name: string,
  scheme: SecuritySchemeDescriptor,
  source: () => unknown,
): Promise<AppliedCredential> {
  return toApplied(name, scheme, await source());
}

/** From `auth`, or from the top level, where a generated client's type may have put it. */
function givenCredential(options: ClientOptions, name: string): Credential | undefined {
  const { auth } = options;
  if (auth !== undefined && Object.hasOwn(auth, name) && auth[name] !== undefined) return auth[name];
  return topLevelCredential(options, name);
}

/** A credential that stands beside the options, under the name of its scheme. */
export function topLevelCredential(options: ClientOptions, name: string): Credential | undefined {
  if (optionNames.has(name) || !Object.hasOwn(options, name)) return undefined;
  // Own property checked; what it holds is checked where it is used.
  return (options as Readonly<Record<string, Credential | undefined>>)[name];
}

/** A scheme may be called `headers`: at the top level the option wins, the credential stands in `auth`. */
const optionNames = /* @__PURE__ */ new Set([
  "baseUrl",
  "server",
  "serverVariables",
  "auth",
  "headers",
  "userAgent",
  "timeout",
  "retry",
  "rateLimit",
  "maxConcurrency",
  "maxQueue",
  "connections",
  "validate",
  "hooks",
  "logger",
  "transport",
  "middleware",
  "requestIdHeader",
  "dispatcher",
]);
